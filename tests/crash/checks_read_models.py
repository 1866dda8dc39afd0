"""Checks both read models against the event table, and against a rebuild."""

import json
from collections.abc import Iterator

from tests.crash.facts import Facts, Rows
from tests.crash.faults import Fault, duplicated, lost, wrong
from tests.crash.world import trail


def computed(facts: Facts) -> Rows:
    """The expected rows, computed from the event table."""
    rows: dict[str, tuple[int, int, str]] = {}
    for event in facts.events:
        total, events, so_far = rows.get(event.stream_id, (0, 0, ""))
        by = json.loads(event.data)["by"]
        rows[event.stream_id] = (total + by, events + 1, trail(so_far, event.event_id))
    return rows


def rows(facts: Facts) -> Iterator[Fault]:
    """Each row of each read model matches its stream's events."""
    wanted = computed(facts)
    for name, found in facts.rows.items():
        for stream in wanted.keys() | found.keys():
            if (fault := _row(wanted.get(stream), found.get(stream))) is not None:
                yield Fault(fault.kind, f"read model {name}, {stream}: {fault.text}")


def rebuilt(facts: Facts) -> Iterator[Fault]:
    """A rebuild gives the same rows."""
    for name, (live, fresh) in facts.hashes.items():
        if live != fresh:
            yield wrong(f"read model {name}: a rebuild has other rows than were served")


def no_dead_letters(facts: Facts) -> Iterator[Fault]:
    """A crash must not make an event a dead letter."""
    if facts.dead_letters:
        yield wrong(
            f"{facts.dead_letters} dead letters and parked streams, though every event is sound"
        )


def _row(wanted: tuple[int, int, str] | None, found: tuple[int, int, str] | None) -> Fault | None:
    if wanted == found:
        return None
    if wanted is None or found is None:
        return wrong(f"{found} instead of {wanted}")
    if found[1] < wanted[1]:
        return lost(f"{found[1]} of {wanted[1]} events were counted")
    if found[1] > wanted[1]:
        return duplicated(f"{found[1]} events were counted of {wanted[1]}")
    return wrong("the right number of events, in another order or with another total")

"""Checks the snapshots against the event table."""

import json
from collections import defaultdict
from collections.abc import Iterator

from tests.crash.facts import Facts
from tests.crash.faults import Fault, wrong


def true(facts: Facts) -> Iterator[Fault]:
    """A snapshot adds up as many of its stream's events as it says, and there are as many."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for event in sorted(facts.events, key=lambda each: each.version):
        numbers[event.stream_id].append(json.loads(event.data)["by"])
    for stream, (version, total) in facts.snapshots.items():
        if version > len(numbers[stream]):
            yield wrong(f"{stream}: a snapshot of version {version} of {len(numbers[stream])}")
        elif total != sum(numbers[stream][:version]):
            yield wrong(f"{stream}: a snapshot of version {version} has another total")

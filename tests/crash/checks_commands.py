"""Checks the event table against the commands: answered exactly once, unanswered at most once."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tests.crash.facts import Event, Facts
from tests.crash.faults import Fault, duplicated, lost, wrong
from tests.crash.record import Command

Content = tuple[int, str, int]  # index in its command, stream, counted number


def answers(facts: Facts) -> Iterator[Fault]:
    """Each command's events are stored once and match its result; a refused one has none.

    One that changed nothing has none either, and is remembered with its result.
    """
    stored = _by_command(facts.events)
    for command in facts.commands.values():
        yield from _stored(command, stored.get(command.command_id, []))
        yield from _remembered(command, facts.remembered.get(command.command_id))
        yield from _repeats(command)
    for unknown in stored.keys() - facts.commands.keys():
        yield wrong(f"command {unknown} is stored, but was never sent")


def real_time(facts: Facts) -> Iterator[Fault]:
    """A command answered before another was sent comes before it in the log."""
    stored = _by_command(facts.events)
    spans = [
        (command, min(numbers), max(numbers))
        for command in facts.commands.values()
        if (numbers := [each.seq for each in stored.get(command.command_id, []) if each.seq])
    ]
    answered = sorted(
        (command.acked_at, last, command.command_id)
        for command, _, last in spans
        if command.acked_at is not None
    )
    seen, highest = 0, (0, "")
    for command, first, _ in sorted(spans, key=lambda span: span[0].sent_at):
        while seen < len(answered) and answered[seen][0] < command.sent_at:
            highest = max(highest, answered[seen][1:])
            seen += 1
        if highest[0] >= first:
            yield wrong(
                f"{command.command_id} begins at seq {first}, though {highest[1]} at seq"
                f" {highest[0]} had been answered before it was sent"
            )


def _stored(command: Command, events: Sequence[Event]) -> Iterator[Fault]:
    if command.refused:
        if events:
            yield wrong(f"command {command.command_id} was refused and is stored")
        return
    if command.open and not events:
        return
    yield from _as_ordered(command, events)


def _as_ordered(command: Command, events: Sequence[Event]) -> Iterator[Fault]:
    name, wanted = command.command_id, sum(command.counts.values())
    if len(events) < wanted:
        yield lost(f"command {name}: {len(events)} of {wanted} events are stored")
    elif len(events) > wanted:
        yield duplicated(f"command {name}: {len(events)} events are stored for {wanted}")
    elif not wanted:
        return
    elif dict(Counter(each.stream_id for each in events)) != command.counts:
        yield wrong(f"command {name}: its events are on other streams than it ordered")
    elif _content(events) != _ordered(command):
        yield wrong(
            f"command {name}: {_content(events)} is stored, {_ordered(command)} was ordered"
        )
    elif command.result is not None:
        yield from _as_answered(command, command.result, events)


def _remembered(command: Command, answer: tuple[str, int] | None) -> Iterator[Fault]:
    name, result = command.command_id, command.result
    if answer is None:
        if command.idle and result is not None:
            yield lost(f"command {name}: it changed nothing and is not remembered")
    elif not command.idle or command.refused:
        yield wrong(f"command {name}: it is remembered as one that changed nothing")
    elif result is not None and result != (*answer, 0):
        yield wrong(f"command {name}: answered {result}, remembered {answer}")


def _ordered(command: Command) -> list[Content]:
    numbers = [(stream, by) for stream, each in command.numbers.items() for by in each]
    return [(nth, *each) for nth, each in enumerate(numbers, start=1)]


def _content(events: Sequence[Event]) -> list[Content]:
    return sorted((each.command_index, each.stream_id, _by(each)) for each in events)


def _by(event: Event) -> int:
    by: int = json.loads(event.data)["by"]
    return by


def _as_answered(
    command: Command, result: tuple[str, int, int], events: Sequence[Event]
) -> Iterator[Fault]:
    stream = next(iter(command.counts))
    version = max(each.version for each in events if each.stream_id == stream)
    position = max(each.position for each in events)
    if result != (stream, version, position):
        yield wrong(
            f"command {command.command_id}: answered {result}, stored {(stream, version, position)}"
        )
    first = version - command.counts[stream]
    if command.expected is not None and first != command.expected:
        yield wrong(f"command {command.command_id}: accepted after {first}, not as it demanded")


def _repeats(command: Command) -> Iterator[Fault]:
    for result, repeated in command.again:
        if result != command.result or not repeated:
            yield wrong(
                f"command {command.command_id}: answered {command.result}, then {result}"
                f" (repeated: {repeated})"
            )


def _by_command(events: Sequence[Event]) -> Mapping[str, list[Event]]:
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        found[event.command_id].append(event)
    return found

"""Checks what follows from events: each reaction once and in order, each deadline once."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from uuid import UUID, uuid5

from tests.crash.answers import ECHO, SETTLE, is_answered, is_settled
from tests.crash.facts import Answer, Facts
from tests.crash.faults import Fault, duplicated, lost, wrong


def echo_of(event_id: str) -> str:
    """The id of the command that the reaction gives for this event."""
    return str(uuid5(UUID(event_id), f"{ECHO}/{ECHO}"))


def settling(echo_id: str) -> str:
    """The id of the command that the deadline of this echo gives."""
    return str(uuid5(UUID(echo_id), f"{SETTLE}/{echo_id}"))


def reactions(facts: Facts) -> Iterator[Fault]:
    """Each event that asks for one has one echo, in the order of its stream."""
    causes = {echo_of(each.event_id): each for each in facts.events if is_answered(each.event_id)}
    echoes = [each for each in facts.answers if not is_settled(each.note)]
    yield from _once(causes, Counter(each.command_id for each in echoes), "reaction")
    told: defaultdict[str, list[int]] = defaultdict(list)
    for each in sorted(echoes, key=lambda each: each.version):
        if each.command_id in causes:
            told[each.stream_id].append(causes[each.command_id].version)
    for stream, versions in told.items():
        if versions != sorted(versions):
            yield wrong(f"{stream} answers versions {versions}")


def deadlines(facts: Facts) -> Iterator[Fault]:
    """Each echo's deadline ran once, and none is left."""
    settled = Counter(each.command_id for each in facts.answers if is_settled(each.note))
    echoes: Mapping[str, Answer] = {
        settling(each.event_id): each for each in facts.answers if not is_settled(each.note)
    }
    yield from _once(echoes, settled, "deadline")
    if facts.unfinished:
        yield lost(f"{facts.unfinished} deadlines are not finished")


def _once(wanted: Mapping[str, object], found: Counter[str], what: str) -> Iterator[Fault]:
    for command in wanted.keys() - found.keys():
        yield lost(f"the command {command} of a {what} was never given")
    for command, times in found.items():
        if command not in wanted:
            yield wrong(f"a {what} gave {command}, which follows from nothing")
        elif times > 1:
            yield duplicated(f"the command {command} of a {what} was given {times} times")

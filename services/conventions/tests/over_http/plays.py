"""Which story of the pure tests shows which command refused, and which step of it allowed.

`python -m services.conventions.tests.over_http.plays` looks for stories that go the same way over
HTTP, and writes plays.txt: one line a play, sorted. A story that stands there stays as long as it
shows what its line says. With parts of paths behind it, it looks in these files alone, and adds.

    refused <command> <rule> <test>
    allowed <command> <state before>><state after> <test>
    moved <command> <machine>:<state before>><state after> <test>

The states of a step are the convention's, and behind a colon those of the amendment it is about.
"""

import asyncio
import logging
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any, Final

import structlog
from conventions.domain.amendments.commands import AmendmentCommand, DraftAmendment
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.lifecycle import INITIAL, evolve
from mithaq.events import Provenance
from mithaq.testing.given import Decision

from ..core.phases import PHASES
from ..story import origin_of
from .stage import Answer, Stage, given_over_http, opened
from .stories import decisions_of, pure_tests

FILE: Final = Path(__file__).with_name("plays.txt")
TRIED: Final = 20  # stories of one kind
LONG: Final = 60  # decisions
ABSENT: Final = "none"
Key = tuple[str, str, str]
Told = Sequence[tuple[Any, Provenance]]


@dataclass(frozen=True, order=True)
class Play:
    """`shows` is a rule's name where it is refused, else the step."""

    kind: str
    command: str
    shows: str
    test: str

    def __str__(self) -> str:
        return f"{self.kind} {self.command} {self.shows} {self.test}"

    @property
    def id(self) -> str:
        return f"{self.command}-{self.shows}"

    @property
    def key(self) -> Key:
        return self.kind, self.command, self.shows

    def decision(self) -> Decision:
        """As its test takes it. LookupError: that test does not take it any more."""
        for decision in decisions_of(self.test):
            if _is_of(decision, self.command) and self.key in keys_of(decision):
                return decision
        raise LookupError(f"no story any more: {self}. Run `make rules`")


def plays(kind: str) -> list[Play]:
    return [each for each in _written() if each.kind == kind]


def _written() -> list[Play]:
    lines = FILE.read_text().splitlines() if FILE.exists() else []
    return [Play(*line.split(" ", 3)) for line in lines]


def _is_of(decision: Decision, command: str) -> bool:
    return type(decision.command).__name__ == command


def keys_of(decision: Decision) -> set[Key]:
    """What it shows; nothing where nothing follows from it."""
    name = type(decision.command).__name__
    if decision.refused is not None:
        return {("refused", name, decision.refused.code)}
    if not decision.events:
        return set()
    before, origin = state_after(decision.told), origin_of(decision.command)
    after = reduce(lambda state, event: evolve(state, event, origin), decision.events, before)
    step = f"{_where(before, decision.command)}>{_where(after, decision.command)}"
    moved = {("moved", name, move) for move in _moves(before, after)}
    return {("allowed", name, step), *moved}


def _moves(before: Absent | Convention, after: Absent | Convention) -> Iterator[str]:
    """Of the small machines within: as one or the other of their things moved."""
    for machine, phases in PHASES.items():
        was, is_ = (
            phases(each) if isinstance(each, Convention) else {} for each in (before, after)
        )
        for key, phase in is_.items():
            if was.get(key) != phase:
                yield f"{machine}:{was.get(key, ABSENT)}>{phase}"


def state_after(told: Told) -> Absent | Convention:
    state: Absent | Convention = INITIAL
    for event, provenance in told:
        state = evolve(state, event, provenance)
    return state


def _where(state: Absent | Convention, command: ConventionCommand) -> str:
    if isinstance(state, Absent):
        return ABSENT
    number = len(state.amendments) if isinstance(command, DraftAmendment) else None
    if isinstance(command, AmendmentCommand):
        number = command.amendment
    amendment = state.amendments.get(number) if number else None
    return f"{state.state}:{amendment.state}" if amendment else str(state.state)


def same(answer: Answer, decision: Decision) -> bool:
    """The API answered what the story decided."""
    if decision.refused is not None:
        return answer.code == decision.refused.code
    own = decision.command.convention_id  # a draft is given another one
    told = [replace(each, convention_id=own) for each in answer.events]
    return answer.code is None and told == list(decision.events)


async def goes_the_same_way(stage: Stage, decision: Decision) -> bool:
    if given_over_http(decision.command):
        return same(await stage.play(decision), decision)
    refused = decision.refused.code if decision.refused is not None else None
    return await stage.play_due(decision) == refused


@dataclass(frozen=True)
class Story:
    """`nth` is the number of decisions that its test takes before it."""

    test: str
    decision: Decision
    nth: int

    @property
    def order(self) -> tuple[bool, bool, int, str]:
        """The short ones of the command's own topic first."""
        topic = type(self.decision.command).__module__.split(".")[2]
        return self.nth > LONG, f"/tests/{topic}/" not in self.test, self.nth, self.test


def _stories(within: Sequence[str]) -> Mapping[Key, list[Story]]:
    """By what they show."""
    found = defaultdict[Key, list[Story]](list)
    for test in pure_tests():
        if within and not any(each in test for each in within):
            continue
        met = set[Key]()
        try:
            for nth, decision in enumerate(decisions_of(test)):
                for key in keys_of(decision) - met:
                    met.add(key)
                    found[key].append(Story(test, decision, nth))
        except Exception as failed:
            sys.stderr.write(f"fails: {test}: {failed!r}\n")
    return found


async def _chosen(within: Sequence[str]) -> list[Play]:
    kept = {each.key: each.test for each in _written()}
    found = []
    async with opened() as stage:
        for key, stories in sorted(_stories(within).items()):
            if within and key in kept:
                continue
            stories.sort(key=lambda story: (story.test != kept.get(key), *story.order))
            for story in stories[:TRIED]:
                if await goes_the_same_way(stage, story.decision):
                    found.append(Play(*key, story.test))
                    break
            else:
                sys.stderr.write(f"over HTTP another way: {' '.join(key)} {stories[0].test}\n")
    return found


def main(within: Sequence[str]) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    found = asyncio.run(_chosen(within))
    shown = {each.key for each in found}
    kept = [each for each in _written() if within and each.key not in shown]
    FILE.write_text("".join(f"{each}\n" for each in sorted([*found, *kept])))


if __name__ == "__main__":
    main(sys.argv[1:])

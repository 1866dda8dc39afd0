"""One operation: a command is tried as the application tries it, without anything in between.

What is checked here needs no history: that refusals are named rules, that what was told open or
closed was the truth, that whatever is decided evolves, and survives its encoding.
"""

from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from conventions.catalogue import CATALOGUE
from conventions.domain import lifecycle
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.policy import capacities_of
from conventions.domain.drafting.commands import DraftConvention
from conventions.domain.enveloping import ensure_framework
from conventions.domain.table import BY_COMMAND
from mithaq.dating import ensure_dated
from mithaq.errors import MithaqError
from mithaq.events import Origin

from .beside import Beside
from .days import BACKDATING_DAYS
from .record import Recorded

_UNNAMED: Final = frozenset({"error", "rule-broken", "invalid", "forbidden"})
# What the openings answer for, whatever a command contains.
_TOLD: Final = frozenset({"command-closed", "capacity-refused", "not-found", "out-of-turn"})


class Violation(AssertionError):
    """A rule that did not hold."""


@dataclass(slots=True)
class World:
    """The conventions as they stand, all that was recorded of them, and the streams beside them."""

    conventions: dict[UUID, Convention] = field(default_factory=dict)
    record: list[Recorded] = field(default_factory=list)
    beside: Beside = field(default_factory=Beside)

    def state(self, convention_id: UUID) -> Absent | Convention:
        return self.conventions.get(convention_id, lifecycle.INITIAL)


def told_to(state: Absent | Convention, command: ConventionCommand) -> str | None:
    """The rule that the openings say closes this command to its caller; None where it is open."""
    if isinstance(state, Absent):
        return None
    caller, inactive = command.caller, command.header.inactive
    row = BY_COMMAND[type(command)]
    try:
        lifecycle.ensure_open(state, caller, row, capacities_of(state, caller), inactive)
    except MithaqError as refusal:
        return refusal.code
    return None


def attempt(world: World, command: ConventionCommand) -> str | None:
    """The code of the refusal, or None once the command's events are recorded."""
    state, name = world.state(command.convention_id), type(command).__name__
    told = told_to(state, command)
    try:
        entry = _decided(world, state, command)
        beside = world.beside.after(state, command, entry.on)
    except MithaqError as refusal:
        _ensure_named(refusal)
        _ensure_foretold(state, told, name, refusal.code)
        return refusal.code
    except Exception as error:
        raise Violation(f"refusals_are_named_rules: {name} raised {error!r}") from error
    _ensure_open(state, told, command)
    try:
        after = _evolved(state, entry)
    except Exception as error:
        raise Violation(f"what_is_decided_evolves: {name} does not: {error!r}") from error
    try:
        beside, moved = beside.enveloped(state, after, entry.on, world.state)
    except MithaqError as refusal:
        _ensure_named(refusal)
        return refusal.code
    entry = replace(entry, envelope=tuple(moved))
    _ensure_encodes(entry)
    if isinstance(after, Convention):
        world.conventions[command.convention_id] = after
    world.beside = beside
    world.record.append(entry)
    return None


def _decided(world: World, state: Absent | Convention, command: ConventionCommand) -> Recorded:
    """In the order of `conventions.application`: sight, the two days, the framework, the rules."""
    lifecycle.ensure_visible(state, command)
    on = lifecycle.effective_day(state, command)
    ensure_dated(command.caller, command.header.dating, on, allowed_days=BACKDATING_DAYS)
    if isinstance(command, DraftConvention) and (above := command.outline.framework_id):
        ensure_framework(above, world.state(above), command.caller)
    return Recorded(command, tuple(lifecycle.decide(state, command)), on)


def _evolved(state: Absent | Convention, entry: Recorded) -> Absent | Convention:
    actor = entry.caller.actor("campaign", entry.command.empowered_by())
    origin = Origin(by=actor, effective_date=entry.on)
    before = 0 if isinstance(state, Absent) else state.version
    for event in entry.events:
        state = lifecycle.evolve(state, event, origin)
    after = 0 if isinstance(state, Absent) else state.version
    if after != before + len(entry.events):
        raise Violation(f"versions_count_events: {after} after {before} and {len(entry.events)}")
    return state


def _ensure_encodes(entry: Recorded) -> None:
    for event in (*entry.events, *entry.envelope):
        if CATALOGUE.decode(*CATALOGUE.encode(event)) != event:
            raise Violation(f"what_is_recorded_is_read_again: {event}")


def _ensure_named(refusal: MithaqError) -> None:
    if refusal.code in _UNNAMED:
        raise Violation(f"refusals_are_named_rules: {refusal!r} is none")


def _ensure_foretold(state: Absent | Convention, told: str | None, name: str, code: str) -> None:
    """What was told open is not closed by what the openings answer for.

    Which capacity takes a step back depends on the step, which the openings do not know.
    """
    if name == "ReverseStep" and code == "capacity-refused":
        return
    if isinstance(state, Convention) and told is None and code in _TOLD:
        raise Violation(f"what_is_open_is_told: {name} was told open and is {code}")


def _ensure_open(state: Absent | Convention, told: str | None, command: ConventionCommand) -> None:
    """What was told closed is not accepted, and nothing is from a state outside its row."""
    name = type(command).__name__
    if told is not None:
        raise Violation(f"what_is_open_is_told: {name} was told {told} and is accepted")
    if isinstance(state, Convention) and state.state not in BY_COMMAND[type(command)].sources:
        raise Violation(f"what_is_open_is_told: {name} is accepted from {state.state}")

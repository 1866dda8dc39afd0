"""The next command of a life: what is due, what is open, or anything by anybody."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.core.commands import CommandHeader, ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.policy import capacities_of
from conventions.domain.drafting import commands as drafting
from conventions.domain.lifecycle import ensure_open
from conventions.domain.table import TRANSITIONS
from conventions.domain.takeover.table import TAKEOVER
from mithaq.commands import Caller
from mithaq.dating import ARCHIVIST
from mithaq.errors import MithaqError

from ..proposal import BARE, DRAFT
from .cast import CAST, ORGANISATIONS, PROPER, TWO_FACED
from .content import content_of
from .days import dating, later
from .drafting_content import DELEGATED, grounds
from .due import chosen
from .due_money import Due
from .kin import ALONE, Kin
from .luck import Luck
from .wish import Wish

# A life begins with a draft: facts of a paper file are read by the tests of the take-over.
COMMANDS: Final = tuple(row.command for row in TRANSITIONS if row not in TAKEOVER)
# They end a life or a part of it: open ones are drawn a tenth as often as others.
_ENDING: Final = frozenset(
    {
        "WithdrawConvention",
        "ReopenText",
        "RefuseSignature",
        "RefuseApproval",
        "WithdrawContribution",
        "CancelTranche",
        "SuspendConvention",
        "WithdrawAmendment",
        "RefuseAmendmentApproval",
        "RefuseAmendment",
        "EndCondition",
        "ForwardSignature",
        "CorrectText",
    }
)


@dataclass(slots=True)
class Circumstances:
    """What moves besides the convention: the clock, who is suspended. `diligence` is in percent:
    how often what is due is done.
    """

    today: date
    inactive: frozenset[UUID]
    diligence: int

    def pass_by(self, luck: Luck, state: Absent | Convention) -> None:
        self.today = later(luck, state, self.today)
        if self.inactive and luck.percent(20):
            self.inactive = frozenset()
        elif luck.percent(2):
            self.inactive = frozenset(luck.sample(ORGANISATIONS, luck.one((1, 1, 2))))

    def header(self, luck: Luck, state: Absent | Convention, caller: Caller) -> CommandHeader:
        given = dating(luck, state, self.today, archivist=ARCHIVIST in caller.roles)
        about = ALONE.convention_id if isinstance(state, Absent) else state.convention_id
        return CommandHeader(
            convention_id=about, caller=caller, dating=given, inactive=self.inactive
        )


def move(
    luck: Luck, state: Absent | Convention, now: Circumstances, kin: Kin = ALONE
) -> ConventionCommand:
    """The command of the next operation on that convention, some time later."""
    now.pass_by(luck, state)
    if isinstance(state, Absent):
        return kin.fitted(_begin(luck, now, state, kin))
    if luck.percent(now.diligence) and (due := chosen(luck, state, now.today)):
        return _made(_due(luck, state, now, due))
    caller = luck.one(PROPER) if luck.percent(50) else luck.one(CAST)
    header = now.header(luck, state, caller)
    found = _open(luck, state, header) if luck.percent(60) else None
    command = found or luck.one(COMMANDS)
    return _made(Wish(luck=luck, state=state, header=header, command=command))


def _due(luck: Luck, state: Convention, now: Circumstances, due: Due) -> Wish:
    """By whom it falls to, rarely by another; its content as expected, rarely another."""
    command, caller, preset = due
    if luck.percent(4):
        caller = luck.one(CAST)
    elif luck.percent(15):
        caller = luck.one(_standing_in(luck, caller))
    return Wish(
        luck=luck,
        state=state,
        header=now.header(luck, state, caller),
        command=command,
        preset=preset if luck.percent(97) else {},
    )


def _standing_in(luck: Luck, caller: Caller) -> Sequence[Caller]:
    """Whoever of the cast, or of those with two tokens, has its organisation and its roles."""
    cast = TWO_FACED if luck.percent(50) else CAST
    same = (each for each in cast if each.organisation == caller.organisation)
    return [each for each in same if caller.roles <= each.roles] or [caller]


def _begin(luck: Luck, now: Circumstances, state: Absent, kin: Kin) -> ConventionCommand:
    """Of those that live together, each begins whole."""
    caller = luck.one(PROPER) if luck.percent(70) else luck.one(CAST)
    header = now.header(luck, state, caller)
    if luck.percent(10):
        return drafting.ProposeConvention(header=header)
    drafts = (DRAFT, DELEGATED, DELEGATED, BARE, BARE) if kin is ALONE else (DRAFT, DELEGATED)
    return replace(luck.one(drafts), header=header)


def _open(luck: Luck, state: Convention, header: CommandHeader) -> type[ConventionCommand] | None:
    """One of the commands open to this caller, rarely one that ends or undoes."""
    ending, held = luck.percent(10), capacities_of(state, header.caller)
    for row in luck.sample(TRANSITIONS, len(TRANSITIONS)):
        may = state.state in row.sources and not held.isdisjoint(row.capacities)
        if may and (ending or row.name not in _ENDING):
            with suppress(MithaqError):
                ensure_open(state, header.caller, row, held, header.inactive)
                return row.command
    return None


def _made(wish: Wish) -> ConventionCommand:
    header = replace(wish.header, grounds=grounds(wish.luck, wish))
    return wish.command(header=header, **content_of(wish))

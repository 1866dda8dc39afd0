"""The next command of a life: what is due, what is open, or anything by anybody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.core.commands import CommandHeader, ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.drafting import commands as drafting
from conventions.domain.openings import openings
from conventions.domain.table import TRANSITIONS
from mithaq.commands import Caller
from mithaq.dating import ARCHIVIST

from ..people import ID
from ..proposal import BARE, DRAFT
from .cast import CAST, ORGANISATIONS, PROPER, TWO_FACED
from .content import content_of
from .days import dating, later
from .drafting_content import DELEGATED, grounds
from .due import chosen
from .due_money import Due
from .luck import Luck
from .wish import Wish

COMMANDS: Final = tuple(row.command for row in TRANSITIONS)
_BY_NAME: Final = {row.name: row.command for row in TRANSITIONS}
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
        return CommandHeader(convention_id=ID, caller=caller, dating=given, inactive=self.inactive)


def move(luck: Luck, state: Absent | Convention, now: Circumstances) -> ConventionCommand:
    """The command of the next operation, some time later."""
    now.pass_by(luck, state)
    if isinstance(state, Absent):
        return _begin(luck, now, state)
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


def _begin(luck: Luck, now: Circumstances, state: Absent) -> ConventionCommand:
    caller = luck.one(PROPER) if luck.percent(70) else luck.one(CAST)
    header = now.header(luck, state, caller)
    if luck.percent(10):
        return drafting.ProposeConvention(header=header)
    return replace(luck.one((DRAFT, DELEGATED, DELEGATED, BARE, BARE)), header=header)


def _open(luck: Luck, state: Convention, header: CommandHeader) -> type[ConventionCommand] | None:
    """One of the commands open to this caller, rarely one that ends or undoes."""
    told = openings(state, header.caller, header.inactive)
    found = [each.command for each in told if each.closed_by is None]
    if luck.percent(90):
        found = [name for name in found if name not in _ENDING]
    return _BY_NAME[luck.one(found)] if found else None


def _made(wish: Wish) -> ConventionCommand:
    header = replace(wish.header, grounds=grounds(wish.luck, wish))
    return wish.command(header=header, **content_of(wish))

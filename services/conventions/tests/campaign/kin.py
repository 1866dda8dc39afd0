"""Whose lives are lived together: one convention, or a framework and those financed under it."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.terms import Action
from conventions.domain.core.vocabulary import Instrument
from conventions.domain.drafting.commands import DraftConvention
from conventions.domain.shares.commands import PromiseShare
from mithaq.money import Money

from ..people import ID

FRAMEWORK: Final = UUID("018f0000-0000-7000-8000-0000000000f0")
CHILDREN: Final = tuple(UUID(f"018f0000-0000-7000-8000-0000000000f{n}") for n in range(1, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """One of them: `percent` is its size beside the tests' proposal, of each amount in it."""

    convention_id: UUID = ID
    instrument: Instrument = Instrument.FINANCING
    framework_id: UUID | None = None
    percent: int = 100

    def fitted(self, command: ConventionCommand) -> ConventionCommand:
        """A command of the tests' convention, given to this one."""
        header = replace(command.header, convention_id=self.convention_id)
        command = replace(command, header=header)
        if isinstance(command, DraftConvention):
            return self._drafted(command)
        if isinstance(command, PromiseShare):
            share = replace(command.share, amount=self._sized(command.share.amount))
            return replace(command, share=share)
        return command

    def _drafted(self, draft: DraftConvention) -> DraftConvention:
        outline = replace(
            draft.outline,
            instrument=self.instrument,
            framework_id=self.framework_id,
            total=self._sized(draft.outline.total),
        )
        pledges = (replace(each, amount=self._sized(each.amount)) for each in draft.contributions)
        return replace(
            draft,
            outline=outline,
            actions=tuple(map(self._planned, draft.actions)),
            contributions=tuple(pledges),
        )

    def _planned(self, action: Action) -> Action:
        years = tuple(replace(each, cost=self._sized(each.cost)) for each in action.years)
        cost = self._sized(action.cost) if action.cost is not None else None
        return replace(action, cost=cost, years=years)

    def _sized(self, amount: Money) -> Money:
        return Money(amount.centimes * self.percent // 100)


ALONE: Final = Kin()


def framework(percent: int) -> Kin:
    return Kin(convention_id=FRAMEWORK, instrument=Instrument.FRAMEWORK, percent=percent)


def child(nth: int, percent: int) -> Kin:
    return Kin(convention_id=CHILDREN[nth], framework_id=FRAMEWORK, percent=percent)

"""Commands on shares."""

from dataclasses import dataclass

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.terms import Contribution, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseShare(ConventionCommand):
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawShare(ConventionCommand):
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitShare(ConventionCommand):
    """Into these contributions; what they leave of it stays a share.

    `act` names the minutes that decided so: needed of whoever is not the party that owes it.
    """

    share: str
    contributions: tuple[Contribution, ...]
    act: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSplitOverdue(ConventionCommand):
    """The last day to split the shares is over; what was split or changed meanwhile is left out."""

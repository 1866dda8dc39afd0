"""Events of shares: promised, withdrawn, split into contributions, not split in time."""

from dataclasses import dataclass
from datetime import date

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Contribution, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePromised(ConventionEvent):
    """A party promises what it splits later; promised again, it replaces `replaced`."""

    share: Share
    replaced: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareWithdrawn(ConventionEvent):
    """`share` is what was promised until now."""

    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareSplit(ConventionEvent):
    """A share became these contributions, and what is `left` of it; together they are as much.

    `share` is what it was. `act` names the minutes that decided so, where its own party did not.
    """

    share: Share
    left: Share | None = None
    contributions: tuple[Contribution, ...]
    act: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitOverdue(ConventionEvent):
    """The last day to split them is over, and these shares are not split: their money waits."""

    split_by: date
    shares: tuple[Share, ...]


SharesEvent = SharePromised | ShareWithdrawn | ShareSplit | SplitOverdue

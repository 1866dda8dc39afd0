"""The verdict of a verification: on the chain, and on the service's own head. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from audit.verification.chain import Flaw, Point, Walk


class Verdict(StrEnum):
    SOUND = "sound"
    BROKEN = "broken"
    GAP = "gap"
    DIVERGED = "diverged"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The head a service gives for its own log; `ours` is our hash at that line, if we have it."""

    head: Point
    ours: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`flawed_at` is the first line that does not follow; `published` is what the service said.

    `began_at` is before the first line was read: a check that ends later may have begun earlier.
    """

    source: str
    verdict: Verdict
    reached: Point
    flawed_at: int | None
    published: Published | None
    began_at: datetime
    checked_at: datetime

    @property
    def flawed(self) -> bool:
        return self.verdict not in (Verdict.SOUND, Verdict.EMPTY)

    @property
    def fault(self) -> bool:
        """A flaw that does not pass: a gap may be one only while events arrive."""
        return self.verdict in (Verdict.BROKEN, Verdict.DIVERGED)


def judge(walked: Walk, published: Published | None) -> Verdict:
    """A flaw in the copy comes first; then whether the service still tells the same past."""
    match walked.flaw:
        case Flaw.BROKEN:
            return Verdict.BROKEN
        case Flaw.GAP:
            return Verdict.GAP
    if published is not None and _diverged(walked.reached, published):
        return Verdict.DIVERGED
    return Verdict.SOUND if walked.reached.seq else Verdict.EMPTY


def _diverged(reached: Point, published: Published) -> bool:
    """A log only grows: a head behind our copy, or another hash at a line we have, is no head."""
    if published.head.seq < reached.seq:
        return True
    return published.ours is not None and published.ours != published.head.hash

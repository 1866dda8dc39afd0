"""Recomputes the hash chain of a log. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mithaq.events import LogRecord
from mithaq.store import GENESIS, link


@dataclass(frozen=True, slots=True)
class Point:
    """A line up to which everything follows, and the chain's value there."""

    seq: int
    hash: bytes


START: Final = Point(0, GENESIS)


class Flaw(StrEnum):
    GAP = "gap"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Walk:
    """How far the chain holds and, if it stops short, why at the line after."""

    reached: Point
    flaw: Flaw | None = None


def walk(start: Point, records: Iterable[LogRecord]) -> Walk:
    """Follow the chain over `records`, sorted by number and all above `start`.

    A missing number is a gap; a line whose recomputed hash is not the one it carries is broken.
    """
    reached = start
    for record in records:
        if record.seq != reached.seq + 1:
            return Walk(reached, Flaw.GAP)
        computed = link(reached.hash, record)
        if computed != record.hash:
            return Walk(reached, Flaw.BROKEN)
        reached = Point(record.seq, computed)
    return Walk(reached)

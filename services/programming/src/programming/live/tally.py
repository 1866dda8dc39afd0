"""Counting movements, each once however often it is delivered. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mithaq.money import ZERO, Money

from programming.live.movements import Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A movement on its way to its region's tallies.

    `seq` is its event's place in the conventions' log, `partition` where it was read: there, seq
    only rises, so one that does not rise was delivered before. `at` is when it was recorded.
    """

    partition: int
    seq: int
    at: datetime
    movement: Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What moved in one region, in one window or since ever; `seen` is the last seq a partition.

    Sums and `seen` are one value, written together: they cannot disagree after a crash.
    """

    promised: Money = ZERO
    paid: Money = ZERO
    signatures: int = 0
    payments: int = 0
    seen: Mapping[str, int] = field(default_factory=dict)


def count(tally: Tally, told: Told) -> Tally:
    """The tally with the movement in it; the same tally if it was in it already."""
    partition = str(told.partition)
    if told.seq <= tally.seen.get(partition, 0):
        return tally
    return Tally(
        promised=tally.promised + told.movement.promised,
        paid=tally.paid + told.movement.paid,
        signatures=tally.signatures + told.movement.signatures,
        payments=tally.payments + told.movement.payments,
        seen={**tally.seen, partition: told.seq},
    )

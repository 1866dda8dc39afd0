"""Adding up movements, each once however often it is delivered. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mithaq.money import Total

from programming.live.movements import NOTHING, Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMovement:
    """A movement on its way to the totals of its region.

    `seq` is its event's number in the conventions' log, `partition` where it was read: there, seq
    only rises, so one that does not rise was delivered before. `at` is when it was recorded.
    """

    partition: int
    seq: int
    at: datetime
    movement: Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums of one region, of one window or of all time; `seen` is the last seq by partition.

    Sums and `seen` are one value, written together: they cannot disagree after a crash.
    """

    promised: Total = NOTHING
    paid: Total = NOTHING
    signatures: int = 0
    payments: int = 0
    seen: Mapping[str, int] = field(default_factory=dict)


def add(totals: Totals, counted: RegionMovement) -> Totals:
    """The totals with the movement in them; the same totals if it was in them already."""
    partition = str(counted.partition)
    if counted.seq <= totals.seen.get(partition, 0):
        return totals
    movement = counted.movement
    return Totals(
        promised=totals.promised + movement.promised,
        paid=totals.paid + movement.paid,
        signatures=totals.signatures + movement.signatures,
        payments=totals.payments + movement.payments,
        seen={**totals.seen, partition: counted.seq},
    )

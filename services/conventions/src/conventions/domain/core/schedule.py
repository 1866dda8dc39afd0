"""Look-ups over the tranches of a convention, kept as they move: none of them is read from a scan.

Whoever changes a tranche does it here (`with_tranche`), so that the look-ups follow; a property
test holds them to what a scan finds.
"""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from mithaq.money import Money
from mithaq.states import changed, put, without

from conventions.domain.core.flow import EMPTY
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage

if TYPE_CHECKING:
    from conventions.domain.core.convention import Convention

EXCESS: Final = "excess"
ADVANCE: Final = "advance"
REFUND_DUE: Final = "refund_due"
AWAITED: Final = "awaited"
SUBMITTED: Final = "submitted"
CANCELLED: Final = "cancelled"
_NONE: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookups:
    """`by_contribution` names its tranches in order of payment, `by_action` as planned.

    `sums` are, over all tranches and in centimes, what flowed through each step, what was paid
    beyond the orders and became of it; the cancelled ones are counted. `held` is the tranche under
    each bank reference, by payer. While a long history is replayed they are not `kept`.
    """

    kept: bool = True
    by_contribution: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_action: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sums: Mapping[str, int] = field(default_factory=dict)
    held: Mapping[UUID, Mapping[str, str]] = field(default_factory=dict)

    def sum(self, of: str) -> int:
        return self.sums.get(of, 0)

    @property
    def out(self) -> int:
        """All that left the payers, what went beyond the orders included, in centimes."""
        return self.sum(Stage.PAID) + self.sum(EXCESS) + self.sum(ADVANCE) + self.sum(REFUND_DUE)


def schedule_of(convention: "Convention", contribution: str) -> list[Tranche]:
    """The tranches of one contribution, in order of payment."""
    tranches = convention.tranches
    return [tranches[name] for name in convention.lookups.by_contribution.get(contribution, ())]


def planned_of(convention: "Convention", contribution: str, day: date | None = None) -> Money:
    """What the tranches of a contribution add up to, on a day or as of now."""
    schedule = schedule_of(convention, contribution)
    return Money.sum(each.flow(Stage.PLANNED).until(day) for each in schedule)


def paid_out(convention: "Convention", contribution: str) -> Money:
    """All that left the payer for a contribution, what went beyond the orders included."""
    return Money.sum(t.paid + t.beyond for t in schedule_of(convention, contribution))


def with_tranche(convention: "Convention", tranche: Tranche) -> "Convention":
    """The convention with this tranche, new or moved."""
    tranches, name = convention.tranches, tranche.tranche
    if not convention.lookups.kept:
        return changed(convention, tranches=put(tranches, name, tranche))
    before = tranches.get(name)
    lookups = changed(
        _looked_up(convention, before, tranche),
        sums=_summed(convention.lookups.sums, before, tranche),
        held=_holding(convention.lookups.held, before, tranche),
    )
    return changed(convention, tranches=put(tranches, name, tranche), lookups=lookups)


def without_lookups(convention: "Convention") -> "Convention":
    """As a replay takes it on: it asks nothing of the look-ups, so it makes them at its end."""
    return changed(convention, lookups=Lookups(kept=False))


def with_lookups(convention: "Convention") -> "Convention":
    """The convention with its look-ups, made by one scan."""
    return changed(convention, lookups=look_up(convention.tranches))


def _looked_up(convention: "Convention", before: Tranche | None, after: Tranche) -> Lookups:
    """Where a tranche is new, or due on another day, it takes its place in the order of payment."""
    if before is None:
        return _planned(convention, after)
    if before.planned is after.planned or before.schedule_key == after.schedule_key:
        return convention.lookups
    return changed(convention.lookups, by_contribution=_placed(convention, after))


def _planned(convention: "Convention", tranche: Tranche) -> Lookups:
    lookups, action = convention.lookups, tranche.planned.action
    of_action = (*lookups.by_action.get(action, ()), tranche.tranche)
    return changed(
        lookups,
        by_contribution=_placed(convention, tranche),
        by_action=put(lookups.by_action, action, of_action),
    )


def _placed(convention: "Convention", tranche: Tranche) -> Mapping[str, tuple[str, ...]]:
    by_contribution, name = convention.lookups.by_contribution, tranche.contribution
    others = by_contribution.get(name, ())
    names = tuple(each for each in others if each != tranche.tranche)
    nth = bisect(
        names, tranche.schedule_key, key=lambda each: convention.tranches[each].schedule_key
    )
    return put(by_contribution, name, (*names[:nth], tranche.tranche, *names[nth:]))


def _summed(sums: Mapping[str, int], before: Tranche | None, after: Tranche) -> Mapping[str, int]:
    old = before.flows if before else {}
    if after.flows is not old:
        for stage, flow in after.flows.items():
            known = old.get(stage, EMPTY)
            if flow is not known:
                more = flow.total.centimes - known.total.centimes
                sums = _plus(sums, stage, more)
    if before is not None:
        for (of, was), (_, now) in zip(_beyond(before), _beyond(after), strict=True):
            if was != now:
                sums = _plus(sums, of, now - was)
    return _waiting_summed(sums, before, after)


def _waiting_summed(
    sums: Mapping[str, int], before: Tranche | None, after: Tranche
) -> Mapping[str, int]:
    if before and after.orders is before.orders and after.submissions is before.submissions:
        return sums  # as at most steps
    was = dict(_waiting(before)) if before else {}
    for of, now in _waiting(after):
        if now != was.get(of, 0):
            sums = _plus(sums, of, now - was.get(of, 0))
    return sums


def _waiting(tranche: Tranche) -> Sequence[tuple[str, int]]:
    """What waits for the answer of somebody else."""
    return (
        (AWAITED, sum(each.awaited.centimes for each in tranche.orders.values())),
        (SUBMITTED, sum(each.left.centimes for each in tranche.submissions.values())),
    )


def _plus(sums: Mapping[str, int], of: str, more: int) -> Mapping[str, int]:
    """What comes to nothing is not kept."""
    total = sums.get(of, 0) + more
    return put(sums, of, total) if total else without(sums, of)


def _beyond(tranche: Tranche) -> Sequence[tuple[str, int]]:
    return (
        (EXCESS, tranche.excess.centimes),
        (ADVANCE, tranche.advance.centimes),
        (REFUND_DUE, tranche.refund_due.centimes),
        (CANCELLED, int(tranche.cancelled)),
    )


def _holding(
    held: Mapping[UUID, Mapping[str, str]], before: Tranche | None, after: Tranche
) -> Mapping[UUID, Mapping[str, str]]:
    old = before.references if before else _NONE
    if after.references is old or after.references.keys() == old.keys():
        return held
    payer = after.organisation_id
    mine = held.get(payer, _NONE)
    for key in after.references.keys() - old.keys():
        mine = put(mine, key, after.tranche)
    for key in old.keys() - after.references.keys():
        mine = without(mine, key)
    return put(held, payer, mine) if mine else without(held, payer)


def _in_order(mine: list[Tranche]) -> list[Tranche]:
    return sorted(mine, key=lambda each: each.schedule_key) if len(mine) > 1 else mine


def look_up(tranches: Mapping[str, Tranche]) -> Lookups:
    """What the look-ups are, found by a scan."""
    by_contribution: dict[str, list[Tranche]] = {}
    by_action: dict[str, list[str]] = {}
    sums: dict[str, int] = {}
    held: dict[UUID, dict[str, str]] = {}
    for name, tranche in tranches.items():
        by_contribution.setdefault(tranche.contribution, []).append(tranche)
        by_action.setdefault(tranche.planned.action, []).append(name)
        for key in tranche.references:
            held.setdefault(tranche.organisation_id, {})[key] = name
        for stage, flow in tranche.flows.items():
            sums[stage] = sums.get(stage, 0) + flow.total.centimes
        told = _waiting(tranche)
        if tranche.beyond_on is not None or tranche.cancelled:
            told = (*told, *_beyond(tranche))
        for of, amount in told:
            if amount:
                sums[of] = sums.get(of, 0) + amount
    return Lookups(
        by_contribution={
            name: tuple(t.planned.tranche for t in _in_order(mine))
            for name, mine in by_contribution.items()
        },
        by_action={action: tuple(names) for action, names in by_action.items()},
        sums={of: total for of, total in sums.items() if total},
        held=held,
    )

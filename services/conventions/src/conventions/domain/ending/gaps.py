"""What keeps a convention from being completed, contribution by contribution, action by action."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.terms import Contribution
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage

# The gaps, in the order in which they are told; each names contributions, tranches or actions.
GAPS: Final = (
    "unsplit",
    "unplanned",
    "unpaid",
    "unjustified",
    "undelivered",
    "unbuilt",
    "undecided",
    "unimputed",
    "unrefunded",
)


def gaps_of(convention: Convention) -> Mapping[str, tuple[str, ...]]:
    """For each gap what it concerns, by name; nothing where there is none."""
    found: dict[str, list[str]] = {gap: [] for gap in GAPS}
    for gap, name in _gaps(convention):
        found[gap].append(name)
    return {gap: tuple(sorted(names)) for gap, names in found.items()}


def _gaps(convention: Convention) -> Iterator[tuple[str, str]]:
    yield from (("unsplit", share.share) for share in convention.terms.unsplit())
    for pledge in convention.terms.pledges():
        if pledge.payable:
            gap = _unpaid(pledge, schedule_of(convention, pledge.contribution))
        else:
            gap = _undelivered(convention, pledge)
        if gap is not None:
            yield gap, pledge.contribution
    for name, action in convention.terms.actions.items():
        seen = convention.progress.get(name)
        if action.cost and (seen.percent() if seen else 0) < 100:
            yield "unbuilt", name
    for tranche in convention.tranches.values():
        left = {
            "undecided": tranche.excess,
            "unimputed": tranche.advance,
            "unrefunded": tranche.refund_due,
        }
        yield from ((gap, tranche.tranche) for gap, amount in left.items() if amount)


def _unpaid(pledge: Contribution, schedule: Sequence[Tranche]) -> str | None:
    """The first step at which less went through than was promised."""
    steps = (("unplanned", Stage.PLANNED), ("unpaid", Stage.PAID), ("unjustified", Stage.JUSTIFIED))
    for gap, stage in steps:
        if sum(t.flow(stage).total.centimes for t in schedule) < pledge.amount.centimes:
            return gap
    return None


def _undelivered(convention: Convention, pledge: Contribution) -> str | None:
    known = convention.deliveries.get(pledge.contribution, Delivery())
    return "undelivered" if known.accepted.total < pledge.amount else None

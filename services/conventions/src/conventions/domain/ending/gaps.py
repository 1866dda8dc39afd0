"""What keeps a convention from being completed, contribution by contribution, action by action."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.obligation import DueKind
from conventions.domain.core.obliged import unsettled
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.terms import Contribution
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage

# The gaps, in the order in which they are told; each names contributions, tranches,
# actions, or obligations with the number of the occurrence.
GAPS: Final = (
    "unsplit",
    "unplanned",
    "unpaid",
    "unjustified",
    "undelivered",
    "unbuilt",
    "unaccepted",
    "undecided",
    "unimputed",
    "unrefunded",
    "unreported",
    "unmet",
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
        if action.cost and (gap := _unaccepted(convention, name)):
            yield gap, name
    for tranche in convention.tranches.values():
        left = {
            "undecided": tranche.excess,
            "unimputed": tranche.advance,
            "unrefunded": tranche.refund_due,
        }
        yield from ((gap, tranche.tranche) for gap, amount in left.items() if amount)
    yield from ((gap, name) for gap, name, begun in _unshown(convention, date.max) if begun)


def unshown(convention: Convention, on: date) -> Mapping[str, tuple[str, ...]]:
    """Of obligations alone, what is open that day: periods that are over by then count too."""
    found: dict[str, list[str]] = {"unreported": [], "unmet": []}
    for gap, name, _ in _unshown(convention, on):
        found[gap].append(name)
    return {gap: tuple(sorted(names)) for gap, names in found.items() if names}


def _unshown(convention: Convention, until: date) -> Iterator[tuple[str, str, bool]]:
    """Neither certified nor waived; whether it is known without a day to be asked for already."""
    for obligation, occurrence, kept in unsettled(convention, until):
        at_completion = obligation.due.kind == DueKind.AT_COMPLETION
        periodic = obligation.due.kind == DueKind.EVERY_PERIOD
        gap = "unreported" if at_completion else "unmet"
        begun = not periodic or bool(kept.moves)
        yield gap, f"{obligation.obligation}/{occurrence.number}", begun


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


def _unaccepted(convention: Convention, action: str) -> str | None:
    """Built to the last, then accepted at least provisionally."""
    seen = convention.progress.get(action)
    if (seen.percent() if seen else 0) < 100:
        return "unbuilt"
    return None if action in convention.acceptances else "unaccepted"

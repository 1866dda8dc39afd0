"""A convention is closed once nothing of it is left open, then archived by a second person."""

from collections.abc import Iterator, Mapping
from typing import Final

from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.rules import ensure_written
from conventions.domain.ending import commands as c
from conventions.domain.ending import events as e

# What keeps a convention from being closed, in the order in which it is told.
CLOSURE_GAPS: Final = (
    "undecided",
    "unimputed",
    "unrefunded",
    "not-final",
    "open-notices",
    "open-amendment",
)


class ClosureIncomplete(RuleBroken):
    """A convention is closed when nothing of it is left to follow; each gap is named."""

    code = "closure-incomplete"


class ClosedByYou(RuleBroken):
    """Another person archives a convention than the one who closed it."""

    code = "closed-by-you"


def closure_gaps(convention: Convention) -> Mapping[str, tuple[str, ...]]:
    """The whole checklist: for each point what it concerns, by name; nothing where it is done."""
    found: dict[str, list[str]] = {gap: [] for gap in CLOSURE_GAPS}
    for gap, name in _gaps(convention):
        found[gap].append(name)
    return {gap: tuple(names) for gap, names in found.items()}


def _gaps(convention: Convention) -> Iterator[tuple[str, str]]:
    for name, tranche in sorted(convention.tranches.items()):
        left = {
            "undecided": tranche.excess,
            "unimputed": tranche.advance,
            "unrefunded": tranche.refund_due,
        }
        yield from ((gap, name) for gap, amount in left.items() if amount)
    for name, action in sorted(convention.terms.actions.items()):
        accepted = convention.acceptances.get(name)
        if action.cost and (accepted is None or accepted.final_on is None):
            yield "not-final", name
    for number, notice in sorted(convention.notices.items()):
        if notice.open:
            yield "open-notices", str(number)
    if amendment := convention.open_amendment:
        yield "open-amendment", str(amendment.number)


def ensure_closable(convention: Convention, _: Caller) -> None:
    gaps = {gap: names for gap, names in closure_gaps(convention).items() if names}
    if gaps:
        raise ClosureIncomplete(
            gaps=tuple(gaps), **{gap.replace("-", "_"): names for gap, names in gaps.items()}
        )


def close(convention: Convention, command: c.CloseConvention) -> Events:
    ensure_written("closure", act=command.act)
    return [e.ConventionClosed(convention_id=convention.convention_id, act=command.act)]


def ensure_closed_by_another(convention: Convention, caller: Caller) -> None:
    if caller.person == convention.closed_by:
        raise ClosedByYou()


def archive(convention: Convention, command: c.ArchiveConvention) -> Events:
    """From then on nothing is recorded of it any more."""
    ensure_written("archive", reference=command.reference, place=command.place)
    return [
        e.ConventionArchived(
            convention_id=convention.convention_id,
            reference=command.reference,
            place=command.place,
        )
    ]

"""Amendments of the largest convention: of every kind, each of as many lines as `Size` says."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from conventions.domain.amendments import commands as c
from conventions.domain.amendments.approving import needs_of_amendment
from conventions.domain.core.amendment import (
    Amendment,
    AmountChange,
    DelegatedOwnerChange,
    Operations,
    Period,
    Reschedule,
    Succession,
    Termination,
    YearCostChange,
)
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.frame import Thresholds
from conventions.domain.core.terms import Contribution, Share
from conventions.domain.core.vocabulary import AmendmentKind, AmendmentState, PartyRole
from conventions.domain.core.vocabulary import SignatureLevel as Level
from mithaq.money import Money

from .. import people as p
from ..approvals.story import CONTROL, FINANCE, INTERIOR, approval
from ..people import Say
from ..proposal import article, party
from ..story import ACCEPT, signing
from . import shape
from .life import Life, Stages
from .shape import EACH, Size

SIGN_BY: Final = date(2026, 10, 31)
LATER: Final = date(2026, 12, 1)
HALF: Final = Money(EACH.centimes // 2)
JOINER: Final = Say(p.OUTSIDER)
_JOINS: Final = party(p.STRANGER, (PartyRole.FUNDER, PartyRole.DELEGATED_OWNER), 1)
Cell = tuple[str, int]


@cache
def _planned(size: Size) -> Mapping[Cell, int]:
    """What each action costs in each year, in centimes."""
    planned: Counter[Cell] = Counter()
    for nth in range(size.promises):
        each = shape.promise(size, nth)
        planned[each.action, each.year] += each.amount.centimes
    return planned


def _costs(size: Size, more: Mapping[Cell, int]) -> tuple[YearCostChange, ...]:
    """The costs of these cells once so much was added to each."""
    return tuple(
        YearCostChange(action=action, year=year, cost=Money(_planned(size)[action, year] + change))
        for (action, year), change in more.items()
        if change
    )


def _last(size: Size) -> Sequence[Contribution]:
    """The last promises: nothing of them was called."""
    return [shape.promise(size, nth) for nth in range(size.promises - size.lines, size.promises)]


def _names(promises: Sequence[Contribution]) -> tuple[str, ...]:
    return tuple(each.contribution for each in promises)


def _amounts(size: Size) -> Operations:
    """Each is halved, and so is what it pays."""
    less: Counter[Cell] = Counter()
    for each in _last(size):
        less[each.action, each.year] -= HALF.centimes
    changes = (AmountChange(contribution=name, amount=HALF) for name in _names(_last(size)))
    return Operations(amounts=tuple(changes), costs=_costs(size, less))


def _split(size: Size) -> Operations:
    """The same money a year later: nobody owes more or less."""
    moved: Counter[Cell] = Counter()
    later = []
    for each in _last(size):
        later.append(replace(each, contribution=f"later-{each.contribution}", year=each.year + 1))
        moved[each.action, each.year] -= EACH.centimes
        moved[each.action, each.year + 1] += EACH.centimes
    return Operations(
        kinds=(AmendmentKind.SPLIT,),
        withdrawn_contributions=_names(_last(size)),
        contributions=tuple(later),
        costs=_costs(size, moved),
    )


def _shares(size: Size) -> Operations:
    """Their years are open again."""
    shares = (
        Share(
            share=f"open-{each.contribution}",
            organisation_id=each.organisation_id,
            kind=each.kind,
            amount=each.amount,
            action=each.action,
        )
        for each in _last(size)
    )
    return Operations(withdrawn_contributions=_names(_last(size)), shares=tuple(shares))


def _accession(size: Size) -> Operations:
    """One joins and takes these promises over."""
    taken = (
        replace(each, contribution=f"new-{each.contribution}", organisation_id=p.STRANGER)
        for each in _last(size)
    )
    return Operations(
        parties=(_JOINS,),
        contributions=tuple(taken),
        withdrawn_contributions=_names(_last(size)),
    )


def _departure(size: Size) -> Operations:
    """One goes with all that it promised."""
    leaver = shape.organisation(shape.leaver(size))
    promises = (shape.promise(size, nth) for nth in range(size.promises))
    mine = [each for each in promises if each.organisation_id == leaver]
    less: Counter[Cell] = Counter()
    for each in mine:
        less[each.action, each.year] -= each.amount.centimes
    return Operations(
        removed_parties=(leaver,),
        withdrawn_contributions=_names(mine),
        costs=_costs(size, less),
    )


def _succession(size: Size) -> Operations:
    leaver = shape.organisation(shape.leaver(size))
    succession = Succession(leaver=leaver, successor=p.STRANGER)
    return Operations(parties=(_JOINS,), replaced_parties=(succession,))


def _delegation(_: Size) -> Operations:
    change = DelegatedOwnerChange(leaver=p.OPERATOR, successor=p.STRANGER)
    return Operations(parties=(_JOINS,), delegated_owner=change)


def _works(size: Size) -> Operations:
    """The works are called otherwise."""
    actions = shape.actions(size)[: size.lines]
    return Operations(
        actions=tuple(replace(each, label_fr=f"{each.label_fr}, révisé") for each in actions)
    )


def _wording(_: Size) -> Operations:
    return Operations(
        articles=tuple(
            replace(article(each.article, "Autrement. " * 100), text_ar=each.text_ar)
            for each in shape.articles()
        )
    )


def _schedule(size: Size) -> Operations:
    """Half of each promise, or all of it, is due a year later."""
    return Operations(
        reschedules=tuple(
            Reschedule(
                tranche=f"tranche-{nth:05d}-1",
                due_on=date(2029, 1, 1),
                amount=HALF if nth % 2 else EACH,
            )
            for nth in range(size.promises - size.lines, size.promises)
        )
    )


def _duration(_: Size) -> Operations:
    return Operations(ends_on=date(2031, 12, 31))


def _period(_: Size) -> Operations:
    return Operations(period=Period(first_year=shape.FIRST_YEAR, last_year=2031))


def _termination(_: Size) -> Operations:
    return Operations(termination=Termination())


OPERATIONS: Final[Mapping[str, Callable[[Size], Operations]]] = {
    "amounts": _amounts,
    "split": _split,
    "shares": _shares,
    "accession": _accession,
    "departure": _departure,
    "succession": _succession,
    "delegation": _delegation,
    "works": _works,
    "wording": _wording,
    "schedule": _schedule,
    "duration": _duration,
    "period": _period,
    "termination": _termination,
}


def drafting(operations: Operations) -> c.DraftAmendment:
    return p.region(c.DraftAmendment, reason="renchérissement", operations=operations)


def accepting(size: Size) -> Iterator[c.TakeAmendmentPosition]:
    """By all, who joins by it included."""
    for say in shape.councillors(size):
        yield say(c.TakeAmendmentPosition, amendment=1, position=ACCEPT)


def agreeing(size: Size) -> c.AgreeAmendmentText:
    return p.region(c.AgreeAmendmentText, amendment=1, kinds=shape.kinds(size), sign_by=SIGN_BY)


def begun(life: Life) -> Amendment:
    return life.convention.amendments[1]


def accepted(life: Life, size: Size, operations: Operations) -> Life:
    told = life.when(drafting(operations)).each(accepting(size))
    if operations.parties:
        told = told.when(JOINER(c.TakeAmendmentPosition, amendment=1, position=ACCEPT))
    return told


def needed(life: Life, size: Size) -> tuple[RequiredApproval, ...]:
    bodies = {each.kind: each.organisation_id for each in (INTERIOR, FINANCE, CONTROL)}
    needs = needs_of_amendment(life.convention, begun(life), shape.kinds(size), Thresholds())
    return tuple(approval(x.kind, x.organisation_id or bodies[x.kind]) for x in needs)


def asking(life: Life, size: Size) -> c.RequestAmendmentApprovals:
    """For what it needs; where it needs nothing more, for the Interior's visa all the same."""
    wanted = needed(life, size) or (INTERIOR,)
    return p.region(
        c.RequestAmendmentApprovals, amendment=1, approvals=wanted, kinds=shape.kinds(size)
    )


def grants(life: Life, size: Size) -> Iterator[c.GrantAmendmentApproval]:
    answering = shape.answering(size)
    for each in begun(life).approvals:
        yield answering[each](
            c.GrantAmendmentApproval, amendment=1, approval=each, instrument="visa 2"
        )


def ready(life: Life, size: Size, operations: Operations) -> Life:
    told = accepted(life, size, operations).when(agreeing(size))
    if begun(told).state is AmendmentState.TEXT_AGREED:
        told = told.when(asking(told, size))
        told = told.each(list(grants(told, size)))
    return told


def signature(life: Life, size: Size) -> c.SignAmendment:
    """Of one whose turn it is."""
    heads = {shape.organisation(say): say for say in (*shape.councillors(size), JOINER)}
    round_ = begun(life).signing
    say = heads[min(round_.awaited, key=str)]
    return say(c.SignAmendment, amendment=1, signing=signing(say, round_.text_sha256, Level.SIMPLE))


def signed(life: Life, size: Size, operations: Operations) -> Life:
    told = ready(life, size, operations)
    while not begun(told).signing.complete:
        told = told.when(signature(told, size))
    return told


def effect() -> c.PutAmendmentIntoEffect:
    """Once all the money has moved that moves."""
    return p.region.on_day(LATER)(c.PutAmendmentIntoEffect, amendment=1, effective_on=LATER)


def effect_of(stages: Stages, operation: str) -> Life:
    """The convention in force once this amendment took effect."""
    size = stages.size
    return signed(stages.running, size, OPERATIONS[operation](size)).when(effect())

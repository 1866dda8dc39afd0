"""The framework that the largest convention is financed under: as large, and in force.

It offers more than is taken of it, and something of who joins later.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.terms import Action, Contribution, YearlyCost
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import Instrument, PartyRole, SignatureLevel
from conventions.domain.drafting.commands import DraftConvention, ProposeConvention
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.signatures.commands import EnterIntoForce, SignConvention
from mithaq.money import Money

from .. import people as p
from ..approvals import story as approvals
from ..people import Say
from ..proposal import party
from ..story import ACCEPT, DEADLINE, signing
from . import shape
from .life import Life, Stages, draft
from .shape import EACH, Size

_TIMES: Final = 4  # what is taken of each line
_OTHER: Final = 5  # one promise in so many is of who joins later
_LATER: Final = Say(p.OUTSIDER)


def framework(size: Size) -> Life:
    agreed = Life().each(map(_of_it, _to_agreed(size)))
    text = text_sha256(agreed.convention)
    heads = (*shape.councillors(size)[1:], _LATER, p.region)
    return agreed.each(
        _of_it(say(SignConvention, signing=signing(say, text, SignatureLevel.SIMPLE)))
        for say in heads
    ).when(_of_it(p.region(EnterIntoForce)))


def _of_it(command: ConventionCommand) -> ConventionCommand:
    return replace(command, header=replace(command.header, convention_id=shape.FRAMEWORK))


def _to_agreed(size: Size) -> Iterator[ConventionCommand]:
    yield _draft(size)
    yield p.region(ProposeConvention)
    yield p.region(negotiation.OpenNegotiationRound, deadline=DEADLINE)
    yield from Stages(size).accepting()
    yield _LATER(negotiation.TakePosition, position=ACCEPT)
    yield Stages(size).closing()
    yield p.region(negotiation.AgreeText)
    asked, answering = shape.needed(size), shape.answering(size)
    yield replace(approvals.request(*asked), kinds=shape.kinds(size))
    yield from (approvals.grant(each, answering[each]) for each in asked)


def _draft(size: Size) -> DraftConvention:
    promises = tuple(_promise(size, nth) for nth in range(size.promises))
    whole = draft(size)
    outline = replace(
        whole.outline,
        instrument=Instrument.FRAMEWORK,
        framework_id=None,
        template=None,
        total=Money.sum(each.amount for each in promises),
    )
    return replace(
        whole,
        outline=outline,
        frame=None,
        parties=(*whole.parties, party(p.STRANGER, PartyRole.FUNDER, 1)),
        actions=tuple(_works(size, promises)),
        contributions=promises,
        shares=(),
    )


def _promise(size: Size, nth: int) -> Contribution:
    taken = shape.promise(size, nth)
    later = nth % _OTHER == _OTHER - 1
    by = p.STRANGER if later else taken.organisation_id
    return replace(taken, organisation_id=by, amount=Money(EACH.centimes * _TIMES))


def _works(size: Size, promises: Sequence[Contribution]) -> Iterator[Action]:
    costs: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for each in promises:
        costs[each.action][each.year] += each.amount.centimes
    for action in shape.actions(size):
        years = sorted(costs[action.action].items())
        yield replace(
            action,
            cost=Money(sum(cost for _, cost in years)),
            years=tuple(YearlyCost(year=year, cost=Money(cost)) for year, cost in years),
        )

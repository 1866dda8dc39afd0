"""A convention as large as the largest that was given: twenty parties, 644 actions, 3,000 tranches.

Its whole life is decided command by command, thirty thousand events of every usual kind, so that
what is measured on it is what the domain would write. Smaller sizes have the same shape.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Action, Contribution, Outline, Party, YearlyCost
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import (
    ContributionKind,
    PartyRole,
    RoundOutcome,
    SignatureLevel,
)
from conventions.domain.drafting.commands import DraftConvention, ProposeConvention
from conventions.domain.execution import commands as execution
from conventions.domain.lifecycle import INITIAL, decide, evolve
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.signatures.commands import EnterIntoForce, SignConvention
from conventions.domain.tranches import commands as money
from mithaq.commands import Caller
from mithaq.events import Origin
from mithaq.money import Money

from .approvals.story import CONTROL, FINANCE, NEEDED, grants, request
from .people import (
    COMMUNE,
    DAY,
    OPERATOR,
    REGION,
    Say,
    accountant,
    bookkeeper,
    clerk,
    commune,
    controller,
    operator,
    region,
    registrar,
)
from .proposal import ARTICLES, OUTLINE, mad, party
from .story import ACCEPT, DEADLINE, origin_of, signing

FIRST_YEAR: Final = 2026
YEARS: Final = 4
_EACH: Final = mad(1_000_000)  # of one contribution
_HALF: Final = mad(500_000)
_STEPS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many of each. Every other contribution is planned in two tranches, the rest in one."""

    parties: int = 20
    actions: int = 644
    contributions: int = 2_000
    events: int = 30_000

    @property
    def tranches(self) -> int:
        return self.contributions + self.contributions // 2


FULL: Final = Size()
SMALL: Final = Size(parties=5, actions=12, contributions=40, events=600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    name: str
    contribution: str
    action: str
    funder: Say
    amount: Money
    second: bool


def history(size: Size = FULL) -> Iterator[tuple[ConventionEvent, Origin]]:
    """Every event of its life with its provenance: as many as asked for, the last commands' too."""
    state: Absent | Convention = INITIAL
    told = 0
    for command in commands(size):
        ready = completed(command, state)
        origin = origin_of(ready)
        for event in decide(state, ready):
            state = evolve(state, event, origin)
            told += 1
            yield event, origin
        if told >= size.events:
            return


def state_of(size: Size) -> Convention:
    """What that life makes, event by event."""
    state: Absent | Convention = INITIAL
    for event, origin in history(size):
        state = evolve(state, event, origin)
    assert isinstance(state, Convention)
    return state


def completed(command: ConventionCommand, state: Absent | Convention) -> ConventionCommand:
    """A signature is for the text as it was frozen."""
    if isinstance(command, SignConvention):
        assert isinstance(state, Convention)
        shown = replace(command.signing, text_sha256=text_sha256(state))
        return replace(command, signing=shown)
    return command


def commands(size: Size = FULL) -> Iterator[ConventionCommand]:
    """More than enough commands for the size, in an order in which each is accepted."""
    yield from to_force(size)
    tranches = list(tranches_of(size))
    for nth, tranche in enumerate(tranches):
        yield planned(tranche, nth)
    yield from works(size)
    yield from documents(tranches)
    # Money moves through each tranche in parts, every part through every step.
    for part in range(1, 1_000):
        for nth, tranche in enumerate(tranches):
            yield from paid(tranche, nth, part)


def heads(size: Size) -> Sequence[Say]:
    """Who speaks for each party: the lead, the owner, then those that fund."""
    others = (
        Say(Caller(subject=f"head-{nth}", organisation=_id(nth), roles=frozenset({"partner"})))
        for nth in range(size.parties - 3)
    )
    return (region, operator, commune, *others)


def _id(nth: int) -> UUID:
    return UUID(f"018f0000-0000-7000-8000-0000000001{nth:02x}")


def _parties(size: Size) -> tuple[Party, ...]:
    named = (
        party(REGION, PartyRole.LEAD, 2, "Région", "region"),
        party(COMMUNE, PartyRole.FUNDER, 1, "Commune", "commune"),
        party(OPERATOR, PartyRole.PROJECT_OWNER, 1, "Opérateur", "public_operator"),
    )
    others = (party(_id(nth), PartyRole.FUNDER, 1) for nth in range(size.parties - 3))
    return (*named, *others)


def _contributions(size: Size) -> tuple[Contribution, ...]:
    funders = [each for each in heads(size) if each is not operator]
    return tuple(
        Contribution(
            contribution=f"contribution-{nth:05d}",
            organisation_id=_organisation(funders[nth % len(funders)]),
            action=f"action-{nth % size.actions:04d}",
            year=FIRST_YEAR + nth // size.actions % YEARS,
            kind=ContributionKind.CASH,
            amount=_EACH,
        )
        for nth in range(size.contributions)
    )


def _organisation(say: Say) -> UUID:
    assert say.caller.organisation is not None
    return say.caller.organisation


def _actions(size: Size) -> tuple[Action, ...]:
    costs: dict[str, dict[int, Money]] = {f"action-{n:04d}": {} for n in range(size.actions)}
    for each in _contributions(size):
        of_action = costs[each.action]
        of_action[each.year] = of_action.get(each.year, Money(0)) + each.amount
    return tuple(
        Action(
            action=name,
            label_fr=f"Travaux de la tranche fonctionnelle {name}",
            territory="01.511.01.0",
            cost=Money.sum(years.values()),
            years=tuple(YearlyCost(year=year, cost=cost) for year, cost in sorted(years.items())),
        )
        for name, years in costs.items()
    )


def outline(size: Size) -> Outline:
    total = Money(_EACH.centimes * size.contributions)
    last = FIRST_YEAR + YEARS - 1
    return replace(OUTLINE, total=total, last_year=last, duration_months=12 * YEARS)


def to_force(size: Size) -> Iterator[ConventionCommand]:
    """From the draft to the entry into force."""
    yield region(
        DraftConvention,
        outline=outline(size),
        parties=_parties(size),
        articles=ARTICLES,
        actions=_actions(size),
        contributions=_contributions(size),
    )
    yield region(ProposeConvention)
    yield region(negotiation.OpenNegotiationRound, deadline=DEADLINE)
    for head in heads(size):
        yield head(negotiation.TakePosition, position=ACCEPT)
    yield region(negotiation.CloseNegotiationRound, outcome=RoundOutcome.CONSENSUS)
    yield region(negotiation.AgreeText)
    needed = (*NEEDED, FINANCE, CONTROL)
    yield request(*needed)
    yield from grants(*needed)
    for head in (*heads(size)[1:], region):
        yield head(SignConvention, signing=signing(head, "", SignatureLevel.SIMPLE))
    yield region(EnterIntoForce)


def tranches_of(size: Size) -> Iterator[Tranche]:
    funders = {_organisation(each): each for each in heads(size)}
    for nth, each in enumerate(_contributions(size)):
        parts = (_HALF, _HALF) if nth % 2 else (_EACH,)
        for part, amount in enumerate(parts):
            yield Tranche(
                name=f"tranche-{nth:05d}-{part + 1}",
                contribution=each.contribution,
                action=each.action,
                funder=funders[each.organisation_id],
                amount=amount,
                second=part == 1,
            )


def day(nth: int) -> date:
    """Money moves over a thousand days."""
    return DAY + timedelta(days=10 + nth % 1_000)


def planned(tranche: Tranche, nth: int) -> money.PlanTranche:
    return region(
        money.PlanTranche,
        tranche=tranche.name,
        contribution=tranche.contribution,
        amount=tranche.amount,
        due_on=day(nth) + timedelta(days=tranche.second),
        progress_at_least=20 if tranche.second else 0,
        documents=("decompte",) if tranche.second else (),
    )


def works(size: Size) -> Iterator[ConventionCommand]:
    """Each action was seen twice, each look accepted by the office."""
    for percent in (20, 60):
        for nth in range(size.actions):
            seen = {"action": f"action-{nth:04d}", "percent": percent, "observed_on": DAY}
            yield bookkeeper(execution.ReportProgress, **seen)
            yield clerk(execution.AcceptProgress, **seen)


def documents(tranches: Sequence[Tranche]) -> Iterator[ConventionCommand]:
    for nth, tranche in enumerate(tranches):
        digest = f"{nth:064x}"
        yield bookkeeper(
            execution.DepositDocument, tranche=tranche.name, kind="decompte", sha256=digest
        )


def paid(tranche: Tranche, nth: int, part: int) -> Iterator[money.MoneyCommand]:
    """One part of a tranche through every step, each on a day of its own."""
    chain: Sequence[tuple[type[money.MoneyCommand], Say]] = (
        (money.CallFunds, operator),
        (money.CommitTranche, tranche.funder),
        (money.VisaTranche, controller),
        (money.OrderPayment, tranche.funder),
        (money.PayTranche, accountant),
        (money.JustifyTranche, registrar),
    )
    for step, (command, say) in enumerate(chain):
        on = day(nth) + timedelta(days=_STEPS * part + step)
        yield say.on_day(on)(
            command,
            tranche=tranche.name,
            amount=Money(100_000 + part),
            act=f"{command.__name__} n° {nth}/{part}",
        )


__all__ = ["FULL", "SMALL", "Size", "commands", "completed", "history", "state_of"]

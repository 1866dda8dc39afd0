"""The plan over HTTP: one table of actions, years and parties, with what is open of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Final
from uuid import UUID

from mithaq.errors import RuleBroken
from mithaq.events import Open
from mithaq.http import FieldError, MoneyBody, Name, Page, View, Window
from mithaq.money import Money
from pydantic import Field, TypeAdapter

from conventions.domain.core.convention import Convention
from conventions.domain.core.plan import Plan, plan_of
from conventions.domain.core.terms import Action, Contribution, Terms
from conventions.domain.core.vocabulary import ContributionKind
from conventions.routes.views.drafting import ShareView

ACTIONS: Final = 60  # a page at most, or as many as fit
_ACTIONS_BYTES: Final = 80_000
_GAPS: Final = 100
_SHARES: Final = 100
_AFTER: Final = TypeAdapter(Name)
_Gap = Annotated[MoneyBody, Field(description="Promised less planned: below zero, not funded yet.")]
_Unallocated = Annotated[MoneyBody, Field(description="Shares for it that are not split yet.")]


class PromiseView(View):
    """What one party promises for the action and the year."""

    contribution: str
    organisation_id: UUID
    kind: Open[ContributionKind]
    amount: MoneyBody


class PlanYearView(View):
    year: int
    planned: MoneyBody
    promised: MoneyBody
    gap: _Gap
    contributions: list[PromiseView]


class PlanActionView(View):
    action: str
    label_fr: str
    label_ar: str | None
    cost: Annotated[MoneyBody | None, Field(description="Null: not known yet.")]
    promised: MoneyBody
    unallocated: _Unallocated
    gap: _Gap
    years: list[PlanYearView]


class YearTotalView(View):
    year: int
    planned: MoneyBody
    promised: MoneyBody
    unallocated: _Unallocated
    gap: _Gap


class PartyTotalView(View):
    organisation_id: UUID
    name_fr: str
    name_ar: str | None
    promised: Annotated[MoneyBody, Field(description="All of it, shares included.")]
    unallocated: _Unallocated


class PlanView(View):
    """The plan as it stands, and whether a text that says so can be agreed."""

    version: int
    total: MoneyBody
    planned: Annotated[MoneyBody, Field(description="The costs that are known.")]
    promised: Annotated[MoneyBody, Field(description="Contributions and shares together.")]
    unallocated: Annotated[MoneyBody, Field(description="Of it: shares that are not split yet.")]
    open: Annotated[MoneyBody, Field(description="Of the total: promised by nobody.")]
    closes: bool
    gaps_found: int
    gaps: Annotated[
        list[dict[str, Any]],
        Field(description=f"Each of the first {_GAPS}, as a refusal would name it."),
    ]
    parties: list[PartyTotalView]
    years: list[YearTotalView]
    shares_found: int
    shares: Annotated[
        list[ShareView],
        Field(description=f"What is not split yet: the first {_SHARES}; `shares` has all."),
    ]
    actions: Annotated[
        Page[PlanActionView],
        Field(description=f"By name; `limit` and `after` page them, {ACTIONS} at most."),
    ]


def plan_view(
    convention: Convention,
    faults: Sequence[RuleBroken],
    told: Sequence[FieldError],
    cursor: Window,
) -> PlanView:
    """`told` are the faults in the words of the reader."""
    terms, plan = convention.terms, plan_of(convention.terms)
    cursor = Window(min(cursor.limit, ACTIONS), cursor.token)
    after = cursor.after(_AFTER)
    names = [name for name in sorted(terms.actions) if after is None or name > after]
    page = names[: cursor.fetch]
    shares = [share for _, share in sorted(terms.shares.items())]
    promised = plan.contributions + plan.shares
    costs = (each.cost for each in terms.actions.values() if each.cost is not None)
    return PlanView(
        version=convention.version,
        total=terms.outline.total,
        planned=Money.sum(costs),
        promised=Money(promised),
        unallocated=Money(plan.shares),
        open=Money(max(terms.outline.total.centimes - promised, 0)),
        closes=not faults,
        gaps_found=len(faults),
        gaps=[dict(each) for each in told[:_GAPS]],
        parties=list(_parties(terms)),
        years=list(_years(plan)),
        shares_found=len(shares),
        shares=[ShareView.model_validate(each) for each in shares[:_SHARES]],
        actions=cursor.shown(
            list(zip(page, _actions(terms, plan, page), strict=True)),
            key=lambda each: each[0],
            show=lambda each: each[1],
            most=_ACTIONS_BYTES,
        ),
    )


def _parties(terms: Terms) -> Iterable[PartyTotalView]:
    promised: defaultdict[UUID, int] = defaultdict(int)
    unallocated: defaultdict[UUID, int] = defaultdict(int)
    for promise in terms.promises():
        promised[promise.organisation_id] += promise.amount.centimes
    for share in terms.shares.values():
        unallocated[share.organisation_id] += share.amount.centimes
    for key, party in terms.parties.items():
        if promised[key]:
            yield PartyTotalView(
                organisation_id=key,
                name_fr=party.name_fr,
                name_ar=party.name_ar,
                promised=Money(promised[key]),
                unallocated=Money(unallocated[key]),
            )


def _years(plan: Plan) -> Iterable[YearTotalView]:
    planned: defaultdict[int, int] = defaultdict(int)
    promised: defaultdict[int, int] = defaultdict(int)
    for (_, year), cost, funded in plan.cells():
        planned[year] += cost
        promised[year] += funded
    for year in sorted(planned.keys() | plan.of_years.keys()):
        yield YearTotalView(
            year=year,
            planned=Money(planned[year]),
            promised=Money(promised[year]),
            unallocated=Money(plan.of_years.get(year, 0)),
            gap=Money(promised[year] - planned[year]),
        )


def _actions(terms: Terms, plan: Plan, names: Sequence[str]) -> Iterable[PlanActionView]:
    shown = frozenset(names)
    promises: defaultdict[str, defaultdict[int, list[Contribution]]]
    promises = defaultdict(lambda: defaultdict(list))
    for each in terms.contributions.values():
        if each.action in shown:
            promises[each.action][each.year].append(each)
    return (_action(terms.actions[name], plan, promises[name]) for name in names)


def _action(
    action: Action, plan: Plan, promises: Mapping[int, Sequence[Contribution]]
) -> PlanActionView:
    planned = {yearly.year: yearly.cost.centimes for yearly in action.years}
    years = [
        _year(year, planned.get(year, 0), promises.get(year, ()))
        for year in sorted(planned.keys() | promises.keys())
    ]
    promised = Money.sum(each.amount for some in promises.values() for each in some)
    cost = sum(planned.values()) if action.cost is None else action.cost.centimes
    return PlanActionView(
        action=action.action,
        label_fr=action.label_fr,
        label_ar=action.label_ar,
        cost=action.cost,
        promised=promised,
        unallocated=Money(plan.of_actions.get(action.action, 0)),
        gap=Money(promised.centimes - cost),
        years=years,
    )


def _year(year: int, planned: int, promises: Sequence[Contribution]) -> PlanYearView:
    promised = Money.sum(each.amount for each in promises)
    return PlanYearView(
        year=year,
        planned=Money(planned),
        promised=promised,
        gap=Money(promised.centimes - planned),
        contributions=[PromiseView.model_validate(each) for each in promises],
    )

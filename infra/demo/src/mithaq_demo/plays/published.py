"""The published form of a case: its published figures and parties, and what is not known left out.

Who leads and in which order they sign is made up where nothing is published: without a lead and two
who sign no text is negotiated at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from mithaq_demo.facts import Case, case
from mithaq_demo.pieces import Days, Form, Seat, Share, Work
from mithaq_demo.plan import Plan

OPEN = "pdr"  # the kind of the starter set whose shares may be open, and split later
COST = "coût publié, sans répartition par année"
NO_COST = "coût non publié"


def form(
    plan: Plan,
    *,
    programme_kind: str = "politique-de-la-ville",
    joined: tuple[Seat, ...] = (),
    first_years: tuple[int, int] | None = None,
    days: Days | None = None,
) -> Plan:
    """The published form of the case that this plan completes, with the same parties.

    `joined` are published parties that the completed form adds by its amendment; `first_years` are
    those of an earlier version, which has days of its own.
    """
    facts = case(plan.case)
    return replace(
        plan,
        form=Form.PUBLISHED,
        part="",
        reference=f"{plan.reference}-PUB",
        programme_kind=programme_kind,
        total=facts.dirhams,
        announced=None,
        years=facts.years,
        seats=(*(_published(facts, seat) for seat in plan.seats), *joined),
        works=tuple(works(facts)),
        pledges=(),
        shares=shares(facts.shares),
        first=next((each for each in facts.versions if each.kind == "draft_v1"), None),
        first_years=first_years,
        days=days or plan.days,
        condition=None,
        project=None,
        instalments=(),
        amendment=None,
    )


def first_version(plan: Plan) -> Plan | None:
    """As the earlier published version of its text says; None where there is none."""
    if plan.first is None:
        return None
    return replace(
        plan,
        total=plan.first.dirhams,
        years=plan.first_years,
        shares=shares(plan.first.contributions),
        first=None,
    )


def revised_on(plan: Plan) -> date:
    """The day of the version that followed the first one, as published."""
    later = (each.on for each in case(plan.case).versions if each.kind != "draft_v1")
    return date.fromisoformat(next(later))


def lacking(plan: Plan) -> tuple[str, ...]:
    """The rules by which a text of these figures cannot be agreed, in the order they are told.

    Under a frame of open shares a part of the total may be promised by nobody, and split later.
    """
    promised, costs = sum(s.dirhams for s in plan.shares), [work.cost for work in plan.works]
    open_shares = plan.programme_kind == OPEN
    cost = sum(each for each in costs if each is not None)
    planned = None in costs or cost == plan.total
    shared = promised == plan.total or (open_shares and promised < plan.total)
    told = {
        "period-unknown": plan.years is None,
        "cost-unknown": True,
        "totals-differ": not (planned and shared),
        "shares-unsplit": bool(plan.shares) and not open_shares,
    }
    return tuple(rule for rule, lacks in told.items() if lacks)


def works(facts: Case) -> Iterator[Work]:
    """The published actions, with their cost where it is published."""
    for number, action in enumerate(facts.actions, 1):
        basis = COST if action.dirhams else NO_COST
        yield Work(
            action=f"action-{number}",
            label_fr=action.label_fr,
            years={},
            basis=basis,
            cost=action.dirhams,
        )


def shares(published: Mapping[str, int]) -> tuple[Share, ...]:
    return tuple(Share(organisation=key, dirhams=dirhams) for key, dirhams in published.items())


def costed(facts: Case, years: Mapping[int, int], basis: str) -> tuple[Work, ...]:
    """The actions whose cost is published, each in one year; `years` says up to which number."""
    return tuple(
        Work(
            action=f"action-{number}",
            label_fr=action.label_fr,
            years={_year(number, years): action.dirhams},
            basis=basis,
        )
        for number, action in enumerate(facts.actions, 1)
        if action.dirhams
    )


def _year(number: int, years: Mapping[int, int]) -> int:
    return next(year for year, until in years.items() if number <= until)


def _published(facts: Case, seat: Seat) -> Seat:
    """Without the role of a funder that the completed form made up."""
    party = next(each for each in facts.parties if each.organisation == seat.organisation)
    if party.dirhams is not None or party.role == "funder":
        return seat
    roles = tuple(role for role in seat.roles if role != "funder")
    return replace(seat, roles=roles or ("signatory",))

"""Proposing: the whole draft in one call, changes while the text is open, submission."""

from collections.abc import Sequence
from datetime import date

from mithaq_demo.acts.articles import articles_of
from mithaq_demo.acts.committees import constitute
from mithaq_demo.amounts import to_wire
from mithaq_demo.client import Json
from mithaq_demo.dossier import Dossier
from mithaq_demo.facts import case
from mithaq_demo.pieces import PLAYED, Condition, Pledge, Share, Work
from mithaq_demo.plan import Plan

TEMPLATES = {"framework": "convention-cadre", "financing": "convention-financement"}


async def draft(dossier: Dossier, plan: Plan | None = None, under: str | None = None) -> None:
    """Draft the whole case in one call, as the organisation that proposes it.

    `plan` is what is drafted, where it is not yet what is signed; `under` the framework's id.
    """
    plan = plan or dossier.plan
    facts = case(plan.case)
    body = {
        "reference": plan.reference,
        "instrument": plan.instrument,
        "template": {"name": TEMPLATES[plan.instrument]},
        "programme_kind": plan.programme_kind,
        "framework_id": under,
        "title_fr": _title(plan),
        "territory": plan.territory,
        "total": to_wire(plan.total),
        **_years(plan.years),
        "duration_months": facts.duration_months,
        "parties": _parties(dossier, plan),
        "articles": articles_of(plan, facts),
        "actions": [{"action": work.action, **_work(plan, work)} for work in plan.works],
        "contributions": [
            {"contribution": pledge.contribution, **pledge_body(dossier, pledge)}
            for pledge in (() if plan.shares else plan.pledges)
        ],
        "shares": [
            {"share": share.organisation, **_share(dossier, share)} for share in plan.shares
        ],
        "on": plan.days.drafted.isoformat(),
        "dating_reason": PLAYED,
    }
    await dossier.draft(dossier.cast[plan.drafter].agent, body)


async def submit(dossier: Dossier, on: date) -> None:
    """With the committees that its frame asks for."""
    await constitute(dossier, on)
    await dossier.give(dossier.lead.agent, "/submission", on=on)


async def revise_total(
    dossier: Dossier, total: int, years: tuple[int, int] | None, reason: str, on: date
) -> None:
    body = {"total": to_wire(total), **_years(years), "reason": reason}
    await dossier.give(dossier.lead.agent, "/total", body, on=on, method="PUT")


async def plan_works(dossier: Dossier, works: Sequence[Work], on: date) -> None:
    for work in works:
        body, path = _work(dossier.plan, work), f"/actions/{work.action}"
        await dossier.give(dossier.lead.agent, path, body, on=on, method="PUT")


async def pledge_each(dossier: Dossier, pledges: Sequence[Pledge], on: date) -> None:
    """Each funder promises its own share."""
    for pledge in pledges:
        funder = dossier.cast[pledge.organisation].agent
        body, path = pledge_body(dossier, pledge), f"/contributions/{pledge.contribution}"
        await dossier.give(funder, path, body, on=on, method="PUT")


async def promise_each(dossier: Dossier, shares: Sequence[Share], on: date) -> None:
    for share in shares:
        funder = dossier.cast[share.organisation].agent
        path = f"/shares/{share.organisation}"
        await dossier.give(funder, path, _share(dossier, share), on=on, method="PUT")


async def withdraw(dossier: Dossier, shares: Sequence[str], on: date) -> None:
    """Shares that the next version of the text does not name."""
    for key in shares:
        await dossier.give(dossier.cast[key].agent, f"/shares/{key}", on=on, method="DELETE")


async def split_each(dossier: Dossier, on: date) -> None:
    """Once signed, each funder says for which years its share is."""
    plan = dossier.plan
    for share in plan.shares:
        mine = [each for each in plan.pledges if each.organisation == share.organisation]
        body = {
            "contributions": [
                {"contribution": each.contribution, **pledge_body(dossier, each)} for each in mine
            ]
        }
        funder, path = dossier.cast[share.organisation].agent, f"/shares/{share.organisation}/split"
        await dossier.give(funder, path, body, on=on)


async def write_condition(dossier: Dossier, condition: Condition, on: date) -> None:
    body = {
        "label_fr": condition.label_fr,
        "approval": condition.approval,
        "organisation_id": dossier.cast[condition.organisation].id,
        "decide_by": condition.decide_by.isoformat(),
    }
    path = f"/conditions/{condition.condition}"
    await dossier.give(dossier.lead.agent, path, body, on=on, method="PUT")


def pledge_body(dossier: Dossier, pledge: Pledge) -> Json:
    return {
        "organisation_id": dossier.cast[pledge.organisation].id,
        "action": pledge.action,
        "year": pledge.year,
        "kind": "cash",
        "amount": to_wire(pledge.dirhams),
        "basis": pledge.basis,
    }


def _title(plan: Plan) -> str:
    """Of one of several conventions of a case: what it is for."""
    return plan.works[0].label_fr if plan.part else case(plan.case).title_fr


def _years(years: tuple[int, int] | None) -> Json:
    return {"first_year": years[0], "last_year": years[1]} if years else {}


def _parties(dossier: Dossier, plan: Plan) -> list[Json]:
    return [
        {
            "organisation_id": dossier.cast[seat.organisation].id,
            "roles": seat.roles,
            "signing_order": seat.signing_order,
        }
        for seat in plan.seats
    ]


def _work(plan: Plan, work: Work) -> Json:
    return {
        "label_fr": work.label_fr,
        "territory": plan.territory,
        "cost": to_wire(work.dirhams) if work.dirhams else None,
        "years": [{"year": year, "cost": to_wire(cost)} for year, cost in work.years.items()],
        "basis": work.basis,
    }


def _share(dossier: Dossier, share: Share) -> Json:
    return {
        "organisation_id": dossier.cast[share.organisation].id,
        "kind": "cash",
        "amount": to_wire(share.dirhams),
        "basis": share.basis,
    }

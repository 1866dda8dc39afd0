"""Proposing: the whole draft in one call, changes while the text is open, submission."""

from collections.abc import Sequence
from datetime import date

from mithaq_demo.amounts import to_wire
from mithaq_demo.client import Json
from mithaq_demo.dossier import Dossier
from mithaq_demo.facts import Case, case
from mithaq_demo.plan import MADE_UP, PLAYED, Plan, Pledge, Work


async def draft(dossier: Dossier) -> None:
    """Draft the whole case in one call, as the organisation that proposes it."""
    plan = dossier.plan
    facts = case(plan.case)
    body = {
        "reference": plan.reference,
        "instrument": plan.instrument,
        "title_fr": facts.title_fr,
        "territory": plan.territory,
        "total": to_wire(plan.total),
        "first_year": plan.years[0],
        "last_year": plan.years[1],
        "duration_months": facts.duration_months,
        "parties": _parties(dossier),
        "articles": _articles(plan, facts),
        "actions": [{"action": work.action, **_work(plan, work)} for work in plan.works],
        "contributions": [
            {"contribution": pledge.contribution, **_pledge(dossier, pledge)}
            for pledge in plan.pledges
        ],
        "on": plan.days.drafted.isoformat(),
        "dating_reason": PLAYED,
    }
    await dossier.draft(dossier.cast[plan.drafter].agent, body)


async def submit(dossier: Dossier, on: date) -> None:
    await dossier.give(dossier.lead.agent, "/submission", on=on)


async def revise_total(
    dossier: Dossier, total: int, years: tuple[int, int], reason: str, on: date
) -> None:
    body = {
        "total": to_wire(total),
        "first_year": years[0],
        "last_year": years[1],
        "reason": reason,
    }
    await dossier.give(dossier.lead.agent, "/total", body, on=on, method="PUT")


async def plan_works(dossier: Dossier, works: Sequence[Work], on: date) -> None:
    for work in works:
        body, path = _work(dossier.plan, work), f"/actions/{work.action}"
        await dossier.give(dossier.lead.agent, path, body, on=on, method="PUT")


async def pledge_each(dossier: Dossier, pledges: Sequence[Pledge], on: date) -> None:
    """Each funder promises its own share."""
    for pledge in pledges:
        funder = dossier.cast[pledge.organisation].agent
        body, path = _pledge(dossier, pledge), f"/contributions/{pledge.contribution}"
        await dossier.give(funder, path, body, on=on, method="PUT")


async def withdraw(dossier: Dossier, pledges: Sequence[Pledge], on: date) -> None:
    for pledge in pledges:
        funder, path = (
            dossier.cast[pledge.organisation].agent,
            f"/contributions/{pledge.contribution}",
        )
        await dossier.give(funder, path, on=on, method="DELETE")


async def let_go(dossier: Dossier, organisation: str, on: date) -> None:
    path = f"/parties/{dossier.cast[organisation].id}"
    await dossier.give(dossier.lead.agent, path, on=on, method="DELETE")


def _parties(dossier: Dossier) -> list[Json]:
    return [
        {
            "organisation_id": dossier.cast[seat.organisation].id,
            "roles": seat.roles,
            "signing_order": seat.signing_order,
        }
        for seat in dossier.plan.seats
    ]


def _work(plan: Plan, work: Work) -> Json:
    return {
        "label_fr": work.label_fr,
        "territory": plan.territory,
        "cost": to_wire(work.dirhams),
        "years": [{"year": year, "cost": to_wire(cost)} for year, cost in work.years.items()],
        "basis": work.basis,
    }


def _pledge(dossier: Dossier, pledge: Pledge) -> Json:
    return {
        "organisation_id": dossier.cast[pledge.organisation].id,
        "action": pledge.action,
        "year": pledge.year,
        "kind": "cash",
        "amount": to_wire(pledge.dirhams),
        "basis": pledge.basis,
    }


def _articles(plan: Plan, facts: Case) -> list[Json]:
    """The mandatory articles; their wording is the demo's, their content is published."""
    actions = " ; ".join(action.label_fr for action in facts.actions)
    texts = {
        "object": ("Objet de la convention", f"{facts.title_fr}. Actions publiées : {actions}."),
        "commitments": ("Engagements des parties", f"Rédaction de jeu ({MADE_UP})."),
        "financing": ("Coût et financement", f"Tel que publié. {facts.notes}"),
        "duration": ("Durée et entrée en vigueur", plan.days.basis),
    }
    return [
        {"article": article, "heading_fr": heading, "text_fr": text}
        for article, (heading, text) in texts.items()
    ]

"""The same convention as a paper file of the archive: typed whole, checked by a second person."""

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Final

from mithaq_demo import actors
from mithaq_demo.actors import Actor
from mithaq_demo.amounts import to_wire
from mithaq_demo.client import Answer, Command, Json
from mithaq_demo.dossier import Dossier
from mithaq_demo.facts import case
from mithaq_demo.pieces import MADE_UP
from mithaq_demo.plan import Plan

SUFFIX: Final = "-PAPIER"
_ARCHIVED: Final = "/v1/archived-conventions"
_ENDS: Final = {"ConventionCompleted": "completed", "ConventionTerminated": "terminated"}


async def take_over(dossier: Dossier) -> str:
    """A second convention of what was played, under a reference of its own; returns its id.

    What it read when it was signed is the plan's; what its amendment made of it and what was paid
    and justified is the service's. Nothing of it is published: there is no such file.
    """
    text, facts = await dossier.read(""), [each async for each in _events(dossier)]
    entered = await _give(dossier, actors.OFFICE, "", _file(dossier, text, facts))
    await _give(dossier, actors.INSPECTOR, f"/{entered.id}/check", {"revision": 1})
    return entered.id


async def _events(dossier: Dossier) -> AsyncIterator[Json]:
    """All of its history, page by page."""
    path = "/events?limit=200"
    page = await dossier.read(path)
    while True:
        for each in page["items"]:
            yield each
        if page["next"] is None:
            return
        page = await dossier.read(f"{path}&after={page['next']}")


def _file(dossier: Dossier, text: Json, facts: Sequence[Json]) -> Json:
    plan = dossier.plan
    days, published = plan.days, case(plan.case)
    if days.signed is None or days.in_force is None:
        raise ValueError(f"{plan.key} was not signed")
    return {
        "reference": f"{plan.reference}{SUFFIX}",
        "instrument": plan.instrument,
        "title_fr": published.title_fr,
        "territory": plan.territory,
        "total": to_wire(plan.total),
        **({"first_year": plan.years[0], "last_year": plan.years[1]} if plan.years else {}),
        "duration_months": published.duration_months,
        "drafted_by": dossier.cast[plan.drafter].id,
        "source": _source("Convention"),
        "parties": [
            {
                "organisation_id": dossier.cast[seat.organisation].id,
                "roles": seat.roles,
                "signing_order": seat.signing_order,
                "signed": _day(days.signed.isoformat()) if seat.signing_order else None,
            }
            for seat in plan.seats
        ],
        "actions": [
            {
                "action": work.action,
                "label_fr": work.label_fr,
                "territory": plan.territory,
                "cost": to_wire(work.dirhams),
                "years": [
                    {"year": year, "cost": to_wire(cost)} for year, cost in work.years.items()
                ],
                "basis": work.basis,
            }
            for work in plan.works
        ],
        "contributions": [
            {
                "contribution": pledge.contribution,
                "organisation_id": dossier.cast[pledge.organisation].id,
                "action": pledge.action,
                "year": pledge.year,
                "kind": "cash",
                "amount": to_wire(pledge.dirhams),
                "basis": pledge.basis,
            }
            for pledge in plan.pledges
        ],
        "in_force": _day(days.in_force.isoformat()),
        "amendments": list(_amended(plan, text)),
        "payments": list(_payments(text, facts)),
        **_state(plan, facts),
    }


def _amended(plan: Plan, text: Json) -> Iterator[Json]:
    """By what the convention reads since."""
    if plan.amendment is None:
        return
    yield {
        "number": 1,
        "signed": _day(plan.amendment.approved.isoformat()),
        "effective": _day(plan.amendment.effective_on.isoformat()),
        "total": text["total"],
        "ends": _day(text["ends_on"]) if text["ends_on"] else None,
        "parties": [_but(each, _PARTY) for each in text["parties"]],
        "actions": [_but(each, _ACTION) for each in text["actions"]],
        "contributions": [
            _but(each, _CONTRIBUTION)
            for each in text["contributions"]
            if each["amount"] != to_wire(0)
        ],
        "reason": plan.amendment.reason,
        "source": _source("Avenant n° 1"),
    }


_PARTY: Final = ("organisation_id", "roles", "signing_order")
_ACTION: Final = ("action", "label_fr", "territory", "cost", "years", "basis")
_CONTRIBUTION: Final = (
    "contribution",
    "organisation_id",
    "action",
    "year",
    "kind",
    "amount",
    "basis",
)


def _but(told: Json, names: Sequence[str]) -> Json:
    return {name: told[name] for name in names}


def _payments(text: Json, facts: Sequence[Json]) -> Iterator[Json]:
    """Net of what came back, by tranche."""
    days = {
        each["data"]["tranche"]: each["effective_date"]
        for each in facts
        if each["type"] == "TranchePaid"
    }
    for each in text["tranches"]:
        if each["paid"] != to_wire(0):
            name = each["tranche"]
            yield {
                "payment": name,
                "contribution": each["contribution"],
                "paid": _day(days[name]),
                "amount": each["paid"],
                "justified": each["justified"],
                "reference": f"Relevé de jeu {name} ({MADE_UP})",
                "source": _source("Registre des virements"),
            }


def _state(plan: Plan, facts: Sequence[Json]) -> Json:
    """As its end left it, no earlier than what was amended; no paper file tells of a closure."""
    amended = plan.amendment.effective_on.isoformat() if plan.amendment else ""
    for each in facts:
        if each["type"] in _ENDS:
            since = _day(max(each["effective_date"], amended))
            return {"state": _ENDS[each["type"]], "since": since, "state_source": _source("PV")}
    return {}


def _day(day: str) -> Json:
    return {"day": day}


def _source(paper: str) -> Json:
    """With an invented digest."""
    return {"reference": f"{paper} ({MADE_UP})", "sha256": f"{1:064x}"}


async def _give(dossier: Dossier, actor: Actor, path: str, body: Json) -> Answer:
    key = f"{dossier.plan.key}{SUFFIX}"
    command = Command(
        actor=actor,
        method="POST",
        service="conventions",
        path=f"{_ARCHIVED}{path}",
        body=body,
        stream=key,
        key=f"{key}/check" if path else key,
        counts=False,
    )
    return await dossier.script.give(command)

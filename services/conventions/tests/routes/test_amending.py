"""Every operation of an amendment over HTTP, to its effect; and each refused by name."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from conventions.heard import partners as p

from ..conftest import SOME_DAY
from .callers import OFFICE
from .clients import Convention, Json, mad


async def newcomer(convention: Convention) -> UUID:
    """An organisation that is no party, with somebody mandated to sign for it."""
    who, person = uuid4(), uuid4()
    convention.mandates[who], convention.kinds[who] = uuid4(), "association"
    await convention.running.hear(
        p.OrganisationRegistered(organisation_id=who, kind="association", name_fr="Fonds"),
        p.OrganisationVerified(organisation_id=who),
        p.RepresentativeRegistered(
            organisation_id=who, representative_id=person, subject=f"head-{who}"
        ),
        p.MandateRecorded(
            organisation_id=who,
            representative_id=person,
            mandate_id=convention.mandates[who],
            capacity="director",
            instrument="statuts",
            valid_from=SOME_DAY,
        ),
        p.MandateConfirmed(mandate_id=convention.mandates[who]),
    )
    return who


async def amended(convention: Convention, body: Json, number: int = 1) -> Convention:
    """Drafted, accepted, approved, signed by whoever must, in effect."""
    lead, path = convention.of(convention.region), f"/amendments/{number}"
    await convention.do(lead, "/amendments", {"reason": "Accord du comité", **body})
    await accepted(convention, number)
    await convention.do(lead, f"{path}/text")
    if (await told(convention, number))["state"] == "text_agreed":
        await approved(convention, path)
    while (step := await told(convention, number))["state"] != "signed":
        for org in map(UUID, step["asked_to_sign"]):
            given = {"mandate_id": str(convention.mandates[org]), "level": "simple"}
            signed = {**given, "text_sha256": step["text_sha256"]}
            await convention.do(convention.of(org), f"{path}/signatures", signed)
    await convention.do(lead, f"{path}/effect")
    return convention


async def accepted(convention: Convention, number: int = 1) -> None:
    for org in convention.mandates:
        answer = await convention.ask(
            convention.of(org), f"/amendments/{number}/positions", {"stance": "accept"}
        )
        if answer.status_code == 200:
            convention.version = answer.json()["version"]


async def approved(convention: Convention, path: str) -> None:
    lead = convention.of(convention.region)
    needs = (await convention.read(lead, f"{path}/approvals/needed"))["items"]
    interior = str(convention.interior)
    visas = [
        {"kind": each["kind"], "organisation_id": each["organisation_id"] or interior}
        for each in needs
    ]
    await convention.do(lead, f"{path}/approvals", {"approvals": visas})
    for visa in visas:
        by = convention.approver(UUID(visa["organisation_id"]))
        granted = visa | {"instrument": "Visa n° 3/2026"}
        await convention.do(by, f"{path}/approvals/grants", granted)


async def told(convention: Convention, number: int = 1) -> Json:
    read = await convention.read(convention.of(convention.region))
    found: Json = read["amendments"][number - 1]
    return found


def joining(who: UUID, **more: Any) -> Json:
    """An organisation that joins with three hundred, and what is built for it."""
    return {
        "parties": [{"organisation_id": str(who), "roles": ["funder"], "signing_order": 1}],
        "contributions": [
            {
                "contribution": "fund-26",
                "organisation_id": str(who),
                "action": "garden",
                "year": 2026,
                "kind": "cash",
                "amount": mad(300),
            }
        ],
        "actions": [
            {
                "action": "garden",
                "label_fr": "Jardin",
                "territory": "01.511.01.0",
                "cost": mad(300),
                "years": [{"year": 2026, "cost": mad(300)}],
            }
        ],
        **more,
    }


async def test_an_avenant_adds_a_funder_with_its_money(in_force: Convention) -> None:
    who = await newcomer(in_force)
    await amended(in_force, joining(who, kinds=["accession"]))
    read = await in_force.read(in_force.of(who))
    assert read["total"] == mad(1300)
    assert str(who) in {each["organisation_id"] for each in read["parties"]}
    assert (await told(in_force))["kinds"] == ["accession"]
    found = await in_force.running.http.get(
        "/v1/conventions",
        params={"organisation": str(who)},
        headers=in_force.of(who) | {"Mithaq-Min-Position": str(in_force.position)},
    )
    assert [each["id"] for each in found.json()["items"]] == [in_force.id]


async def test_a_successor_takes_a_place_and_a_party_goes(in_force: Convention) -> None:
    who, gone = await newcomer(in_force), str(in_force.commune)
    body = {
        "parties": [{"organisation_id": str(who), "roles": ["funder"], "signing_order": 1}],
        "replaced_parties": [{"leaver": gone, "successor": str(who)}],
    }
    await amended(in_force, body)
    read = await in_force.read(in_force.of(in_force.region))
    assert gone not in {each["organisation_id"] for each in read["parties"]}
    pledges = {each["contribution"]: each["organisation_id"] for each in read["contributions"]}
    assert pledges["commune-26.1"] == str(who)
    (succession,) = (await told(in_force))["replaced_parties"]
    assert succession["handed"][0]["amount"] == mad(400)


async def test_the_plan_before_and_after_is_read_and_tried(in_force: Convention) -> None:
    lead = in_force.of(in_force.region)
    body = {
        "reason": "Étude",
        "amounts": [{"contribution": "commune-26", "amount": mad(300)}],
    }
    tried = await in_force.ask(lead, "/amendments?dry_run=true", body)
    figures = {each["figure"]: each for each in tried.json()["changes"]}
    party = f"parties.{in_force.commune}.as_amended"
    assert (figures[party]["before"], figures[party]["after"]) == (mad(400), mad(300))
    await in_force.do(lead, "/amendments", body)
    outlook = await in_force.read(in_force.of(in_force.operator), "/amendments/1/effect")
    (commune,) = (
        each for each in outlook["parties"] if each["organisation_id"] == str(in_force.commune)
    )
    assert (commune["before"], commune["after"], commune["signs"]) == (mad(400), mad(300), True)
    assert (outlook["total_before"], outlook["total_after"]) == (mad(1000), mad(900))
    assert outlook["refused_by"] == "totals-differ"
    await in_force.do(lead, "/amendments/1/withdrawal", {"reason": "Abandon"})
    closed = await in_force.refused(lead, "/amendments/1/effect", method="GET")
    assert closed["code"] == "amendment-closed"


async def test_articles_years_and_schedule_are_amended_one_after_the_other(
    in_force: Convention,
) -> None:
    lead = in_force.of(in_force.region)
    planned = {"contribution": "region-26", "amount": mad(600), "due_on": "2030-06-01"}
    await in_force.do(in_force.aide(in_force.region), "/tranches/R1", planned, method="PUT")
    article = {"article": "object", "heading_fr": "Objet", "text_fr": "Autre.", "text_ar": "آخر"}
    years = {"first_year": 2026, "last_year": 2028}
    await amended(in_force, {"articles": [article], "period": years})
    later = {"tranche": "R1", "due_on": "2030-09-01", "amount": mad(600)}
    beyond = await in_force.refused(
        lead, "/amendments", {"reason": "Retard", "reschedules": [later]}
    )
    assert beyond["code"] == "end-too-early"
    await amended(in_force, {"ends_on": "2031-12-31", "reschedules": [later]}, 2)
    read = await in_force.read(lead)
    assert (read["last_year"], read["ends_on"]) == (2028, "2031-12-31")
    assert read["tranches"][0]["due_on"] == "2030-09-01"


async def test_all_end_it_amicably_and_refunds_alone_are_left(in_force: Convention) -> None:
    lead = in_force.of(in_force.region)
    await amended(in_force, {"termination": {"refund_by": "2100-01-01"}})
    read = await in_force.read(lead)
    assert (read["state"], read["total"], read["settlements"]) == ("terminated", mad(0), [])
    more = {"reason": "Encore", "ends_on": "2040-01-01"}
    closed = await in_force.refused(lead, "/amendments", more)
    assert closed["code"] == "command-closed"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kinds": ["duration"], "struck_articles": ["object"]}, "operation-outside-kind"),
        ({"kinds": ["amount", "split"], "withdrawn_contributions": ["region-26"]}, "kinds-exclude"),
        ({"termination": {}, "ends_on": "2040-01-01"}, "kinds-exclude"),
        ({"removed_parties": [str(uuid4())]}, "party-unknown"),
        (
            {"delegated_owner": {"leaver": str(uuid4()), "successor": str(uuid4())}},
            "not-delegated-owner",
        ),
        ({"withdrawn_shares": ["gone"]}, "share-unknown"),
        ({"struck_articles": ["gone"]}, "article-unknown"),
        ({"removed_actions": ["works"]}, "action-has-contributions"),
        (
            {"reschedules": [{"tranche": "T", "due_on": "2030-01-01", "amount": mad(1)}]},
            "tranche-unknown",
        ),
        ({"period": {"first_year": 2027, "last_year": 2026}}, "period-reversed"),
        (
            {
                "parties": [
                    {"organisation_id": str(uuid4()), "roles": ["funder"], "signing_order": 1}
                ]
            },
            "organisation-unknown",
        ),
        (
            {
                "kinds": ["split"],
                "amounts": [{"contribution": "region-26", "amount": mad(600)}],
                "minutes": {
                    "committee": "pilotage",
                    "held_on": "2026-01-05",
                    "sha256": "a" * 64,
                },
            },
            "minutes-do-not-amend",
        ),
    ],
)
async def test_what_may_not_be_announced_is_refused(
    in_force: Convention, body: Json, code: str
) -> None:
    asked = {"reason": "Essai", **body}
    problem = await in_force.refused(in_force.of(in_force.region), "/amendments", asked)
    assert (problem["code"], problem["detail"] != "") == (code, True)


async def test_of_two_drafts_at_once_one_is_the_amendment(in_force: Convention) -> None:
    """Whatever version each names, and by whom: there is one open amendment, or a refusal."""
    url = f"/v1/conventions/{in_force.id}/amendments"
    body = {"reason": "Course", "ends_on": "2040-01-01"}

    async def one(who: dict[str, str]) -> int:
        headers = {**who, "If-Match": f'"{in_force.version}"'}
        answer = await in_force.running.http.post(url, json=body, headers=headers)
        return answer.status_code

    both = await asyncio.gather(*(one(who) for who in (in_force.of(in_force.region), OFFICE) * 3))
    assert sorted(both)[0] == 200
    assert sorted(both)[1:] == [412] * 5
    assert len((await in_force.read(OFFICE))["amendments"]) == 1


async def test_the_table_of_kinds_is_told(in_force: Convention) -> None:
    answer = await in_force.running.http.get("/v1/amendment-kinds", headers=OFFICE)
    rows = {each["kind"]: each for each in answer.json()["items"]}
    assert rows["termination"]["at_most"] == 1
    assert rows["schedule"]["edits"]["negotiation"] == ["office", "lead", "funder"]
    assert "amounts" in rows["amount"]["owns"]

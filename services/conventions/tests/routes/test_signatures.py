"""Who may sign depends on what partners published."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from conventions.heard.partners import (
    DelegationAllowed,
    MandateConfirmed,
    MandateDelegated,
    MandateRecorded,
    MandateRevoked,
    OrganisationReinstated,
    OrganisationSuspended,
    RepresentativeRegistered,
)
from mithaq.events import Actor, decode_metadata
from mithaq.money import Money

from ..conftest import SOME_DAY, Running
from .callers import STRANGER
from .clients import Convention, bearer


async def test_a_mandate_revoked_today_signs_nothing(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    revoked = MandateRevoked(
        organisation_id=convention.region,
        mandate_id=convention.mandates[convention.region],
        revoked_on=running.conventions.today(),
    )
    await running.hear(revoked)
    region = convention.of(convention.region)
    signature = await convention.signature(convention.region)
    problem = await convention.refused(region, "/signatures", signature)
    assert problem["code"] == "mandate-revoked"


async def test_a_repeated_signature_answers_first_even_once_revoked(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    signature = await convention.signature(convention.commune)
    key = {"Idempotency-Key": str(uuid4()), "If-Match": f'"{convention.version}"'}
    headers = convention.of(convention.commune) | key
    url = f"/v1/conventions/{convention.id}/signatures"
    first = await running.http.post(url, json=signature, headers=headers)
    assert first.status_code == 200
    mandate = convention.mandates[convention.commune]
    await running.hear(
        MandateRevoked(organisation_id=uuid4(), mandate_id=mandate, revoked_on=SOME_DAY)
    )
    again = await running.http.post(url, json=signature, headers=headers)
    assert again.json() == first.json()


async def test_a_suspended_organisation_signs_nothing(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    await running.hear(OrganisationSuspended(organisation_id=convention.region))
    signature = await convention.signature(convention.region)
    region = convention.of(convention.region)
    problem = await convention.refused(region, "/signatures", signature)
    assert problem["code"] == "party-inactive"
    await running.hear(OrganisationReinstated(organisation_id=convention.region))
    await convention.do(region, "/signatures", signature)


async def test_nor_is_anything_dated_back_into_its_suspension(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    today, commune = running.conventions.today(), convention.commune
    suspended = OrganisationSuspended(organisation_id=commune)
    await running.hear(suspended, on=today - timedelta(days=3))
    await running.hear(OrganisationReinstated(organisation_id=commune), on=today)
    signature = await convention.signature(commune)
    dated_back = signature | {"on": str(today - timedelta(days=1))}
    problem = await convention.refused(convention.of(commune), "/signatures", dated_back)
    assert problem["code"] == "party-inactive"
    await convention.do(convention.of(commune), "/signatures", signature)


async def test_a_signature_is_recorded_with_who_gave_it_under_which_instrument(
    running: Running,
) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    commune, before = convention.commune, convention.version
    await convention.do(convention.of(commune), "/signatures", await convention.signature(commune))
    await running.conventions.readers["convention_list"].wait(convention.position)
    stream = f"convention-{convention.id}"
    (line,) = await running.conventions.log.of_stream(stream, after=before, limit=10)
    assert decode_metadata(line.meta).actor == Actor(
        id=f"head-{commune}",
        organisation=str(commune),
        capacity="signatory",
        instrument="deliberation 3/2026",
    )


@pytest.mark.parametrize("path", ["/signatures", "/refusal", "/amendments/1/signatures"])
async def test_a_stranger_learns_nothing_of_anothers_mandate(running: Running, path: str) -> None:
    """Whether the mandate exists, holds or was revoked: the answer is the same 404."""
    convention = await (await Convention(running).drafted()).agreed()
    mandate = convention.mandates[convention.commune]
    known = await convention.signature(convention.commune)
    if path == "/refusal":
        known = {"text_sha256": known["text_sha256"], "reason": "vote"}
    await running.hear(
        MandateRevoked(organisation_id=uuid4(), mandate_id=mandate, revoked_on=SOME_DAY)
    )
    for asked in (mandate, uuid4()):
        told = await convention.refused(STRANGER, path, known | {"mandate_id": str(asked)})
        assert (told["status"], told["code"]) == (404, "not-found")


async def test_a_party_learns_nothing_of_anothers_mandate(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    others = await convention.signature(convention.region)
    commune = convention.of(convention.commune)
    told = await convention.refused(commune, "/signatures", others)
    absent = await convention.refused(commune, "/signatures", others | {"mandate_id": str(uuid4())})
    assert told["code"] == absent["code"] == "mandate-unknown"


async def between_the_same(running: Running, ceiling: int) -> list[Convention]:
    """Two conventions to be signed: 400 of the commune in each, under one mandate of it."""
    first = Convention(running)
    first.ceilings = {first.commune: Money.dirhams(ceiling)}
    await (await first.drafted()).agreed()
    second = first.twin()
    await (await second.drafted()).agreed()
    return [first, second]


async def test_two_signatures_at_once_share_one_ceiling(running: Running) -> None:
    both = await between_the_same(running, 799)
    commune = both[0].commune
    bodies = [await each.signature(commune) for each in both]
    asked = [
        each.ask(each.of(commune), "/signatures", body)
        for each, body in zip(both, bodies, strict=True)
    ]
    answers = await asyncio.gather(*asked)
    assert sorted(each.status_code for each in answers) == [200, 409]
    refused = next(each for each in answers if each.status_code == 409).json()
    assert refused["code"] == "mandate-total-exceeded"
    assert refused["values"] == {"promised": "400.00", "used": "400.00", "ceiling": "799.00"}


@pytest.mark.parametrize("undoing", ["/reopening", "/withdrawal", "/refusal"])
async def test_the_room_comes_back_when_a_signature_is_undone(
    running: Running, undoing: str
) -> None:
    first, second = await between_the_same(running, 400)
    commune, region = first.commune, first.region
    signed = await first.signature(commune)
    await first.do(first.of(commune), "/signatures", signed)
    waiting = await second.signature(commune)
    problem = await second.refused(second.of(commune), "/signatures", waiting)
    assert problem["code"] == "mandate-total-exceeded"
    refusing = await first.signature(region)
    power = {key: refusing[key] for key in ("mandate_id", "text_sha256")}
    body = power if undoing == "/refusal" else {}
    await first.do(first.of(region), undoing, {**body, "reason": "vote"})
    await second.do(second.of(commune), "/signatures", waiting)


async def passed_on(running: Running, convention: Convention, subject: str) -> UUID:
    """A mandate that the commune's head passed on to this person."""
    person, mandate, commune = uuid4(), uuid4(), convention.commune
    await running.hear(
        RepresentativeRegistered(
            organisation_id=commune, representative_id=person, subject=subject
        ),
        MandateRecorded(
            organisation_id=commune,
            representative_id=person,
            mandate_id=mandate,
            capacity="vice-president",
            instrument="arrêté de délégation 3/2026",
            valid_from=SOME_DAY,
            ceiling=Money.dirhams(500),
        ),
        DelegationAllowed(mandate_id=convention.mandates[commune], depth=1),
        MandateDelegated(mandate_id=mandate, delegated_from=convention.mandates[commune]),
        MandateConfirmed(mandate_id=mandate),
    )
    return mandate


async def test_two_who_were_passed_one_mandate_sign_at_once_within_it(running: Running) -> None:
    """Each within its own ceiling of 500; together they would sign 800 under one of 799."""
    both = await between_the_same(running, 799)
    asked = []
    for nth, each in enumerate(both):
        deputy = f"deputy-{nth}-{each.commune}"
        mandate = await passed_on(running, both[0], deputy)
        body = await each.signature(each.commune) | {"mandate_id": str(mandate)}
        asked.append(each.ask(bearer(deputy, "partner", org=each.commune), "/signatures", body))
    answers = await asyncio.gather(*asked)
    assert sorted(each.status_code for each in answers) == [200, 409]
    refused = next(each for each in answers if each.status_code == 409).json()
    assert refused["code"] == "mandate-total-exceeded"


async def test_the_room_above_a_delegated_mandate_comes_back_with_its_signature(
    running: Running,
) -> None:
    first, second = await between_the_same(running, 400)
    deputy = f"deputy-{first.commune}"
    mandate = await passed_on(running, first, deputy)
    signed = await first.signature(first.commune) | {"mandate_id": str(mandate)}
    await first.do(bearer(deputy, "partner", org=first.commune), "/signatures", signed)
    head = second.of(second.commune)
    body = await second.signature(second.commune)
    problem = await second.refused(head, "/signatures", body)
    assert problem["code"] == "mandate-total-exceeded"
    await first.do(first.of(first.region), "/reopening", {"reason": "erreur de montant"})
    await second.do(head, "/signatures", body)

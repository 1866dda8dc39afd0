"""A party that was registered twice: who answers for it acts for it, and nobody else does."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from conventions.domain.core.rules import MandateUnknown
from conventions.heard import partners as p
from conventions.partner_checks import own_mandate
from mithaq.commands import Caller
from mithaq.events import decode_metadata

from ..conftest import SOME_DAY, Running
from .clients import Convention, Json, bearer


async def merged(running: Running, party: UUID) -> UUID:
    """Another entry of this party, which answers for both from now on."""
    survivor = uuid4()
    await running.hear(
        p.OrganisationRegistered(
            organisation_id=survivor, kind="commune", name_fr=f"Survivant {survivor.hex[:4]}"
        ),
        p.OrganisationVerified(organisation_id=survivor),
        p.OrganisationMerged(organisation_id=party, into=survivor),
    )
    return survivor


async def empowered(running: Running, organisation: UUID, subject: str) -> UUID:
    person, mandate = uuid4(), uuid4()
    await running.hear(
        p.RepresentativeRegistered(
            organisation_id=organisation, representative_id=person, subject=subject
        ),
        p.MandateRecorded(
            organisation_id=organisation,
            representative_id=person,
            mandate_id=mandate,
            capacity="president",
            instrument="deliberation 9/2026",
            valid_from=SOME_DAY,
        ),
        p.MandateConfirmed(mandate_id=mandate),
    )
    return mandate


def signing(convention: Convention, text: Json, mandate: UUID) -> Json:
    return {"mandate_id": str(mandate), "text_sha256": text["sha256"], "level": "simple"}


async def test_the_survivor_reads_lists_and_signs_for_the_party_under_its_own_mandate(
    running: Running,
) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    survivor = await merged(running, convention.commune)
    mandate = await empowered(running, survivor, "head-of-both")
    head = bearer("head-of-both", "partner", org=survivor)
    text = await convention.read(head, "/text")
    level = {**head, "Mithaq-Min-Position": str(convention.position)}
    listed = await running.http.get("/v1/conventions", headers=level)
    assert convention.id in {each["id"] for each in listed.json()["items"]}
    filtered = await running.http.get(f"/v1/conventions?organisation={survivor}", headers=level)
    assert convention.id in {each["id"] for each in filtered.json()["items"]}
    before = convention.version
    await convention.do(head, "/signatures", signing(convention, text, mandate))
    read = await convention.read(head)
    (signed,) = read["signatures"]
    assert signed["organisation_id"] == str(convention.commune)
    await running.conventions.readers["convention_list"].wait(convention.position)
    stream = f"convention-{convention.id}"
    (line, *_) = await running.conventions.log.of_stream(stream, after=before, limit=10)
    actor = decode_metadata(line.meta).actor
    assert (actor.id, actor.organisation) == ("head-of-both", str(convention.commune))


async def test_mandates_recorded_under_the_merged_entry_go_on_and_its_persons_too(
    running: Running,
) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    survivor = await merged(running, convention.commune)
    mandate = convention.mandates[convention.commune]
    head = bearer(f"head-{convention.commune}", "partner", org=survivor)
    text = await convention.read(head, "/text")
    await convention.do(head, "/signatures", signing(convention, text, mandate))
    again = convention.of(convention.commune)
    problem = await convention.refused(again, "/signatures", signing(convention, text, mandate))
    assert problem["code"] in ("already-signed", "out-of-turn")


async def test_nobody_acts_for_a_party_that_another_answers_for(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    survivor = await merged(running, convention.commune)
    stranger = bearer("stranger", "partner", org=uuid4())
    unseen = await running.http.get(f"/v1/conventions/{convention.id}", headers=stranger)
    assert unseen.status_code == 404
    theirs = Caller(subject="stranger", organisation=uuid4())
    for organisation in (convention.commune, survivor):
        mandate = await empowered(running, organisation, "x")
        with pytest.raises(MandateUnknown):
            await own_mandate(running.conventions, theirs, mandate)
    said = {**stranger, "Mithaq-Acting-For": str(convention.commune)}
    problem = await convention.refused(said, "/submission")
    assert problem["status"] in (403, 404)


async def test_a_separation_ends_it_and_what_was_signed_stands(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    survivor = await merged(running, convention.commune)
    mandate = await empowered(running, survivor, "head-of-both")
    head = bearer("head-of-both", "partner", org=survivor)
    text = await convention.read(head, "/text")
    await convention.do(head, "/signatures", signing(convention, text, mandate))
    await running.hear(p.OrganisationSeparated(organisation_id=convention.commune, state="active"))
    unseen = await running.http.get(f"/v1/conventions/{convention.id}", headers=head)
    assert unseen.status_code == 404
    read = await convention.read(convention.of(convention.commune))
    assert len(read["signatures"]) == 1


async def test_a_suspension_of_the_survivor_is_one_of_the_party(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    survivor = await merged(running, convention.commune)
    await running.hear(p.OrganisationSuspended(organisation_id=survivor))
    signature = await convention.signature(convention.commune)
    own = convention.of(convention.commune)
    problem = await convention.refused(own, "/signatures", signature)
    assert problem["code"] == "party-inactive"
    await running.hear(p.OrganisationReinstated(organisation_id=survivor))
    await convention.do(own, "/signatures", signature)


async def test_a_convention_that_has_both_keeps_two_parties_and_asks_for_which_one_acts(
    running: Running,
) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    region, commune = convention.region, convention.commune
    await running.hear(p.OrganisationMerged(organisation_id=commune, into=region))
    told = await convention.read(convention.of(region), "/organisations")
    by_id = {each["organisation_id"]: each for each in told["items"]}
    assert by_id[str(commune)]["answered_by"] == str(region)
    assert by_id[str(region)]["answered_by"] is None
    mandate = await empowered(running, region, "second-head")
    second = bearer("second-head", "partner", org=region)
    text = await convention.read(second, "/text")
    other = {**second, "Mithaq-Acting-For": str(commune)}
    await convention.do(other, "/signatures", signing(convention, text, mandate))
    problem = await convention.refused(second, "/signatures", signing(convention, text, mandate))
    assert problem["code"] == "one-person-two-parties"
    await convention.do(convention.of(region), "/signatures", await convention.signature(region))
    read = await convention.read(second)
    assert {each["organisation_id"] for each in read["signatures"]} == {str(region), str(commune)}
    foreign = {**second, "Mithaq-Acting-For": str(convention.operator)}
    problem = await convention.refused(foreign, "/signatures", signing(convention, text, mandate))
    assert problem["code"] == "acting-for-refused"


async def test_who_answers_for_two_parties_and_is_none_says_for_which_one(
    running: Running,
) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    survivor = await merged(running, convention.region)
    await running.hear(p.OrganisationMerged(organisation_id=convention.commune, into=survivor))
    mandate = await empowered(running, survivor, "head-of-both")
    head = bearer("head-of-both", "partner", org=survivor)
    text = await convention.read(head, "/text")
    body = signing(convention, text, mandate)
    problem = await convention.refused(head, "/signatures", body)
    assert problem["code"] == "acting-for-unsaid"
    said = {**head, "Mithaq-Acting-For": str(convention.commune)}
    await convention.do(said, "/signatures", body)


async def test_what_was_merged_or_closed_is_invited_nowhere_and_drafts_nothing(
    running: Running,
) -> None:
    convention = await Convention(running).drafted()
    lead, gone, twin = convention.of(convention.region), uuid4(), uuid4()
    for each in (gone, twin):
        await running.hear(
            p.OrganisationRegistered(organisation_id=each, kind="commune", name_fr="Commune"),
            p.OrganisationVerified(organisation_id=each),
        )
    survivor = await merged(running, twin)
    await running.hear(p.OrganisationClosed(organisation_id=gone, closed_on=SOME_DAY))
    for each, code in ((gone, "organisation-not-active"), (twin, "organisation-merged")):
        body = {"organisation_id": str(each), "roles": ["beneficiary"]}
        problem = await convention.refused(lead, "/parties", body)
        assert problem["code"] == code
        drafter = bearer(f"clerk-{each}", "partner", org=each)
        reference = f"R-{each.hex[:6]}"
        drafted = await running.http.post(
            "/v1/conventions", json=convention.draft(reference=reference), headers=drafter
        )
        assert drafted.json()["code"] == "party-inactive", drafted.text
    body = {"organisation_id": str(survivor), "roles": ["beneficiary"]}
    await convention.do(lead, "/parties", body)


async def test_a_party_closed_since_last_month_acts_on_none_of_those_days(
    running: Running,
) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    today, commune = running.conventions.today(), convention.commune
    closed = p.OrganisationClosed(organisation_id=commune, closed_on=today - timedelta(days=20))
    await running.hear(closed, on=today)
    signature = await convention.signature(commune)
    problem = await convention.refused(convention.of(commune), "/signatures", signature)
    assert problem["code"] == "party-inactive"
    again = p.OrganisationReopened(organisation_id=commune, state="active")
    await running.hear(again, on=today)
    dated_back = signature | {"on": str(today - timedelta(days=1))}
    problem = await convention.refused(convention.of(commune), "/signatures", dated_back)
    assert problem["code"] == "party-inactive"
    await convention.do(convention.of(commune), "/signatures", signature)


async def test_a_text_keeps_the_name_it_was_signed_with_beside_the_present_one(
    running: Running,
) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    commune = convention.commune
    before = await convention.read(convention.of(commune), "/text")
    corrected = p.OrganisationCorrected(
        organisation_id=commune, kind="commune", name_fr="Nom corrigé", name_ar="الاسم المصحح"
    )
    await running.hear(corrected)
    assert await convention.read(convention.of(commune), "/text") == before
    told = await convention.read(convention.of(commune), "/organisations")
    (its,) = [each for each in told["items"] if each["organisation_id"] == str(commune)]
    assert its["name_fr"] == f"Organisme {commune.hex[:4]}"
    assert (its["present_name_fr"], its["present_name_ar"]) == ("Nom corrigé", "الاسم المصحح")
    assert (its["active"], its["closed_on"]) == (True, None)

"""Forwarding and corrections over HTTP: tried by those they are for, and by others."""

from uuid import UUID, uuid4

from conventions.heard import partners as p

from ..conftest import SOME_DAY
from .clients import Convention, Json, bearer


async def deputy(convention: Convention) -> UUID:
    """A second mandated person of the commune, `deputy`: its mandate."""
    mandate, person = uuid4(), uuid4()
    await convention.running.hear(
        p.RepresentativeRegistered(
            organisation_id=convention.commune, representative_id=person, subject="deputy"
        ),
        p.MandateRecorded(
            organisation_id=convention.commune,
            representative_id=person,
            mandate_id=mandate,
            capacity="vice-president",
            instrument="délégation 9/2026",
            valid_from=SOME_DAY,
        ),
        p.MandateConfirmed(mandate_id=mandate),
    )
    return mandate


async def test_a_signature_goes_to_another_person_of_the_party_alone(
    convention: Convention,
) -> None:
    await convention.agreed()
    mandate = await deputy(convention)
    signature = await convention.signature(convention.commune)
    head = convention.of(convention.commune)
    forward: Json = {
        "mandate_id": signature["mandate_id"],
        "to_mandate_id": str(mandate),
        "text_sha256": signature["text_sha256"],
        "reason": "En déplacement.",
    }
    for to in (uuid4(), convention.mandates[convention.region]):
        problem = await convention.refused(
            head, "/signatures/forwarding", forward | {"to_mandate_id": str(to)}
        )
        assert problem["code"] == "mandate-unknown"
    await convention.do(head, "/signatures/forwarding", forward)
    problem = await convention.refused(head, "/signatures", signature)
    assert problem["code"] == "signature-forwarded-to-another"
    moved = signature | {"mandate_id": str(mandate)}
    thief = bearer("thief", "partner", org=convention.commune)
    problem = await convention.refused(thief, "/signatures", moved)
    assert problem["code"] == "mandate-of-another-person"
    person = bearer("deputy", "partner", org=convention.commune)
    await convention.do(person, "/signatures", moved)
    [signed] = (await convention.read(head))["signatures"]
    assert signed["mandate_id"] == str(mandate)


async def test_a_signature_goes_no_deeper_than_the_mandate_may_be_passed_on(
    convention: Convention,
) -> None:
    await convention.agreed()
    own, mandate = convention.mandates[convention.commune], await deputy(convention)
    hear = convention.running.hear
    await hear(p.MandateDelegated(mandate_id=mandate, delegated_from=own))
    signature = await convention.signature(convention.commune)
    head = convention.of(convention.commune)
    forward: Json = {
        "mandate_id": signature["mandate_id"],
        "to_mandate_id": str(mandate),
        "text_sha256": signature["text_sha256"],
        "reason": "En déplacement.",
    }
    problem = await convention.refused(head, "/signatures/forwarding", forward)
    assert (problem["status"], problem["code"]) == (409, "delegation-too-deep")
    person = bearer("deputy", "partner", org=convention.commune)
    moved = signature | {"mandate_id": str(mandate)}
    assert (await convention.refused(person, "/signatures", moved))["code"] == problem["code"]
    await hear(p.DelegationAllowed(mandate_id=own, depth=1))
    await convention.do(head, "/signatures/forwarding", forward)
    await convention.do(person, "/signatures", moved)


async def test_a_slip_is_corrected_and_what_binds_is_not(convention: Convention) -> None:
    await convention.agreed()
    lead, commune = convention.of(convention.region), convention.of(convention.commune)
    stale = await convention.signature(convention.commune)
    slip: Json = {"field": "title_fr", "after": "Médinas", "reason": "Faute de frappe."}
    problem = await convention.refused(commune, "/text/corrections", slip)
    assert (problem["status"], problem["code"]) == (403, "capacity-refused")
    for changes, code in (
        ({"field": "total", "after": "1"}, "correction-voids-all"),
        ({"field": "article.text_fr", "part": "object", "after": "x"}, "correction-voids-all"),
        ({"after": "Tout autre chose, et bien plus"}, "correction-too-large"),
        ({"after": "Médina 2"}, "correction-of-figure"),
        ({"field": "annex.text_fr", "part": "object"}, "correction-unknown"),
    ):
        problem = await convention.refused(lead, "/text/corrections", slip | changes)
        assert problem["code"] == code
    await convention.do(lead, "/text/corrections", slip)
    assert (await convention.read(lead))["title_fr"] == "Médinas"
    assert (await convention.refused(commune, "/signatures", stale))["code"] == "text-stale"
    await convention.do(commune, "/signatures", await convention.signature(convention.commune))


async def test_a_level_that_nobody_evidences_is_refused(convention: Convention) -> None:
    await convention.agreed()
    signature = await convention.signature(convention.commune) | {"level": "qualified"}
    commune = convention.of(convention.commune)
    problem = await convention.refused(commune, "/signatures", signature)
    assert (problem["status"], problem["code"]) == (409, "level-without-evidence")

"""Suspensive conditions over HTTP: written, read, decided by their body alone."""

from datetime import timedelta
from uuid import UUID

from .clients import Convention, Json

DECISION: Json = {"met": True, "act": "Visa n° 9/2026"}


def condition(convention: Convention, body: UUID, **changes: object) -> Json:
    decide_by = convention.running.conventions.today() + timedelta(days=20)
    plain = {"label_fr": "Visa", "approval": "interior", "organisation_id": str(body)}
    return plain | {"decide_by": str(decide_by)} | changes


async def test_a_visa_may_come_after_the_signature(convention: Convention) -> None:
    lead, interior = convention.of(convention.region), convention.approver(convention.interior)
    written = condition(convention, convention.interior)
    await convention.do(lead, "/conditions/visa", written, "PUT")
    await convention.frozen()
    hidden = await convention.running.http.get(f"/v1/conventions/{convention.id}", headers=interior)
    assert hidden.status_code == 404
    councils = convention.needed()[:2]
    await convention.do(lead, "/approvals", {"approvals": councils})
    for each in councils:
        by = convention.approver(UUID(each["organisation_id"]))
        await convention.do(by, "/approvals/grants", each | {"instrument": "Délibération 1"})
    await convention.signed()
    problem = await convention.refused(lead, "/entry-into-force")
    assert (problem["code"], problem["status"]) == ("condition-undecided", 409)
    for who in (lead, convention.approver(convention.commune)):
        problem = await convention.refused(who, "/conditions/visa/decision", DECISION)
        assert (problem["code"], problem["status"]) == ("capacity-refused", 403)
    read = await convention.read(interior)
    assert "DecideCondition" in read["commands"]
    [told] = read["conditions"]
    assert (told["condition"], told["met"], told["approval"]) == ("visa", None, "interior")
    await convention.do(interior, "/conditions/visa/decision", DECISION)
    [told] = (await convention.read(lead))["conditions"]
    assert (told["met"], told["act"]) == (True, "Visa n° 9/2026")
    await convention.do(lead, "/entry-into-force")
    assert (await convention.read(lead))["state"] == "in_force"


async def test_a_condition_that_is_refused_ends_the_convention(convention: Convention) -> None:
    lead, interior = convention.of(convention.region), convention.approver(convention.interior)
    written = condition(convention, convention.interior, approval=None)
    await convention.do(lead, "/conditions/visa", written, "PUT")
    await convention.agreed()
    await convention.signed()
    decision = {"met": False, "act": "Lettre n° 3/2026"}
    problem = await convention.refused(interior, "/conditions/visa/decision", decision)
    assert problem["code"] == "reason-missing"
    decision |= {"reason": "Crédits non ouverts."}
    await convention.do(interior, "/conditions/visa/decision", decision)
    assert (await convention.read(lead))["state"] == "lapsed"


async def test_what_makes_no_condition_is_refused_by_name(convention: Convention) -> None:
    lead, today = convention.of(convention.region), convention.running.conventions.today()
    for changes, code in (
        ({"organisation_id": str(convention.commune)}, "condition-body-unfit"),
        ({"decide_by": str(today)}, "condition-too-soon"),
        ({"organisation_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"}, "organisation-unknown"),
    ):
        body = condition(convention, convention.interior, **changes)
        problem = await convention.refused(lead, "/conditions/visa", body, "PUT")
        assert problem["code"] == code
    problem = await convention.refused(lead, "/conditions/visa", method="DELETE")
    assert problem["code"] == "condition-unknown"

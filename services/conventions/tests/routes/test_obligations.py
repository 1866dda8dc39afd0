"""Obligations over HTTP: written, shown, judged, waived, read of any day."""

from datetime import timedelta
from uuid import uuid4

from .callers import OFFICE
from .clients import Convention, Json, bearer

DOCUMENT: Json = {"kind": "pv", "sha256": "c" * 64}
PERIODIC: Json = {"kind": "every_period", "months": 6, "grace_days": 30}
LAND = "/obligations/land/occurrences/1"
REPORT = "/obligations/report/occurrences/1"


def obligation(owner: object, **changes: object) -> Json:
    due: Json = {"kind": "after_force", "months": 3}
    plain = {"kind": "land_delivery", "owner": str(owner), "due": due, "evidence": ["pv"]}
    return plain | {"subject_fr": "Terrain", "subject_ar": "العقار"} | changes


async def obliged(convention: Convention) -> Convention:
    lead = convention.of(convention.region)
    land = obligation(convention.commune, beneficiary=str(convention.operator))
    report = obligation(convention.operator, kind="periodic_report", due=PERIODIC)
    await convention.do(lead, "/obligations/land", land, "PUT")
    await convention.do(lead, "/obligations/report", report, "PUT")
    await convention.agreed()
    return await convention.in_force()


async def test_land_is_owed_shown_returned_and_certified(convention: Convention) -> None:
    await obliged(convention)
    owner, operator = convention.of(convention.commune), convention.of(convention.operator)
    told = (await convention.read(owner, "/obligations"))["items"]
    assert [(each["obligation"], len(each["occurrences"])) for each in told] == [
        ("land", 1),
        ("report", 4),
    ]
    await convention.do(owner, f"{LAND}/evidence", {"documents": [DOCUMENT]})
    problem = await convention.refused(owner, f"{LAND}/evidence/certificate")
    assert problem["code"] == "duties-not-separated"
    back = {"reason": "Bornage manquant", "within_days": 20}
    await convention.do(operator, f"{LAND}/evidence/return", back)
    await convention.do(owner, f"{LAND}/evidence", {"documents": [DOCUMENT]})
    await convention.do(operator, f"{LAND}/evidence/certificate", {"remark": "Conforme"})
    [land, _] = (await convention.read(owner, "/obligations"))["items"]
    [only] = land["occurrences"]
    assert (only["state"], only["documents"][0]["sha256"]) == ("certified", "c" * 64)
    problem = await convention.refused(owner, f"{LAND}/evidence", {"documents": [DOCUMENT]})
    assert (problem["code"], problem["values"]["state"]) == ("occurrence-closed", "certified")


async def test_of_any_day_is_told_what_was_missed(convention: Convention) -> None:
    await obliged(convention)
    owner, today = convention.of(convention.commune), convention.running.conventions.today()
    later = today + timedelta(days=120)
    read = await convention.read(owner, f"/obligations?on={later}")
    assert [each["occurrences"][0]["state"] for each in read["items"]] == ["missed", "due"]
    await convention.do(owner, f"{LAND}/evidence", {"documents": [DOCUMENT]})
    read = await convention.read(owner, f"/obligations?on={later}")
    assert read["items"][0]["occurrences"][0]["state"] == "submitted"


async def test_a_report_waits_for_the_end_of_its_period(convention: Convention) -> None:
    await obliged(convention)
    operator = convention.of(convention.operator)
    for documents, code in (([DOCUMENT], "period-not-over"),):
        problem = await convention.refused(operator, f"{REPORT}/evidence", {"documents": documents})
        assert problem["code"] == code
    beyond = "/obligations/report/occurrences/9/evidence"
    problem = await convention.refused(operator, beyond, {"documents": [DOCUMENT]})
    assert problem["code"] == "occurrence-unknown"
    problem = await convention.refused(
        convention.of(convention.commune), f"{REPORT}/evidence", {"documents": [DOCUMENT]}
    )
    assert problem["code"] == "not-the-owner"


async def test_evidence_is_taken_back_and_what_is_asked_is_there(convention: Convention) -> None:
    await obliged(convention)
    owner = convention.of(convention.commune)
    problem = await convention.refused(owner, f"{LAND}/evidence", {"documents": []})
    assert (problem["code"], problem["values"]["kinds"]) == ("evidence-lacking", "pv")
    await convention.do(owner, f"{LAND}/evidence", {"documents": [DOCUMENT]})
    await convention.do(owner, f"{LAND}/evidence/withdrawal", {"reason": "Erreur"})
    problem = await convention.refused(owner, f"{LAND}/evidence/withdrawal", {"reason": "Erreur"})
    assert problem["code"] == "nothing-waits"


async def test_the_lead_asks_a_waiver_and_the_office_consents(convention: Convention) -> None:
    await obliged(convention)
    lead = convention.of(convention.region)
    problem = await convention.refused(OFFICE, f"{LAND}/waiver/consent")
    assert problem["code"] == "nothing-waits"
    await convention.do(lead, f"{LAND}/waiver", {"reason": "Terrain cédé par l'État"})
    same = bearer(f"head-{convention.region}", "office")
    problem = await convention.refused(same, f"{LAND}/waiver/consent")
    assert problem["code"] == "duties-not-separated"
    await convention.do(OFFICE, f"{LAND}/waiver/consent")
    [land, _] = (await convention.read(lead, "/obligations"))["items"]
    assert land["occurrences"][0]["state"] == "waived"


async def test_what_binds_nobody_is_refused_by_name(convention: Convention) -> None:
    lead = convention.of(convention.region)
    today = convention.running.conventions.today()
    for changes, code in (
        ({"beneficiary": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"}, "party-unknown"),
        ({"beneficiary": str(convention.commune)}, "own-beneficiary"),
        ({"due": {"kind": "after_force"}}, "due-rule-unfit"),
        ({"due": {"kind": "fixed_day", "day": str(today)}}, "obligation-too-soon"),
        ({"evidence": ["pv", "pv"]}, "name-duplicated"),
    ):
        body = obligation(convention.commune, **changes)
        problem = await convention.refused(lead, "/obligations/land", body, "PUT")
        assert problem["code"] == code
    problem = await convention.refused(lead, "/obligations/land", method="DELETE")
    assert problem["code"] == "obligation-unknown"
    await convention.do(lead, "/obligations/land", obligation(convention.commune), "PUT")
    assert (await convention.read(lead))["obligations"][0]["subject_fr"] == "Terrain"
    await convention.do(lead, "/obligations/land", method="DELETE")
    assert (await convention.read(lead))["obligations"] == []


async def test_periods_need_a_duration_and_are_counted(convention: Convention) -> None:
    twin = convention.twin()
    await twin.drafted(duration_months=None)
    body = obligation(twin.operator, kind="other", due=PERIODIC)
    problem = await twin.refused(twin.of(twin.region), "/obligations/report", body, "PUT")
    assert problem["code"] == "obligation-without-end"
    long = convention.twin()
    long.reference = "MED-3"
    await long.drafted(duration_months=121)
    monthly = obligation(long.operator, kind="other", due={"kind": "every_period", "months": 1})
    problem = await long.refused(long.of(long.region), "/obligations/report", monthly, "PUT")
    assert problem["code"] == "occurrences-too-many"


async def test_nothing_is_completed_over_what_is_owed(convention: Convention) -> None:
    lead = convention.of(convention.region)
    final = obligation(convention.operator, kind="final_report", due={"kind": "at_completion"})
    await convention.do(lead, "/obligations/final", final, "PUT")
    await obliged(convention)
    problem = await convention.refused(lead, "/completion", {"report": "Rapport final"})
    assert problem["values"]["unreported"] == "final/1"
    assert problem["values"]["unmet"] == "land/1"


async def test_the_list_shows_what_is_owed_to_whom_it_concerns(convention: Convention) -> None:
    await obliged(convention)
    owner = convention.of(convention.commune)
    await convention.do(owner, f"{LAND}/evidence", {"documents": [DOCUMENT]})

    async def listed(who: dict[str, str], query: str = "") -> list[tuple[str, int, str]]:
        url = f"/v1/obligations?convention={convention.id}{query}"
        seen = {**who, "Mithaq-Min-Position": str(convention.position)}
        answer = await convention.running.http.get(url, headers=seen)
        assert answer.status_code == 200, answer.text
        items = answer.json()["items"]
        return [(each["obligation"], each["occurrence"], each["state"]) for each in items]

    reports = [("report", nth, "due") for nth in range(1, 5)]
    assert await listed(owner) == [("land", 1, "submitted"), *reports]
    assert await listed(bearer("nobody", "partner", org=uuid4())) == []
    assert await listed(OFFICE, "&state=submitted") == [("land", 1, "submitted")]
    assert await listed(OFFICE, f"&owner={convention.operator}") == reports
    assert await listed(OFFICE, "&due_before=1990-01-01") == []


async def test_who_is_bound_stays_a_party(convention: Convention) -> None:
    lead = convention.of(convention.region)
    await convention.do(lead, "/obligations/report", obligation(convention.operator), "PUT")
    problem = await convention.refused(lead, f"/parties/{convention.operator}", method="DELETE")
    assert (problem["code"], problem["values"]["obligations"]) == ("party-obliged", "report")
    await convention.do(lead, "/obligations/report", method="DELETE")
    await convention.do(lead, f"/parties/{convention.operator}", method="DELETE")

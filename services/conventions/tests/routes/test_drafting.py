"""A proposal over HTTP: drafted in one call, refused by name."""

from uuid import uuid4

from .callers import OFFICE
from .clients import Convention, mad


async def test_one_call_drafts_the_whole_convention(convention: Convention) -> None:
    read = await convention.read(convention.of(convention.commune))
    assert (read["state"], read["version"]) == ("draft", 11)
    assert read["region"] == "01"
    assert [c["amount"]["amount"] for c in read["contributions"]] == ["400.00", "600.00"]
    assert "ProposeConvention" not in read["commands"]
    assert "ProposeConvention" in (await convention.read(OFFICE))["commands"]


async def test_what_partners_do_not_know_is_refused_by_name(convention: Convention) -> None:
    lead = convention.of(convention.region)
    unknown = {"organisation_id": str(uuid4()), "role": "witness"}
    assert (await convention.refused(lead, "/parties", unknown))["code"] == "organisation-unknown"
    nowhere = {
        "label_fr": "Ailleurs",
        "territory": "99.999",
        "cost": mad(1),
        "years": [{"year": 2026, "cost": mad(1)}],
    }
    problem = await convention.refused(lead, "/actions/away", nowhere, "PUT")
    assert (problem["status"], problem["code"]) == (422, "territory-unknown")


async def test_an_unknown_territory_is_told_before_an_unknown_party(
    convention: Convention,
) -> None:
    unknown = [{"organisation_id": str(uuid4()), "roles": ["witness"]}]
    draft = convention.draft(territory="99.999", parties=unknown)
    answer = await convention.running.http.post("/v1/conventions", json=draft, headers=OFFICE)
    assert (answer.status_code, answer.json()["code"]) == (422, "territory-unknown")


async def test_a_future_day_is_refused(convention: Convention) -> None:
    lead = convention.of(convention.region)
    problem = await convention.refused(lead, "/submission", {"on": "2200-01-01"})
    assert problem["code"] == "date-in-future"

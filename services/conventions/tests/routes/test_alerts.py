"""What calls for somebody: raised by time, ended by what is done, listed to whom it concerns."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from conventions.domain.core.activation import force_expected_by
from conventions.domain.core.months import months_after

from ..conftest import Running
from ..test_time_passes import later
from .clients import Convention, Json, bearer

OFFICE = bearer("office", "office", org=uuid4())


async def steered(convention: Convention) -> None:
    """Signed, with a committee that all parties sit in."""
    body: Json = {
        "kind": "steering",
        "subject_fr": "Pilotage",
        "members": [str(convention.region), str(convention.commune), str(convention.operator)],
        "chair": str(convention.region),
        "every_months": 6,
        "quorum_percent": 50,
    }
    await convention.do(convention.of(convention.region), "/committees/steering", body, "PUT")
    await convention.agreed()
    await convention.signed()


async def met(convention: Convention, *decisions: Json) -> None:
    """Today; another member confirms the minutes."""
    lead, today = convention.of(convention.region), convention.running.conventions.today()
    call = {"meets_on": str(today), "place": "Siège", "agenda": "Bilan"}
    await convention.do(lead, "/committees/steering/meetings", call)
    [*_, meeting] = await listed(convention, "meetings")
    number = meeting["meeting"]
    there = [
        {"organisation_id": str(each), "capacity": "Président"}
        for each in (convention.region, convention.commune)
    ]
    minutes = {"act": "PV 1", "present": there, "decisions": list(decisions)}
    await convention.do(lead, f"/meetings/{number}/minutes", minutes)
    other = convention.of(convention.commune)
    await convention.do(other, f"/meetings/{number}/minutes/confirmation")


async def listed(convention: Convention, part: str) -> list[Json]:
    url = f"/v1/conventions/{convention.id}/{part}?limit=200"
    who = convention.of(convention.region)
    answer = await convention.running.http.get(url, headers=who)
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


async def alerts(convention: Convention, who: dict[str, str], query: str = "") -> list[str]:
    """The kinds listed to them, of this convention, whose version is then known."""
    running = convention.running
    head = await running.kernel.database.pool.fetchval("SELECT max(position) FROM event")
    url, at_least = f"/v1/alerts?limit=200{query}", {"Mithaq-Min-Position": str(head)}
    answer = await running.http.get(url, headers=who | at_least)
    assert answer.status_code == 200, answer.text
    told = await convention.read(convention.of(convention.region))
    convention.version = told["version"]
    return [x["kind"] for x in answer.json()["items"] if x["convention_id"] == convention.id]


async def test_a_committee_that_never_met_is_an_alert_until_it_meets(
    convention: Convention,
) -> None:
    await steered(convention)
    await convention.do(convention.of(convention.region), "/entry-into-force")
    today = convention.running.conventions.today()
    due = months_after(today, 6)
    await later(convention.running, due)
    assert await alerts(convention, OFFICE) == []
    await later(convention.running, due + timedelta(days=1))
    assert await alerts(convention, OFFICE) == ["committee_never_met"]
    [told] = await listed(convention, "alerts")
    assert (told["part"], told["since"], told["region"]) == ("steering", str(due), "01")
    await met(convention)
    assert await alerts(convention, OFFICE) == []


async def test_alerts_are_narrowed_and_shown_to_whom_may_see_the_convention(
    convention: Convention,
) -> None:
    await steered(convention)
    expected = force_expected_by(convention.running.conventions.today())
    await later(convention.running, expected + timedelta(days=1))
    mine = convention.of(convention.commune)
    assert await alerts(convention, mine) == ["never_activated"]
    assert await alerts(convention, convention.of(uuid4())) == []
    for query in ("&kind=never_activated,sleeping", "&region=01"):
        assert await alerts(convention, OFFICE, query) == ["never_activated"]
    assert await alerts(convention, OFFICE, f"&organisation={convention.commune}") != []
    for query in ("&kind=decision_overdue", "&region=02", f"&organisation={uuid4()}"):
        assert await alerts(convention, OFFICE, query) == []
    await convention.do(convention.of(convention.region), "/entry-into-force")
    assert await alerts(convention, OFFICE) == []


async def test_a_decision_that_nobody_carried_out_is_an_alert_until_it_is(
    convention: Convention,
) -> None:
    await steered(convention)
    await convention.do(convention.of(convention.region), "/entry-into-force")
    today = convention.running.conventions.today()
    suspend = {
        "decision": "D1",
        "text_fr": "Suspendre.",
        "kind": "suspension",
        "carried_out_by": str(convention.region),
        "due_by": str(today),
    }
    await met(convention, suspend)
    await later(convention.running, today + timedelta(days=1))
    assert await alerts(convention, OFFICE) == ["decision_overdue"]
    lead = convention.of(convention.region)
    problem = await convention.refused(lead, "/decisions/D1/execution", {"act": "lettre"})
    assert problem["code"] == "decision-not-carried-out-by"
    await convention.do(lead, "/suspension", {"reason": "gel"})
    await convention.do(lead, "/decisions/D1/execution", {"version": convention.version})
    assert await alerts(convention, OFFICE) == []
    [decision] = await listed(convention, "decisions")
    assert decision["carried_out_on"] == str(today)


async def test_what_follows_from_the_day_is_listed_beside(convention: Convention) -> None:
    await steered(convention)
    await convention.do(convention.of(convention.region), "/entry-into-force")
    lead, today = convention.of(convention.region), convention.running.conventions.today()
    due = today - timedelta(days=3)
    tranche = {
        "contribution": "region-26",
        "amount": {"amount": "600.00", "currency": "MAD"},
        "due_on": str(due),
    }
    await convention.do(lead, "/tranches/T1", tranche, "PUT")
    assert await alerts(convention, OFFICE) == ["money_late"]
    [told] = await listed(convention, "alerts")
    assert told["since"] == str(due)
    assert isinstance(date.fromisoformat(told["since"]), date)


@pytest.mark.parametrize("query", ["kind=none", "region=999"])
async def test_what_is_no_kind_or_region_is_refused(running: Running, query: str) -> None:
    answer = await running.http.get(f"/v1/alerts?{query}", headers=OFFICE)
    assert answer.status_code in {400, 404, 409, 422}

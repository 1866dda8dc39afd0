"""The plan over HTTP: one table, its sums and its gaps; shares promised and split."""

from typing import Any

from httpx import Response

from ..conftest import Running
from .clients import Convention, Json, bearer, mad


def share(org: object, amount: int, **more: Any) -> Json:
    return {"organisation_id": str(org), "kind": "cash", "amount": mad(amount), **more}


async def test_the_plan_is_one_table_with_its_sums(running: Running) -> None:
    made = await Convention(running).drafted()
    told = await made.read(made.of(made.region), "/plan")
    assert (told["closes"], told["gaps"], told["gaps_found"]) == (True, [], 0)
    assert (told["total"], told["planned"], told["promised"]) == (mad(1000), mad(1000), mad(1000))
    [action] = told["actions"]["items"]
    [year] = action["years"]
    assert (year["year"], year["planned"], year["gap"]) == (2026, mad(1000), mad(0))
    assert {each["contribution"]: each["amount"] for each in year["contributions"]} == {
        "region-26": mad(600),
        "commune-26": mad(400),
    }
    assert {each["organisation_id"]: each["promised"] for each in told["parties"]} == {
        str(made.region): mad(600),
        str(made.commune): mad(400),
    }


async def test_every_gap_is_named_with_its_amount_in_the_reader_s_language(
    running: Running,
) -> None:
    made = await Convention(running).drafted()
    lead = made.of(made.region)
    await made.do(lead, "/contributions/commune-26", method="DELETE")
    await made.do(lead, "/shares/commune", share(made.commune, 300), "PUT")
    unknown = {"label_fr": "Étude", "territory": "01.511.01.0"}
    await made.do(lead, "/actions/study", unknown, "PUT")
    told = await made.read({**lead, "Accept-Language": "fr"}, "/plan")
    assert not told["closes"]
    assert [gap["code"] for gap in told["gaps"]] == [
        "cost-unknown",
        "totals-differ",
        "shares-unsplit",
        "year-plan-differs",
    ]
    assert "100,00" in told["gaps"][1]["detail"]
    assert told["gaps"][3]["values"]["difference"] == "-400.00"
    assert (told["unallocated"], told["open"]) == (mad(300), mad(100))
    [shown] = told["shares"]
    assert (shown["action"], shown["year"], shown["amount"]) == (None, None, mad(300))


async def test_a_refused_text_tells_all_gaps_at_once(running: Running) -> None:
    made = await Convention(running).drafted(total=mad(1100), first_year=None)
    lead = made.of(made.region)
    await made.do(lead, "/submission")
    await made.do(lead, "/rounds", {"deadline": "2100-01-01"})
    for org in made.mandates:
        await made.do(made.of(org), "/positions", {"stance": "accept"})
    await made.do(lead, "/rounds/closing", {"outcome": "consensus"})
    refused = await made.refused({**lead, "Accept-Language": "ar"}, "/text")
    assert refused["code"] == "period-unknown"
    assert [each["code"] for each in refused["errors"]] == ["period-unknown", "totals-differ"]
    assert refused["errors"][1]["values"]["costs_difference"] == "-100.00"


async def test_a_plan_is_read_in_pages(running: Running) -> None:
    made = await Convention(running).drafted()
    lead = made.of(made.region)
    for name in ("a", "b"):
        action = {"label_fr": name, "territory": "01.511.01.0"}
        await made.do(lead, f"/actions/{name}", action, "PUT")
    first = await made.read(lead, "/plan?limit=2")
    assert [each["action"] for each in first["actions"]["items"]] == ["a", "b"]
    rest = await made.read(lead, f"/plan?limit=2&after={first['actions']['next']}")
    assert [each["action"] for each in rest["actions"]["items"]] == ["works"]
    assert rest["actions"]["next"] is None
    stranger: Response = await running.http.get(
        f"/v1/conventions/{made.id}/plan", headers=bearer("x", "partner", org=made.interior)
    )
    assert stranger.status_code == 404


async def test_a_share_is_promised_and_withdrawn_and_split_only_once_it_binds(
    running: Running,
) -> None:
    made = await Convention(running).drafted()
    commune = made.of(made.commune)
    await made.do(commune, "/shares/more", share(made.commune, 50, year=2026), "PUT")
    read = await made.read(commune)
    assert [each["share"] for each in read["shares"]] == ["more"]
    part = {
        "contribution": "more-26",
        "organisation_id": str(made.commune),
        "action": "works",
        "year": 2026,
        "kind": "cash",
        "amount": mad(50),
    }
    early = await made.refused(commune, "/shares/more/split", {"contributions": [part]})
    assert early["code"] == "command-closed"
    both = share(made.commune, 50, year=2026, action="works")
    refused = await made.refused(commune, "/shares/more", both, "PUT")
    assert refused["code"] == "share-split-already"
    await made.do(commune, "/shares/more", method="DELETE")
    gone = await made.refused(commune, "/shares/more", method="DELETE")
    assert gone["code"] == "share-unknown"

"""What is late, and with whom, over HTTP: as of any day, as it was known at any time."""

import csv
import io
from datetime import date, timedelta
from typing import Any

from conventions.domain.core.vocabulary import State

from .callers import ACCOUNTANT, CONTROLLER, OFFICE, STRANGER
from .clients import Convention, mad
from .test_tranches import paid


def days_ago(told: Convention, days: int) -> date:
    return told.running.conventions.today() - timedelta(days=days)


async def planned(told: Convention, days: int) -> None:
    """A tranche of 600 whose due day was so many days ago."""
    body = {
        "contribution": "region-26",
        "amount": mad(600),
        "due_on": str(days_ago(told, days)),
    }
    await told.do(told.of(told.region), "/tranches/R1", body, "PUT")


async def called(told: Convention, dirhams: int = 600) -> None:
    body = {"amount": mad(dirhams), "act": "AF 1"}
    await told.do(told.of(told.operator), "/tranches/R1/calls", body)


async def late(told: Convention, who: dict[str, str] = OFFICE, **asked: str) -> list[Any]:
    url = f"/v1/conventions/{told.id}/late"
    answer = await told.running.http.get(url, params=asked, headers=who)
    assert answer.status_code == 200, answer.text
    items: list[Any] = answer.json()["items"]
    return items


async def listed(
    told: Convention, path: str = "", who: dict[str, str] = OFFICE, **asked: str
) -> Any:
    answer = await told.running.http.get(
        f"/v1/late-contributions{path}",
        params=asked,
        headers={**who, "Mithaq-Min-Position": str(told.position)},
    )
    assert answer.status_code == 200, answer.text
    return answer.json() if not path.startswith("/export") else answer


async def test_who_is_late_follows_what_was_done(in_force: Convention) -> None:
    await planned(in_force, 40)
    [row] = await late(in_force)
    assert (row["tranche"], row["days"], row["age"]) == ("R1", 40, "to_60")
    [part] = row["parts"]
    assert (part["kind"], part["owed_by"]) == ("call", [str(in_force.operator)])
    await called(in_force)
    [row] = await late(in_force)
    [part] = row["parts"]
    assert (part["kind"], part["owed_by"]) == ("payment", [str(in_force.region)])
    assert part["amount"]["amount"] == "600.00"
    for step, who in (
        ("commitments", in_force.of(in_force.region)),
        ("visas", CONTROLLER),
        ("orders", in_force.of(in_force.region)),
        ("payments", ACCOUNTANT),
    ):
        body = {"amount": mad(600), "act": f"{step} {in_force.id}"}
        await in_force.do(who, f"/tranches/R1/{step}", body)
    assert await late(in_force) == []


async def test_any_day_and_any_time_of_knowing(in_force: Convention) -> None:
    await planned(in_force, 0)
    await called(in_force)
    soon = str(days_ago(in_force, -31))
    assert await late(in_force) == []
    [row] = await late(in_force, on=soon)
    assert (row["days"], row["age"]) == (31, "to_60")
    now = in_force.running.conventions.clock().isoformat()
    assert await late(in_force, on=soon, known_at=now) == [row]
    url = f"/v1/conventions/{in_force.id}/late"
    for before in ({"on": str(days_ago(in_force, 1))}, {"known_at": "2020-01-01T00:00:00Z"}):
        answer = await in_force.running.http.get(url, params=before, headers=OFFICE)
        assert answer.json()["code"] == "not-written-yet"


async def test_an_outsider_learns_nothing(in_force: Convention) -> None:
    url = f"/v1/conventions/{in_force.id}/late"
    assert (await in_force.running.http.get(url, headers=STRANGER)).status_code == 404


async def test_the_list_says_what_the_convention_says(in_force: Convention) -> None:
    await planned(in_force, 100)
    payer, mine = str(in_force.region), in_force.of(in_force.region)
    assert (await listed(in_force, payer=payer))["items"] == []
    await called(in_force, 500)
    [row] = (await listed(in_force, payer=payer))["items"]
    [told] = await late(in_force)
    assert (row["days"], row["age"]) == (told["days"], told["age"]) == (100, "to_180")
    assert row["late"] == told["parts"][0]["amount"] == mad(500)
    assert (await listed(in_force, who=mine))["items"] == [row]
    assert (await listed(in_force, who=in_force.of(in_force.commune)))["items"] == []
    assert (await listed(in_force, payer=payer, age="to_30,over_180"))["items"] == []
    assert (await listed(in_force, payer=payer, region="01"))["items"] == [row]
    assert (await listed(in_force, payer=payer, region="02"))["items"] == []
    before = str(days_ago(in_force, 3))
    assert (await listed(in_force, payer=payer, on=before))["items"] == []


async def test_what_is_late_adds_up(in_force: Convention) -> None:
    await planned(in_force, 20)
    await called(in_force)
    mine = in_force.of(in_force.region)
    totals = await listed(in_force, "/totals", who=mine)
    assert (totals["tranches"], totals["late"]) == (1, mad(600))
    [of_age] = [each for each in totals["by_age"] if each["tranches"]]
    assert (of_age["age"], of_age["late"]) == ("to_30", mad(600))
    [of_payer] = totals["by_payer"]
    assert of_payer["organisation_id"] == str(in_force.region)
    assert [each["region"] for each in totals["by_region"]] == ["01"]


async def test_what_is_late_as_a_file(in_force: Convention) -> None:
    await planned(in_force, 20)
    await called(in_force)
    mine = in_force.of(in_force.region)
    sent = await listed(in_force, "/export.csv", who=mine, language="en")
    head, row = csv.reader(io.StringIO(sent.content.decode("utf-8-sig")))
    told = dict(zip(head, row, strict=True))
    assert (told["Days late"], told["Tranche"], told["Late (MAD)"]) == ("20", "R1", "600.00")
    book = await listed(in_force, "/export.xlsx", who=mine)
    assert book.content[:2] == b"PK"


async def test_a_suspension_stops_the_days_in_both(in_force: Convention) -> None:
    await planned(in_force, 20)
    await called(in_force)
    lead = in_force.of(in_force.region)
    await in_force.do(lead, "/suspension", {"reason": "litige"})
    [row], [line] = await late(in_force), (await listed(in_force, who=lead))["items"]
    assert row["days"] == line["days"] == 19
    later = str(days_ago(in_force, -300))
    [row], [line] = (
        await late(in_force, on=later),
        (await listed(in_force, who=lead, on=later))["items"],
    )
    assert row["days"] == line["days"] == 19


async def test_money_beyond_an_order_is_no_lateness_of_its_payer(in_force: Convention) -> None:
    await paid(in_force, "R1", "region-26", 600, until="orders")
    seen = {"amount": mad(600), "act": f"B {in_force.id}"}
    await in_force.do(ACCOUNTANT, "/tranches/R1/external-payments", seen)
    lead = in_force.of(in_force.region)
    assert (await listed(in_force, who=lead))["items"] == []
    assert (await in_force.read(OFFICE))["state"] == State.IN_FORCE


async def test_drift_and_what_builders_hold_on_any_day(in_force: Convention) -> None:
    await paid(in_force, "R1", "region-26", 600)
    url, mine = f"/v1/conventions/{in_force.id}", in_force.of(in_force.region)

    async def get(path: str, **params: str) -> Any:
        answer = await in_force.running.http.get(f"{url}/{path}", params=params, headers=mine)
        assert answer.status_code == 200, answer.text
        return answer.json()

    held = await get("held")
    assert (held["held"], held["paid"]) == (mad(600), mad(600))
    assert held["holders"] == [str(in_force.operator)]
    before = in_force.running.conventions.clock() - timedelta(days=400)
    answer = await in_force.running.http.get(
        f"{url}/held", params={"known_at": before.isoformat()}, headers=mine
    )
    assert answer.json()["code"] == "not-written-yet"
    [drift] = (await get("drift"))["items"]
    assert (drift["physical"], drift["financial"], drift["drifts"]) == (0, 60, True)
    assert not (await get("drift", over="60"))["items"][0]["drifts"]
    today = str(in_force.running.conventions.today())
    now = in_force.running.conventions.clock().isoformat()
    assert (await get("held", on=today, known_at=now))["held"] == mad(600)

"""A framework and what is financed under it, over HTTP."""

from typing import Any
from uuid import UUID, uuid4

import pytest_asyncio
from conventions.domain.envelopes.envelope import Envelope, stream_of
from conventions.domain.envelopes.figures import figures_of
from conventions.read_models.framework_envelope import FRAMEWORK_ENVELOPE

from ..conftest import Running
from .callers import OFFICE, STRANGER
from .clients import Convention, Json, bearer, mad
from .test_merged_parties import merged


@pytest_asyncio.fixture(loop_scope="session")
async def cadre(running: Running) -> Convention:
    """In force, with 600 of the region and 400 of the commune, all in 2026."""
    framework = await Convention(running).drafted(instrument="framework")
    return await (await framework.agreed()).in_force()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def left_alone(running: Running) -> Convention:
    """The same, for tests that reserve nothing of it."""
    framework = await Convention(running).drafted(instrument="framework")
    return await (await framework.agreed()).in_force()


def promising(cadre: Convention, region: int, commune: int) -> dict[str, Any]:
    """A text under the framework that promises as much in 2026."""
    total = region + commune
    body = cadre.twin().draft()
    years = [{"year": 2026, "cost": mad(total)}]
    promises = zip(body["contributions"], (region, commune), strict=True)
    return {
        "framework_id": cadre.id,
        "total": mad(total),
        "actions": [body["actions"][0] | {"cost": mad(total), "years": years}],
        "contributions": [each | {"amount": mad(dirhams)} for each, dirhams in promises if dirhams],
    }


async def negotiated(cadre: Convention, region: int, commune: int) -> Convention:
    """Under the framework: its text is still to be agreed."""
    child = cadre.twin()
    child.reference = f"FIN-{uuid4()}"
    await child.drafted(**promising(cadre, region, commune))
    lead = child.of(child.region)
    await child.do(lead, "/submission")
    await child.do(lead, "/rounds", {"deadline": "2100-01-01"})
    for org in child.mandates:
        await child.do(child.of(org), "/positions", {"stance": "accept"})
    await child.do(lead, "/rounds/closing", {"outcome": "consensus"})
    return child


async def approved(child: Convention) -> None:
    await child.do(child.of(child.region), "/approvals", {"approvals": child.needed()})
    for each in child.needed():
        by = child.approver(UUID(each["organisation_id"]))
        await child.do(by, "/approvals/grants", each | {"instrument": "Visa n° 1/2026"})


async def envelope(cadre: Convention, seen: Convention, who: dict[str, str] | None = None) -> Json:
    """As read once what that convention was last told is in it."""
    answer = await cadre.running.http.get(
        f"/v1/conventions/{cadre.id}/envelope",
        headers={**(who or OFFICE), "Mithaq-Min-Position": str(seen.position)},
    )
    assert answer.status_code == 200, answer.text
    read: Json = answer.json()
    return read


def figures(read: Json, organisation: UUID) -> dict[str, str]:
    (line,) = [each for each in read["lines"] if each["organisation_id"] == str(organisation)]
    names = ("offered", "reserved", "signed", "paid", "free")
    return {name: line[name]["amount"] for name in names}


async def test_two_conventions_share_an_envelope_until_it_is_used_up(cadre: Convention) -> None:
    first, second = await negotiated(cadre, 400, 100), await negotiated(cadre, 300, 100)
    lead = first.of(first.region)
    await first.do(lead, "/text")
    refused = await second.refused(lead, "/text")
    assert (refused["status"], refused["code"]) == (409, "envelope-exceeded")
    assert (refused["values"]["free"], refused["values"]["year"]) == ("200.00", 2026)
    assert "2026" in refused["detail"]
    await first.do(lead, "/reopening", {"reason": "Le conseil a voté un autre montant."})
    await second.do(lead, "/text")
    assert figures(await envelope(cadre, second), cadre.region) == {
        "offered": "600.00",
        "reserved": "300.00",
        "signed": "0.00",
        "paid": "0.00",
        "free": "300.00",
    }


async def test_the_framework_shows_what_is_reserved_signed_paid_and_free(cadre: Convention) -> None:
    child = await negotiated(cadre, 400, 100)
    lead = child.of(child.region)
    before = await envelope(cadre, cadre)
    assert before["totals"]["reserved"] == mad(0)
    await child.do(lead, "/text")
    await approved(child)
    await child.in_force()
    read = await envelope(cadre, child, cadre.of(cadre.commune))
    assert figures(read, cadre.region)["signed"] == "400.00"
    assert figures(read, cadre.commune) == {
        "offered": "400.00",
        "reserved": "100.00",
        "signed": "100.00",
        "paid": "0.00",
        "free": "300.00",
    }
    assert read["totals"] == {
        "offered": mad(1000),
        "reserved": mad(500),
        "signed": mad(500),
        "paid": mad(0),
    }
    assert await as_the_stream(cadre) == [
        (each["organisation_id"], each["year"], *_amounts(each)) for each in read["lines"]
    ]


def _amounts(line: Json) -> tuple[str, str, str]:
    offered, reserved, free = (line[name]["amount"] for name in ("offered", "reserved", "free"))
    return offered, reserved, free


async def as_the_stream(cadre: Convention) -> list[tuple[Any, ...]]:
    """The same figures, counted from the envelope's own events."""
    streams = cadre.running.conventions.beside.envelopes
    loaded = await streams.load(stream_of(UUID(cadre.id)))
    assert isinstance(loaded.state, Envelope)
    return [
        (str(x.organisation_id), x.year, str(x.offered), str(x.reserved), str(x.free))
        for x in figures_of(loaded.state)
    ]


async def test_a_trial_tells_what_would_be_left(left_alone: Convention) -> None:
    cadre = left_alone
    child = await negotiated(cadre, 400, 100)
    answer = await cadre.running.http.post(
        f"/v1/conventions/{child.id}/text?dry_run=true",
        json={},
        headers={**child.of(child.region), "If-Match": f'"{child.version}"'},
    )
    changed = {each["figure"]: each for each in answer.json()["changes"]}
    free = changed[f"envelope.{cadre.region}.2026.free"]
    assert (free["before"]["amount"], free["after"]["amount"]) == ("600.00", "200.00")
    assert (await envelope(cadre, child))["totals"]["reserved"] == mad(0)


async def test_what_it_may_be_drafted_under(left_alone: Convention) -> None:
    cadre = left_alone
    child = await negotiated(cadre, 1, 1)
    foreign = Convention(cadre.running)
    await foreign.known_to_partners()
    for drafter, changes, code in (
        (cadre.twin(), {"framework_id": str(uuid4())}, "framework-unknown"),
        (foreign, {"framework_id": cadre.id}, "framework-unknown"),
        (cadre.twin(), {"framework_id": child.id}, "not-a-framework"),
        (
            cadre.twin(),
            {"framework_id": cadre.id, "instrument": "framework"},
            "framework-under-framework",
        ),
    ):
        drafter.reference = f"FIN-{uuid4()}"
        answer = await cadre.running.http.post(
            "/v1/conventions",
            json=drafter.draft(**changes),
            headers=drafter.of(drafter.region),
        )
        assert answer.status_code >= 400
        assert answer.json()["code"] == code


async def test_nothing_is_reserved_of_a_framework_before_its_force(running: Running) -> None:
    framework = await Convention(running).drafted(instrument="framework")
    child = await negotiated(framework, 1, 1)
    refused = await child.refused(child.of(child.region), "/text")
    assert refused["code"] == "framework-not-in-force"
    unopened = await envelope(framework, framework)
    assert (unopened["opened_on"], unopened["lines"]) == (None, [])


async def test_a_suspended_framework_reserves_nothing_more(cadre: Convention) -> None:
    child, lead = await negotiated(cadre, 1, 1), cadre.of(cadre.region)
    await cadre.do(lead, "/suspension", {"reason": "audit"})
    assert (await child.refused(lead, "/text"))["code"] == "framework-not-in-force"
    assert (await envelope(cadre, cadre))["suspended"] is True
    await cadre.do(lead, "/resumption", {"reason": "audit clos"})
    await child.do(lead, "/text")


async def test_a_framework_is_not_amended_below_what_is_reserved(cadre: Convention) -> None:
    child, lead = await negotiated(cadre, 500, 100), cadre.of(cadre.region)
    await child.do(lead, "/text")
    lower = {
        "reason": "Crédits réduits",
        "amounts": [{"contribution": "region-26", "amount": mad(499)}],
        "costs": [{"action": "works", "year": 2026, "cost": mad(899)}],
    }
    await cadre.do(lead, "/amendments", lower)
    for org in (cadre.region, cadre.commune):
        await cadre.do(cadre.of(org), "/amendments/1/positions", {"stance": "accept"})
    refused = await cadre.refused(lead, "/amendments/1/text")
    assert refused["code"] == "envelope-below-reserved"
    assert (refused["values"]["reserved"], refused["values"]["offered"]) == ("500.00", "499.00")


async def test_what_a_framework_plans_to_pay_itself_is_not_reserved_twice(
    cadre: Convention,
) -> None:
    child, lead = await negotiated(cadre, 500, 100), cadre.of(cadre.region)
    await child.do(lead, "/text")
    plan = {"contribution": "region-26", "due_on": "2026-12-31"}
    payer = cadre.aide(cadre.region)
    refused = await cadre.refused(payer, "/tranches/T1", plan | {"amount": mad(101)}, "PUT")
    assert refused["code"] == "envelope-exceeded"
    await cadre.do(payer, "/tranches/T1", plan | {"amount": mad(100)}, "PUT")
    assert figures(await envelope(cadre, cadre), cadre.region)["reserved"] == "600.00"


async def test_the_list_shows_each_what_it_may_see(cadre: Convention) -> None:
    first, second = await negotiated(cadre, 10, 10), await negotiated(cadre, 20, 10)
    lead = second.of(second.region)
    await first.do(lead, "/text")
    url = f"/v1/conventions/{cadre.id}/financing-conventions"
    seen = {"Mithaq-Min-Position": str(first.position)}
    read = (await cadre.running.http.get(url, headers={**OFFICE, **seen})).json()
    assert [each["id"] for each in read["items"]] == sorted([first.id, second.id], reverse=True)
    reserved = {each["id"]: each["reserved"] for each in read["items"]}
    assert reserved == {first.id: mad(20), second.id: mad(0)}
    paged = (await cadre.running.http.get(f"{url}?limit=1", headers=OFFICE)).json()
    after = (
        await cadre.running.http.get(f"{url}?limit=1&after={paged['next']}", headers=OFFICE)
    ).json()
    assert [each["id"] for each in (*paged["items"], *after["items"])] == [
        each["id"] for each in read["items"]
    ]
    # Asked for a visa of the framework, the Interior sees it, and none of what is under it yet.
    interior = cadre.approver(cadre.interior)
    assert (await cadre.running.http.get(url, headers=interior)).json()["items"] == []
    assert (await cadre.running.http.get(url, headers=STRANGER)).status_code == 404


async def test_only_a_framework_has_an_envelope(left_alone: Convention) -> None:
    cadre = left_alone
    child = await negotiated(cadre, 1, 1)
    for path in ("envelope", "financing-conventions"):
        answer = await cadre.running.http.get(f"/v1/conventions/{child.id}/{path}", headers=OFFICE)
        assert (answer.status_code, answer.json()["code"]) == (409, "not-a-framework")
        hidden = await cadre.running.http.get(
            f"/v1/conventions/{cadre.id}/{path}", headers=bearer("x", "partner", org=uuid4())
        )
        assert hidden.status_code == 404
    assert FRAMEWORK_ENVELOPE.name in cadre.running.conventions.readers


async def test_an_organisation_registered_twice_reserves_once_under_whichever_name(
    cadre: Convention,
) -> None:
    before = await negotiated(cadre, 100, 300)
    await before.do(before.of(before.region), "/text")
    anew = cadre.twin()
    anew.id, anew.commune = cadre.id, await merged(cadre.running, cadre.commune)
    anew.mandates = {org: uuid4() for org in (anew.region, anew.commune, anew.operator)}
    beyond, within = await negotiated(anew, 100, 101), await negotiated(anew, 100, 100)
    lead = beyond.of(beyond.region)
    refused = await beyond.refused(lead, "/text")
    assert (refused["code"], refused["values"]["free"]) == ("envelope-exceeded", "100.00")
    assert refused["values"]["party"].startswith("Survivant")
    await within.do(lead, "/text")
    read = await envelope(cadre, within)
    taken = {each: figures(read, each)["reserved"] for each in (cadre.commune, anew.commune)}
    assert taken == {cadre.commune: "300.00", anew.commune: "100.00"}
    assert figures(read, cadre.commune)["free"] == figures(read, anew.commune)["free"] == "0.00"

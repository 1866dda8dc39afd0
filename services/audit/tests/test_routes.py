"""The ledger and the histories as auditors read them."""

import pytest
from audit.read_models.commitments.tables import party
from sqlalchemy import select

from .api import AUDITOR, amounts, code_of, read
from .conftest import Running
from .world import COMMUNE, MIDELT, MINISTRY, PERSON


async def test_a_partner_s_commitments_across_conventions(told: Running) -> None:
    shown = await read(told, f"/v1/partners/{MINISTRY}/commitments")
    assert shown["organisation"]["name_fr"] == "Ministère"
    assert amounts(shown["totals"]) == {
        "pledged": "50.00",
        "promised": "600.00",
        "amended": "100.00",
        "paid": "300.00",
        "balance": "400.00",
    }
    given = await read(told, f"/v1/partners/{MINISTRY}/contributions")
    references = {each["convention"]["reference"] for each in given["items"]}
    assert references == {"MIDELT-2020", "TANGER-2019"}
    paid = [line for line in shown["lines"]["items"] if line["kind"] == "paid"]
    assert [(line["type"], line["act"], line["amount"]["amount"]) for line in paid] == [
        ("TranchePaid", "VIR-1", "300.00")
    ]


async def test_lines_add_up_to_totals_and_come_page_by_page(told: Running) -> None:
    path = f"/v1/partners/{MINISTRY}/commitments?limit=2"
    shown = await read(told, path)
    lines, after = shown["lines"]["items"], shown["lines"]["next"]
    while after:
        page = (await read(told, f"{path}&after={after}"))["lines"]
        lines, after = lines + page["items"], page["next"]
    assert len({(line["event_id"], line["nth"]) for line in lines}) == len(lines)
    sums: dict[str, float] = {}
    for line in lines:
        sums[line["kind"]] = sums.get(line["kind"], 0) + float(line["amount"]["amount"])
    for kind, total in sums.items():
        assert float(shown["totals"][kind]["amount"]) == total


@pytest.mark.parametrize(
    ("asked", "promised", "amended", "paid"),
    [
        ("as_of=2026-01-05", "0.00", "0.00", "0.00"),
        ("as_of=2026-01-11", "600.00", "0.00", "0.00"),
        ("as_of=2026-01-15", "600.00", "0.00", "0.00"),
        ("as_of=2026-01-16", "600.00", "100.00", "0.00"),
        ("as_of=2026-01-16&known_at=2026-01-20T13:00:00Z", "600.00", "0.00", "0.00"),
        ("known_at=2026-01-21T13:00:00Z", "600.00", "100.00", "0.00"),
        ("known_at=2026-01-11T13:00:00%2B01:00&as_of=2026-12-31", "600.00", "0.00", "0.00"),
        ("as_of=2026-12-31", "600.00", "100.00", "300.00"),
    ],
)
async def test_commitments_as_of_a_day_and_as_known_at_an_instant(
    told: Running, asked: str, promised: str, amended: str, paid: str
) -> None:
    totals = (await read(told, f"/v1/partners/{MINISTRY}/commitments?{asked}"))["totals"]
    shown = tuple(totals[kind]["amount"] for kind in ("promised", "amended", "paid"))
    assert shown == (promised, amended, paid)


async def test_the_matrix_of_a_convention_adds_up(told: Running) -> None:
    shown = await read(told, f"/v1/conventions/{MIDELT}/commitments")
    assert shown["convention"]["reference"] == "MIDELT-2020"
    assert amounts(shown["totals"])["promised"] == "900.00"
    by_name = {
        each["organisation"]["name_fr"]: amounts(each["amounts"]) for each in shown["partners"]
    }
    assert by_name["Commune de Midelt"] == {"promised": "300.00", "balance": "300.00"}
    assert {(cell["action"], cell["year"]) for cell in shown["matrix"]["items"]} == {("A1", 2026)}


async def test_a_stream_is_told_event_by_event(told: Running) -> None:
    path = f"/v1/streams/convention-{MIDELT}/events"
    events = (await read(told, path))["items"]
    assert [each["version"] for each in events] == list(range(1, len(events) + 1))
    signed = next(each for each in events if each["type"] == "ConventionSigned")
    assert (signed["capacity"], signed["effective_date"]) == ("office", "2026-01-11")
    assert signed["payload"]["text_sha256"] == "ab" * 32
    earlier = (await read(told, f"{path}?as_of=2026-01-04"))["items"]
    assert [each["type"] for each in earlier][:2] == ["ConventionDrafted", "PartyInvited"]
    assert "ConventionSigned" not in {each["type"] for each in earlier}
    history = await read(told, f"/v1/conventions/{MIDELT}/history")
    assert history["items"] == events


async def test_an_erasure_is_told_with_who_did_it_when_and_why(told: Running) -> None:
    events = (await read(told, f"/v1/streams/organisation-{COMMUNE}/events"))["items"]
    (erased,) = (each for each in events if each["type"] == "RepresentativeErased")
    assert (erased["actor"], erased["effective_date"]) == ("office-1", "2026-01-04")
    assert erased["payload"]["representative_id"] == str(PERSON)
    assert erased["payload"]["reason"] == "Départ"


async def test_both_versions_of_an_event_are_told_as_they_were_written(told: Running) -> None:
    events = (await read(told, f"/v1/streams/convention-{MIDELT}/events"))["items"]
    invited = [each for each in events if each["type"] == "PartyInvited"]
    assert [each["schema_version"] for each in invited] == [1, 2]
    first, second = (each["payload"] for each in invited)
    assert (first["role"], second["party"]["roles"]) == ("funder", ["funder", "lead"])
    assert "party" not in first


async def test_the_ledger_reads_both_versions(told: Running) -> None:
    query = select(party.c.roles).where(party.c.convention_id == MIDELT)
    async with told.kernel.engine.connect() as connection:
        found = await connection.execute(query.order_by(party.c.organisation_id))
    assert found.scalars().all() == [["funder"], ["funder", "lead"]]


async def test_an_instant_without_its_offset_is_refused(told: Running) -> None:
    path = f"/v1/partners/{MINISTRY}/commitments?known_at=2026-01-21T13:00:00"
    assert await code_of(told, path, AUDITOR) == (422, "parameters-invalid")

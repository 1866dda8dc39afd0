"""The list over HTTP: filters, sorts, totals, cursors and files, each within the caller's sight."""

import csv
import io
from base64 import urlsafe_b64encode
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from httpx import Response

from ..conftest import Running
from ..listing.sheets import read
from .callers import OFFICE, STRANGER
from .clients import Convention, bearer, mad

LIST, TOTALS = "/v1/conventions", "/v1/conventions/totals"
FILES = ("/v1/conventions/export.csv", "/v1/conventions/export.xlsx")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def in_force(running: Running) -> Convention:
    """One for all tests here: they read."""
    return await (await (await Convention(running).drafted()).agreed()).in_force()


def forged(cursor: str) -> str:
    return urlsafe_b64encode(cursor.replace("ID", str(uuid4())).encode()).decode().rstrip("=")


async def get(told: Convention, path: str, who: dict[str, str], **params: str) -> Response:
    at_least = {"Mithaq-Min-Position": str(told.position)}
    return await told.running.http.get(path, params=params, headers={**who, **at_least})


async def ids(told: Convention, who: dict[str, str], **params: str) -> list[str]:
    answer = await get(told, LIST, who, **params)
    assert answer.status_code == 200, answer.text
    return [line["id"] for line in answer.json()["items"]]


@pytest.mark.parametrize(
    ("params", "there"),
    [
        ({"state": "in_force"}, True),
        ({"state": "draft,in_force"}, True),
        ({"state": "draft,proposed"}, False),
        ({"instrument": "financing"}, True),
        ({"instrument": "framework"}, False),
        ({"programme_kind": "pdr"}, False),
        ({"framework": str(uuid4())}, False),
        ({"region": "01", "province": "01.511"}, True),
        ({"region": "02"}, False),
        ({"year": "2027"}, True),
        ({"year": "2028"}, False),
        ({"total_from": "1000", "total_to": "1000.00"}, True),
        ({"total_from": "1000.01"}, False),
        ({"role": "funder"}, True),
        ({"role": "lead,witness"}, False),
        ({"late": "to_30,over_180"}, False),
        ({"late_over": "0"}, False),
        ({"alert": "money_late,end_passed"}, False),
        ({"unmoved_days": "1"}, False),
        ({"q": "MEDINA"}, True),
        ({"q": "المدينه"}, True),
        ({"q": "médina xyz"}, False),
    ],
)
async def test_a_filter_keeps_what_it_says(
    in_force: Convention, params: dict[str, str], there: bool
) -> None:
    mine = in_force.of(in_force.commune)
    assert await ids(in_force, mine, **params) == ([in_force.id] if there else [])
    totals = (await get(in_force, TOTALS, mine, **params)).json()
    assert totals["count"] == int(there)
    assert totals["total"] == (mad(1000) if there else mad(0))


async def test_a_name_of_a_party_finds_its_conventions(in_force: Convention) -> None:
    name = f"organisme {in_force.operator.hex[:4]}"
    assert in_force.id in await ids(in_force, OFFICE, q=name.upper())
    assert await ids(in_force, STRANGER, q=name) == []


async def test_a_corrected_name_of_a_party_finds_its_conventions(running: Running) -> None:
    convention = await (await Convention(running).drafted()).agreed()
    right = f"Organisme {convention.commune.hex[:4]} réuni"
    slip = {"field": "party.name_fr", "part": str(convention.commune), "after": right}
    lead = convention.of(convention.region)
    await convention.do(lead, "/text/corrections", slip | {"reason": "Nom incomplet."})
    assert convention.id in await ids(convention, OFFICE, q=right)


async def test_totals_tell_what_is_promised_called_paid_and_late(running: Running) -> None:
    in_force = await (await (await Convention(running).drafted()).agreed()).in_force()
    region = in_force.of(in_force.region)
    plan = {"contribution": "region-26", "amount": mad(600), "due_on": "2026-02-01"}
    await in_force.do(region, "/tranches/R1", plan, "PUT")
    await in_force.do(
        in_force.of(in_force.operator), "/tranches/R1/calls", {"amount": mad(250), "act": "A1"}
    )
    totals = (await get(in_force, TOTALS, region)).json()
    amounts = ("promised", "called", "paid", "justified", "late")
    assert [totals[name]["amount"] for name in amounts] == [
        "1000.00",
        "250.00",
        "0.00",
        "0.00",
        "600.00",
    ]
    (of_state,) = totals["by_state"]
    assert (of_state["state"], of_state["count"], of_state["late"]) == ("in_force", 1, mad(600))
    assert {"alert": "money_late", "count": 1} in totals["by_alert"]
    (of_age,) = totals["by_age"]
    assert (of_age["tranches"], of_age["amount"]) == (1, mad(600))
    (line,) = (await get(in_force, LIST, region, late=of_age["late"])).json()["items"]
    assert (line["late"], line["late_since"]) == (mad(600), "2026-02-01")
    assert "money_late" in line["alerts"]


@pytest.mark.parametrize(
    "key", ["-late", "total,-created", "title_ar,state,-signed_on", "-ends_on"]
)
async def test_pages_follow_one_another_in_any_order(running: Running, key: str) -> None:
    told = await Convention(running).drafted()
    made = [told.id]
    for nth in range(2, 6):
        body = told.draft(reference=f"MED-{nth}", total=mad(1 + nth % 2))
        answer = await running.http.post(LIST, json=body, headers=told.of(told.region))
        made.append(answer.json()["id"])
        told.position = answer.json()["position"]
    mine, seen, cursor = told.of(told.commune), list[str](), dict[str, str]()
    while True:
        page = (await get(told, LIST, mine, sort=key, limit="2", **cursor)).json()
        seen += [line["id"] for line in page["items"]]
        if page["next"] is None:
            break
        cursor = {"after": page["next"]}
    assert sorted(seen) == sorted(made)
    assert seen == await ids(told, mine, sort=key, limit="200")
    other = await get(told, LIST, mine, sort="reference", **cursor)
    assert other.json()["code"] == "cursor-malformed"


async def test_pages_follow_one_another_whatever_the_titles(running: Running) -> None:
    """Titles of what weighs most in a cursor: letters of four bytes, as long as orders look."""
    told, made = Convention(running), list[str]()
    for nth in range(2):
        titles = {"title_fr": "\U00020000" * 299, "title_ar": "ع" * 299}
        await told.drafted(reference=f"LONG-{nth}", **titles)
        made.append(told.id)
    mine, asked = told.of(told.region), {"sort": "title,title_ar,reference", "limit": "1"}
    first = (await get(told, LIST, mine, **asked)).json()
    second = await get(told, LIST, mine, **asked, after=first["next"])
    assert second.status_code == 200, second.text
    shown = [line["id"] for page in (first, second.json()) for line in page["items"]]
    assert sorted(shown) == sorted(made)


@pytest.mark.parametrize("path", [LIST, TOTALS, *FILES])
async def test_no_filter_tells_of_what_others_have(in_force: Convention, path: str) -> None:
    """A partner with a valid token, who knows ids, names and references of others."""
    hostile = bearer("spy", "partner", org=uuid4())
    asks: list[dict[str, str]] = [
        {},
        {"organisation": str(in_force.region)},
        {"organisation": str(in_force.region), "role": "lead"},
        {"q": in_force.reference},
        {"q": f"organisme {in_force.region.hex[:4]}"},
        {"region": "01"},
        {"state": "in_force"},
        {"alert": "money_late"},
        {"framework": in_force.id},
    ]
    for params in asks:
        answer = await get(in_force, path, hostile, **params)
        assert answer.status_code == 200, answer.text
        assert nothing_in(answer), (params, answer.text)


def nothing_in(answer: Response) -> bool:
    kind = answer.headers["content-type"]
    if "json" in kind:
        body = answer.json()
        return body.get("items") == [] or (body.get("count"), body.get("by_state")) == (0, [])
    return len(read(answer.content).rows if "sheet" in kind else answer.text.splitlines()) == 1


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"states": "draft"}, "parameters-invalid"),
        ({"state": "draught"}, "parameters-invalid"),
        ({"state": ""}, "parameters-invalid"),
        ({"state": "draft,"}, "parameters-invalid"),
        ({"region": "01.511"}, "territory-unknown"),
        ({"commune": "99"}, "territory-unknown"),
        ({"total_from": "-1"}, "parameters-invalid"),
        ({"total_from": "1e3"}, "parameters-invalid"),
        ({"total_to": "99999999999999"}, "money-malformed"),
        ({"late_over": "36501"}, "parameters-invalid"),
        ({"year": "99999999999999999999"}, "parameters-invalid"),
        ({"q": "a" * 101}, "parameters-invalid"),
    ],
)
@pytest.mark.parametrize("path", [LIST, TOTALS, FILES[0]])
async def test_what_no_filter_is_is_refused(
    in_force: Convention, path: str, params: dict[str, str], code: str
) -> None:
    answer = await get(in_force, path, OFFICE, **params)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize(
    "params",
    [
        {"sort": "paid;drop"},
        {"sort": "total,paid,late,title"},
        {"sort": "-"},
        {"after": "x"},
        {"after": forged('["-created",0,["no id"]]')},
        {"after": forged('["-created",-1,null]')},
        {"after": forged('["-created",0,[[[]]]]')},
        {"sort": "last_year", "after": forged('["last_year,-created",0,[4294967296,"ID"]]')},
        {"sort": "total", "after": forged('["total,-created",0,[9223372036854775808,"ID"]]')},
        {"sort": "ends_on", "after": forged('["ends_on,-created",0,["9999-12-31","ID"]]')},
        {"sort": "promised", "after": forged('["promised,-created",0,["1e3","ID"]]')},
    ],
)
async def test_what_no_order_or_cursor_is_is_refused(
    in_force: Convention, params: dict[str, str]
) -> None:
    answer = await get(in_force, LIST, OFFICE, **params)
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("first_year", "2147483647"),
        ("total", "9223372036854775807"),
        ("promised", '"' + "9" * 60 + '"'),
        ("changed_at", '"2998-12-31T23:59:59Z"'),
        ("title_ar", '"' + "􏿿" * 200 + '"'),
    ],
)
async def test_a_cursor_beyond_all_there_is_finds_nothing_more(
    in_force: Convention, sort: str, key: str
) -> None:
    cursor = forged(f'["{sort},-created",9223372036854775807,[{key},"ID"]]')
    answer = await get(in_force, LIST, in_force.of(in_force.region), sort=sort, after=cursor)
    assert (answer.status_code, answer.json()["items"]) == (200, []), answer.text


async def test_a_role_without_an_organisation_is_the_callers_own(in_force: Convention) -> None:
    assert in_force.id in await ids(in_force, in_force.of(in_force.region), role="lead")
    answer = await get(in_force, LIST, bearer("auditor", "auditor"), role="lead")
    assert answer.json()["code"] == "caller-without-organisation"


async def test_a_file_has_the_rows_of_the_pages(in_force: Convention) -> None:
    mine = {**in_force.of(in_force.commune), "Accept-Language": "ar"}
    shown = await ids(in_force, mine, sort="-total")
    as_csv = await get(in_force, FILES[0], mine, sort="-total")
    assert as_csv.headers["content-disposition"].startswith('attachment; filename="conventions-')
    assert as_csv.headers["content-language"] == "ar"
    rows: list[Any] = list(csv.reader(io.StringIO(as_csv.text), delimiter=";"))
    assert [row[-1] for row in rows[1:]] == shown
    book = read((await get(in_force, FILES[1], mine, sort="-total", language="fr")).content)
    assert [row[-1][1] for row in book.rows[1:]] == shown
    assert (book.rows[0][0][1], book.right_to_left) == ("Référence", False)
    refused = await get(in_force, FILES[0], OFFICE, language="de")
    assert refused.status_code == 422

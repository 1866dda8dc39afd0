"""The treasury's statement over HTTP: handed in, compared, assigned to what it pays."""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

from httpx import Response
from mithaq.morocco import RABAT

from .callers import ACCOUNTANT, AUDITOR, OFFICE, REGISTRAR, STRANGER
from .clients import Convention, Json, bearer, mad
from .test_tranches import paid

URL = "/v1/treasury-statements"
HEAD = "Numéro;Date;Référence;Montant"
TODAY = datetime.now(RABAT).date()


def row(number: object, reference: object, amount: object) -> str:
    return f"{number};{TODAY};{reference};{amount}"


async def hand_in(
    told: Convention,
    *rows: str,
    by: Json = OFFICE,
    body: bytes | None = None,
    kind: str = "text/csv",
    **more: Any,
) -> Response:
    header = {
        "organisation_id": str(told.region),
        "office": "Trésorerie régionale",
        "first_day": str(TODAY.replace(day=1)),
        "last_day": str(TODAY),
    }
    content = "\n".join((HEAD, *rows)).encode() if body is None else body
    return await told.running.http.post(
        URL,
        content=content,
        params=header | more,
        headers={**by, "Content-Type": kind, "Idempotency-Key": str(uuid4())},
    )


async def lines(told: Convention, answer: Json, by: Json = OFFICE, query: str = "") -> list[Json]:
    headers = {**by, "Mithaq-Min-Position": str(answer["position"])}
    read = await told.running.http.get(f"{URL}/{answer['id']}{query}", headers=headers)
    assert read.status_code == 200, read.text
    items: list[Json] = read.json()["items"]
    return items


async def say(
    told: Convention, statement: str, line: Json, what: str, body: Json, by: Json = OFFICE
) -> Response:
    url = f"{URL}/{statement}/lines/{line['line']}/{what}"
    headers = {**by, "Idempotency-Key": str(uuid4())}
    return await told.running.http.post(url, json=body, headers=headers)


async def test_lines_are_compared_with_what_is_recorded_now(in_force: Convention) -> None:
    name = in_force.id[:8]
    await paid(in_force, "R1", "region-26", 600, until="orders")
    rows = [row(n, f"VIR {n} {name}", amount) for n, amount in enumerate((100, 250, 400, 9))]
    tried = await hand_in(in_force, *rows, dry_run="true")
    assert tried.status_code == 200, tried.text
    answer = await hand_in(in_force, *rows)
    assert answer.status_code in {200, 201}, answer.text
    again = await hand_in(in_force, *rows)
    assert (again.json()["id"], again.json()["version"]) == (answer.json()["id"], 1)
    assert {each["match"] for each in await lines(in_force, answer.json())} == {"unmatched"}
    for number, amount in ((0, 100), (1, 200)):
        body = {"amount": mad(amount), "act": f"vir-{number}-{name}"}
        await in_force.do(ACCOUNTANT, "/tranches/R1/payments", body)
    beyond = {"amount": mad(400), "act": f"VIR 2 {name}"}
    await in_force.do(ACCOUNTANT, "/tranches/R1/external-payments", beyond)
    since = {**answer.json(), "position": in_force.position}
    found = await lines(in_force, since)
    told = [each["match"] for each in found]
    assert told == ["matched", "differing", "beyond_ordered", "unmatched"]
    assert found[2]["beyond"] == mad(100)
    (left,) = await lines(in_force, since, query="?match=unmatched&answer=open")
    aside = await say(
        in_force, since["id"], left, "setting-aside", {"reason": "Un autre programme."}
    )
    assert aside.status_code == 200, aside.text
    (shown,) = await lines(in_force, aside.json(), query="?answer=set_aside")
    assert shown["reason"] == "Un autre programme."
    back = await say(in_force, since["id"], left, "reopening", {"reason": "À revoir."}, REGISTRAR)
    assert back.status_code == 200, back.text


async def test_a_line_is_the_payment_of_a_tranche(in_force: Convention) -> None:
    name = in_force.id[:8]
    await paid(in_force, "R1", "region-26", 600, until="orders")
    answer = (await hand_in(in_force, row(1, f"VIR 7 {name}", 600))).json()
    (line,) = await lines(in_force, answer)
    where = {"convention_id": in_force.id, "tranche": "R1"}
    orderer = bearer(f"head-{in_force.region}", "office", org=in_force.region)
    refused = await say(in_force, answer["id"], line, "assignment", where, orderer)
    assert refused.json()["code"] == "duties-not-separated"
    given = await say(in_force, answer["id"], line, "assignment", where)
    assert given.status_code == 200, given.text
    (tranche,) = (await in_force.read(AUDITOR))["tranches"]
    assert tranche["paid"] == mad(600)
    twice = await say(in_force, answer["id"], line, "assignment", where, REGISTRAR)
    assert twice.json()["code"] in {"line-answered", "reference-used"}
    (shown,) = await lines(in_force, given.json() | {"id": answer["id"]})
    assert (shown["answer"], shown["match"]) == ("assigned", "matched")
    await say(in_force, answer["id"], line, "reopening", {"reason": "Erreur."}, REGISTRAR)
    again = await say(in_force, answer["id"], line, "assignment", where, REGISTRAR)
    assert again.json()["code"] == "reference-used"


async def test_what_is_refused_of_a_line(in_force: Convention) -> None:
    name = in_force.id[:8]
    await paid(in_force, "C1", "commune-26", 400, until="orders")
    answer = (await hand_in(in_force, row(1, f"VIR 8 {name}", 100))).json()
    (line,) = await lines(in_force, answer)
    other_payer = {"convention_id": in_force.id, "tranche": "C1"}
    refused = await say(in_force, answer["id"], line, "assignment", other_payer)
    assert refused.json()["code"] == "payer-of-another"
    unknown = await say(
        in_force, answer["id"], {"line": "0" * 16}, "setting-aside", {"reason": "x"}
    )
    assert unknown.json()["code"] == "statement-line-unknown"
    own = await say(in_force, answer["id"], line, "reopening", {"reason": "x"})
    assert own.json()["code"] == "line-not-answered"
    await say(in_force, answer["id"], line, "setting-aside", {"reason": "x"})
    again = await say(in_force, answer["id"], line, "setting-aside", {"reason": "x"}, REGISTRAR)
    assert again.json()["code"] == "line-answered"
    own = await say(in_force, answer["id"], line, "reopening", {"reason": "x"})
    assert own.json()["code"] == "own-line-answer"
    nobody = bearer("x", "partner", org=in_force.region)
    barred = await say(in_force, answer["id"], line, "setting-aside", {"reason": "x"}, nobody)
    assert barred.json()["code"] == "capacity-refused"


async def test_who_sees_and_keeps_an_account(in_force: Convention) -> None:
    rows = (row(1, f"VIR 9 {in_force.id[:8]}", 100),)
    own = bearer("own", "accountant", org=in_force.region)
    other = bearer("other", "accountant", org=in_force.commune)
    assert (await hand_in(in_force, *rows, by=other)).json()["code"] == "account-of-another"
    assert (await hand_in(in_force, *rows, by=STRANGER)).json()["code"] == "capacity-refused"
    answer = (await hand_in(in_force, *rows, by=own)).json()
    head = bearer("head", "partner", org=in_force.region)
    assert await lines(in_force, answer, by=head)
    url = f"{URL}/{answer['id']}"
    hidden = await in_force.running.http.get(url, headers=STRANGER)
    assert hidden.json()["code"] == "not-found"
    listed = await in_force.running.http.get(URL, headers=head)
    assert answer["id"] in [each["statement"] for each in listed.json()["items"]]


async def test_faults_are_told_by_row_and_cell(in_force: Convention) -> None:
    body = b'{"number": "1", "day": "2026-13-01", "reference": "V", "amount": "1.00"}\n'
    refused = await hand_in(in_force, body=body, kind="application/jsonl")
    found = refused.json()["errors"]
    assert [(each["code"], each["at"]["row"]) for each in found] == [("cell-unreadable", 1)]
    for rows, code in (
        (("1;;V;1",), "statement-cell-missing"),
        (("1;2001-01-01;V;1",), "line-outside-period"),
    ):
        refused = await hand_in(in_force, *rows)
        assert refused.json()["code"] == code
    lacking = await hand_in(in_force, body=b"Date\n2026-01-01", kind="text/csv")
    assert lacking.json()["code"] == "statement-heading-missing"
    late = await hand_in(in_force, row(1, "V", 1), last_day="2999-01-01")
    assert late.json()["code"] == "period-malformed"
    strange = await hand_in(in_force, body=json.dumps({}).encode(), kind="application/json")
    assert strange.json()["code"] in {"sheet-unreadable", "media-type-unsupported"}

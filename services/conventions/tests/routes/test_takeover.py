"""A paper file over HTTP: typed, returned, checked, completed; then an ordinary convention."""

from typing import Any
from uuid import uuid4

from httpx import Response

from ..conftest import Running
from .callers import OFFICE, STRANGER
from .clients import Convention, Json, bearer, mad

_MINISTRY = uuid4()
TYPIST = bearer("typist", "office", "archivist", org=_MINISTRY)
CHECKER = bearer("file-checker", "office", "archivist", org=_MINISTRY)
THIRD = bearer("file-third", "office", "archivist", org=_MINISTRY)
_PAPER: Json = {"reference": "Convention n° 12/2019", "sha256": "ab" * 32}


def day(text: str, precision: str = "day") -> Json:
    return {"day": text, "precision": precision}


def record(made: Convention, reference: str, **changes: Any) -> Json:
    """As the draft of the tests, signed in 2019 and paid in part."""
    draft = made.draft()
    parties = [
        {**each, "signed": day("2026-01-10"), "signatory_function": "Président"}
        for each in draft["parties"]
    ]
    kept = ("instrument", "title_fr", "title_ar", "territory", "total", "first_year", "last_year")
    return {
        **{name: draft[name] for name in kept},
        "reference": reference,
        "duration_months": 24,
        "drafted_by": str(made.region),
        "source": _PAPER,
        "parties": parties,
        "actions": draft["actions"],
        "contributions": draft["contributions"],
        "in_force": day("2026-01-15"),
        "payments": [payment()],
    } | changes


def payment(**changes: Any) -> Json:
    return {
        "payment": "P1",
        "contribution": "region-26",
        "paid": day("2026-02-01", "month"),
        "amount": mad(500),
        "justified": mad(400),
        "reference": f"VIR {uuid4().hex[:8]}7",
        "source": _PAPER,
    } | changes


class Paper:
    """One file of three organisations, and what the last answer said."""

    def __init__(self, made: Convention) -> None:
        self.made, self.http = made, made.running.http
        self.reference = f"ARCH {uuid4().hex[:12]}"

    def record(self, **changes: Any) -> Json:
        return record(self.made, self.reference, **changes)

    async def post(
        self, path: str, body: Json, who: dict[str, str], method: str = "POST"
    ) -> Response:
        url = f"/v1/archived-conventions{path}"
        return await self.http.request(method, url, json=body, headers=who)

    async def entered(self, **changes: Any) -> "Paper":
        answer = await self.post("", self.record(**changes), TYPIST)
        assert answer.status_code == 201, answer.text
        self.made.id = answer.json()["id"]
        return self

    async def checked(self, **changes: Any) -> Convention:
        await self.entered(**changes)
        answer = await self.post(f"/{self.made.id}/check", {"revision": 1}, CHECKER)
        assert answer.status_code == 200, answer.text
        self.made.version, self.made.position = 1, answer.json()["position"]
        return self.made


async def paper(running: Running) -> Paper:
    made = Convention(running)
    await made.known_to_partners()
    return Paper(made)


async def code(answer: Response) -> str:
    assert answer.status_code >= 400, answer.text
    told: str = answer.json()["code"]
    return told


async def test_a_file_is_typed_by_one_person_and_checked_by_another(running: Running) -> None:
    file = await (await paper(running)).entered()
    own = await file.post(f"/{file.made.id}/check", {"revision": 1}, TYPIST)
    assert await code(own) == "enterer-may-not-check"
    unknown = await running.http.get(f"/v1/conventions/{file.made.id}", headers=OFFICE)
    assert unknown.status_code == 404
    checked = await file.post(f"/{file.made.id}/check", {"revision": 1}, CHECKER)
    assert checked.status_code == 200, checked.text
    again = await file.post(f"/{file.made.id}/check", {"revision": 1}, CHECKER)
    assert await code(again) == "take-over-not-waiting"
    read = await file.made.read(OFFICE)
    assert (read["state"], read["version"]) == ("in_force", 1)
    headers = {**OFFICE, "Mithaq-Min-Position": str(checked.json()["position"])}
    url = f"/v1/conventions?q={file.reference}"
    listed = (await running.http.get(url, headers=headers)).json()["items"]
    assert [(each["id"], each["paid"]["amount"]) for each in listed] == [(file.made.id, "500.00")]


async def test_a_file_is_returned_with_reasons_and_typed_anew(running: Running) -> None:
    file = await (await paper(running)).entered()
    of = f"/{file.made.id}"
    early = await file.post(of, file.record(total=mad(1100)), TYPIST, "PUT")
    assert await code(early) == "take-over-not-waiting"
    back = {"revision": 1, "reasons": ["Le total est de 1 100 DH."]}
    assert (await file.post(f"{of}/return", back, CHECKER)).status_code == 200
    waiting = await file.post(f"{of}/check", {"revision": 1}, CHECKER)
    assert await code(waiting) == "take-over-not-waiting"
    anew = await file.post(of, file.record(total=mad(1100)), TYPIST, "PUT")
    assert anew.status_code == 200, anew.text
    stale = await file.post(f"{of}/check", {"revision": 1}, CHECKER)
    assert await code(stale) == "take-over-stale"
    read = (await running.http.get(f"/v1/archived-conventions{of}", headers=OFFICE)).json()
    assert (read["state"], read["revision"], read["gaps"][0]["kind"]) == ("waiting", 2, "total")
    headers = {**OFFICE, "Mithaq-Min-Position": str(anew.json()["position"])}
    url = "/v1/archived-conventions?state=waiting&limit=200"
    listed = (await running.http.get(url, headers=headers)).json()["items"]
    assert file.made.id in [each["convention_id"] for each in listed]


async def test_one_paper_is_one_convention(running: Running) -> None:
    file = await (await paper(running)).entered()
    twice = await file.post("", file.record(), TYPIST)
    assert await code(twice) == "reference-taken"


async def test_archivists_alone_take_over_and_the_office_alone_reads(running: Running) -> None:
    file = await paper(running)
    for who in (OFFICE, STRANGER):
        assert await code(await file.post("", file.record(), who)) == "archivist-only"
    for url in ("/v1/archived-conventions", f"/v1/archived-conventions/{uuid4()}"):
        refused = await running.http.get(url, headers=STRANGER)
        assert await code(refused) == "archivist-only"
    nothing = await file.post(f"/{uuid4()}/check", {"revision": 1}, CHECKER)
    assert nothing.status_code == 404


async def test_a_dry_run_tells_what_a_check_would_do_and_writes_nothing(running: Running) -> None:
    file = await (await paper(running)).entered()
    url = f"/{file.made.id}/check?dry_run=true"
    told = (await file.post(url, {"revision": 1}, CHECKER)).json()
    assert [each["type"] for each in told["events"]][:2] == [
        "TakeOverChecked",
        "ConventionTakenOver",
    ]
    own = await file.post(url, {"revision": 1}, TYPIST)
    assert await code(own) == "enterer-may-not-check"
    assert (
        await running.http.get(f"/v1/conventions/{file.made.id}", headers=OFFICE)
    ).status_code == 404


async def test_a_bank_reference_of_the_file_pays_nothing_else(running: Running) -> None:
    file = await paper(running)
    paid = payment()
    await file.checked(payments=[paid])
    other = await paper(running)
    other.made.region, other.made.known = file.made.region, True
    other.made.commune, other.made.operator = file.made.commune, file.made.operator
    await other.entered(payments=[paid])
    twice = await other.post(f"/{other.made.id}/check", {"revision": 1}, CHECKER)
    assert await code(twice) == "reference-used"


async def test_a_gap_holds_the_next_payment_until_two_persons_filled_it(running: Running) -> None:
    file = await paper(running)
    made = await file.checked(payments=[payment(contribution=None)])
    gaps = await made.read(OFFICE, "/gaps")
    assert [(each["kind"], each["holds_payment"]) for each in gaps["items"]] == [("payment", True)]
    assert [each["payment"] for each in gaps["unplaced"]] == ["P1"]
    openings = (await made.read(made.of(made.region), "/commands"))["items"]
    told = {each["command"]: each for each in openings}
    assert told["ProposeArchivedFact"]["open"] is False
    place = {"kind": "payment", "part": "P1", "to": "region-26", "source": _PAPER}
    await made.do(TYPIST, "/archived-facts", place)
    own = await made.refused(TYPIST, "/archived-facts/1/confirmation")
    assert own["code"] == "enterer-may-not-check"
    assert (await made.read(OFFICE, "/gaps"))["proposed"][0]["fact_number"] == 1
    await made.do(CHECKER, "/archived-facts/1/confirmation")
    assert (await made.read(OFFICE, "/gaps"))["items"] == []
    gone = await made.refused(CHECKER, "/archived-facts/1/confirmation")
    assert gone["code"] == "archived-fact-unknown"
    await made.do(THIRD, "/archived-facts", {"kind": "end", "day": day("2030-01-01"),
                                            "source": _PAPER, "reason": "Prorogée"})  # fmt: skip
    await made.do(CHECKER, "/archived-facts/2/return", {"reason": "Non"})
    assert (await made.read(OFFICE))["ends_on"] == "2028-01-15"


async def test_the_text_of_a_file_is_read_on_each_of_its_days(running: Running) -> None:
    file = await paper(running)
    amendment = {
        "number": 1,
        "effective": day("2026-02-10"),
        "total": mad(1200),
        "reason": "Plus",
        "source": _PAPER,
    }
    made = await file.checked(amendments=[amendment])
    before = await made.read(OFFICE, "/text?on=2026-02-01")
    after = await made.read(OFFICE, "/text?on=2026-02-11")
    totals = [each["text"]["total_centimes"] for each in (before, after)]
    assert totals == [100_000, 120_000]
    assert [each["amendment"] for each in after["amendments"]] == [1]


async def test_a_convention_drafted_here_has_no_gaps_of_a_file(in_force: Convention) -> None:
    assert (await in_force.read(OFFICE, "/version"))["version"] == in_force.version
    url = f"/v1/conventions/{in_force.id}/gaps"
    answer = await in_force.running.http.get(url, headers=OFFICE)
    assert await code(answer) == "not-taken-over"


async def test_a_file_that_does_not_agree_with_itself_is_refused_by_name(running: Running) -> None:
    file = await paper(running)
    undated = [{**each, "signed": None} for each in file.record()["parties"]]
    second = {"number": 2, "effective": day("2026-02-10"), "total": mad(1200)}
    unsound: dict[str, Json] = {
        "archived-undated": {"parties": undated, "in_force": None},
        "archived-amendment-missing": {
            "amendments": [second | {"reason": "Plus", "source": _PAPER}]
        },
        "archived-dates-disordered": {"in_force": day("2026-01-05")},
        "archived-part-unknown": {"actions": []},
        "archived-total-exceeded": {"total": mad(999)},
        "archived-money-beyond": {"payments": [payment(amount=mad(601))]},
    }
    for name, changes in unsound.items():
        assert await code(await file.post("", file.record(**changes), TYPIST)) == name
    assert (await file.post("", file.record(), TYPIST)).status_code == 201

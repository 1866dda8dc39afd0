"""Refusals that no decision of one convention takes: of sheets, frameworks, references, duties."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from ..conftest import Running
from ..plan_sheet.test_reading import FRENCH, ROAD, Row, as_csv, as_xlsx
from .callers import ACCOUNTANT
from .clients import Convention, Json, mad
from .test_plan_sheets import XLSX, hand_in
from .test_tranches import paid


def unseen(book: Any, sheet: Any) -> None:
    """What a reader of values would not see."""
    sheet.write_formula(1, 5, "=1000+0.5", None, 1000.5)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.merge_range("A4:B4", "road")


PLANS: list[tuple[str, bytes, str]] = [
    ("cell-formula cells-merged row-hidden", as_xlsx(ROAD, ROAD, shape=unseen), XLSX),
    ("cell-missing", as_csv(("bare",)), "text/csv"),
    ("row-repeated", as_csv(ROAD, ROAD), "text/csv"),
    ("heading-missing heading-unknown", as_csv(ROAD, head=["Prix", *FRENCH[4:6]]), "text/csv"),
    ("sheet-empty", as_csv(), "text/csv"),
    ("sheet-too-large", b"a;b\n" * 9_000, "text/csv"),
]


@pytest.mark.parametrize(("codes", "body", "kind"), PLANS, ids=[codes for codes, _, _ in PLANS])
async def test_a_sheet_with_faults_changes_nothing(
    convention: Convention, codes: str, body: bytes, kind: str
) -> None:
    refused = await hand_in(convention, body, kind)
    assert refused.is_client_error
    problem = refused.json()
    told = {problem["code"], *(each["code"] for each in problem.get("errors", ()))}
    assert told >= set(codes.split())
    road: Row = ("road", "Voirie", None, "01.511.01.0", 2026, "600,00")
    assert (await hand_in(convention, as_csv(road))).status_code == 200


async def test_nothing_is_drafted_under_a_framework_that_has_ended(running: Running) -> None:
    framework = await Convention(running).drafted(instrument="framework")
    child = framework.twin()
    child.reference = f"FIN-{uuid4()}"
    await child.drafted(framework_id=framework.id)
    lead = framework.of(framework.region)
    await framework.do(lead, "/withdrawal", {"reason": "abandon"})
    late = child.draft(framework_id=framework.id, reference=f"FIN-{uuid4()}")
    refused = await running.http.post("/v1/conventions", json=late, headers=lead)
    assert (refused.status_code, refused.json()["code"]) == (409, "framework-ended")


def two_actions(convention: Convention) -> Json:
    """The region pays for the works, the commune for the road alone."""
    draft = convention.draft()
    [works] = draft["actions"]
    region, commune = draft["contributions"]
    costs = (("works", 600), ("road", 400))
    actions = [
        works | {"action": name, "cost": mad(cost), "years": [{"year": 2026, "cost": mad(cost)}]}
        for name, cost in costs
    ]
    return {"actions": actions, "contributions": [region, commune | {"action": "road"}]}


async def test_who_pays_for_another_action_does_not_accept_this_one(running: Running) -> None:
    made = Convention(running)
    drafted = await made.drafted(**two_actions(made))
    told = await (await drafted.agreed()).in_force()
    seen = {"percent": 45, "observed_on": str(datetime.now(UTC).date())}
    await told.do(told.aide(told.operator), "/actions/works/progress", seen)
    path = "/actions/works/progress/acceptances"
    refused = await told.refused(told.of(told.commune), path, seen)
    assert (refused["status"], refused["code"]) == (403, "not-a-funder-of-the-action")
    await told.do(told.of(told.region), path, seen)


async def test_a_bank_reference_is_read_by_everybody_alike(in_force: Convention) -> None:
    await paid(in_force, "R1", "region-26", 600, until="orders")
    mixed = {"amount": mad(100), "act": "VIR \u0410BC 7"}  # the first letter is Cyrillic
    refused = await in_force.refused(ACCOUNTANT, "/tranches/R1/payments", mixed)
    assert (refused["status"], refused["code"]) == (409, "reference-unreadable")
    plain = {"amount": mad(100), "act": f"VIR ABC {in_force.id}"}
    await in_force.do(ACCOUNTANT, "/tranches/R1/payments", plain)

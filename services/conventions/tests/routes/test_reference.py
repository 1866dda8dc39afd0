"""The table, the templates and the description, as an integrating system reads them."""

from conventions.domain.core.policy import Capacity
from conventions.domain.table import TRANSITIONS
from conventions.routes.views.parts import PARTS
from conventions.words import OFFICE_COMMANDS

from ..conftest import Running
from ..lifecycle import MAY
from .callers import OFFICE, STRANGER
from .clients import Convention, Json


async def test_the_table_and_the_templates_are_read(running: Running) -> None:
    rows = (await running.http.get("/v1/transitions", headers=OFFICE)).json()["items"]
    assert {row["command"]: set(row["sources"]) for row in rows} == MAY
    template = (await running.http.get("/v1/templates/financing", headers=OFFICE)).json()["items"]
    assert [a["article"] for a in template if a["mandatory"]] == [
        "object",
        "commitments",
        "financing",
        "duration",
    ]


async def test_open_commands_and_refusals_agree(convention: Convention) -> None:
    lead = convention.of(convention.region)
    rows = (await convention.read(lead, "/commands"))["items"]
    closed = {row["command"]: row["closed_by"] for row in rows if not row["open"]}
    assert closed["AgreeText"] == "command-closed"
    assert (await convention.refused(lead, "/text"))["code"] == "command-closed"
    assert closed["TakeAmendmentPosition"] == "command-closed"


async def test_every_command_of_the_table_is_described_at_one_address(running: Running) -> None:
    operations = await _described(running)
    writing = [_command(each) for way, each in operations.items() if not way.startswith("get ")]
    by_hand = [row for row in TRANSITIONS if row.capacities != (Capacity.SYSTEM,)]
    published = {each.__name__ for each in OFFICE_COMMANDS} | {
        *(f"{does}StarterSet" for does in ("TakeOver", "Confirm")),
        "EnterArchivedConventionAnew",  # the same command, once it was returned
    }
    assert sorted(writing) == sorted({*(row.name for row in by_hand), *published})
    assert all(each["description"] and each["tags"] for each in operations.values())


async def test_what_is_read_is_described(running: Running) -> None:
    operations = await _described(running)
    assert {way.removeprefix("get ") for way in operations if way.startswith("get ")} == {
        "/v1/alerts",
        "/v1/conventions",
        "/v1/conventions/{convention_id}",
        "/v1/conventions/{convention_id}/closure",
        "/v1/conventions/{convention_id}/alerts",
        "/v1/conventions/{convention_id}/amendments/{amendment}/approvals/needed",
        "/v1/conventions/{convention_id}/amendments/{amendment}/effect",
        "/v1/conventions/{convention_id}/approvals/needed",
        "/v1/conventions/{convention_id}/commands",
        "/v1/conventions/{convention_id}/events",
        "/v1/conventions/{convention_id}/late",
        "/v1/conventions/{convention_id}/drift",
        "/v1/conventions/{convention_id}/held",
        "/v1/late-contributions",
        "/v1/late-contributions/totals",
        "/v1/late-contributions/export.csv",
        "/v1/late-contributions/export.xlsx",
        "/v1/conventions/{convention_id}/obligations",
        "/v1/obligations",
        "/v1/conventions/{convention_id}/text",
        "/v1/conventions/{convention_id}/text/file",
        "/v1/conventions/{convention_id}/events/{version}/file",
        "/v1/conventions/{convention_id}/amendments/{amendment}/provisions",
        "/v1/conventions/{convention_id}/articles/{article}/proposals",
        "/v1/conventions/{convention_id}/rounds/{round}/minutes",
        "/v1/conventions/{convention_id}/comparison",
        "/v1/conventions/{convention_id}/envelope",
        "/v1/conventions/{convention_id}/financing-conventions",
        "/v1/conventions/{convention_id}/organisations",
        "/v1/conventions/{convention_id}/plan",
        "/v1/conventions/{convention_id}/plan/sheet",
        "/v1/conventions/{convention_id}/version",
        "/v1/conventions/{convention_id}/gaps",
        "/v1/archived-conventions",
        "/v1/archived-conventions/{convention_id}",
        *(f"/v1/conventions/{{convention_id}}/{part}" for part in PARTS),
        "/v1/conventions/{convention_id}/tranches/{tranche}/release",
        "/v1/log/head",  # the kernel's
        "/v1/tranches",
        "/v1/treasury-statements",
        "/v1/treasury-statements/{statement}",
        "/v1/conventions/totals",
        "/v1/conventions/export.csv",
        "/v1/conventions/export.xlsx",
        "/v1/transitions",
        "/v1/amendment-kinds",
        "/v1/duties",
        "/v1/templates/{instrument}",
        "/v1/holidays/{year}",
        "/v1/conventions/{convention_id}/frame",
        "/v1/templates",
        "/v1/templates/{name}/versions",
        "/v1/templates/{name}/versions/{version}",
        "/v1/programme-kinds",
        "/v1/programme-kinds/{code}/versions",
        "/v1/programme-kinds/{code}/versions/{version}",
    }


async def _described(running: Running) -> dict[str, Json]:
    """Each operation of this service's own API, by method and path."""
    described = (await running.http.get("/openapi.json")).json()
    return {
        f"{method} {path}": operation
        for path, methods in described["paths"].items()
        if path.startswith("/v1/")
        for method, operation in methods.items()
    }


def _command(operation: Json) -> str:
    name: str = operation["summary"].replace(" ", "")
    named = {"OpenRound": "OpenNegotiationRound", "CloseRound": "CloseNegotiationRound"}
    return named.get(name, name)


async def test_duties_are_told_with_their_names(running: Running) -> None:
    answer = await running.http.get("/v1/duties", headers=STRANGER)
    told = {each["duty"]: each for each in answer.json()["items"]}
    assert told["prepare"]["excludes"] == ["approve", "visa", "pay"]
    assert told["approve"]["excludes"] == ["prepare", "sign"]
    assert told["pay"]["label_fr"] == "payer"
    assert all(each["label_ar"] and each["label_en"] for each in told.values())
    assert (await running.http.get("/v1/duties")).status_code == 401

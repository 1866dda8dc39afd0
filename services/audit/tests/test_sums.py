"""Sums never fail a read, cash is never mixed with land, and pages are bounded."""

from typing import Any

import pytest
from mithaq.money import MAX_CENTIMES
from sqlalchemy import event

from .api import AUDITOR, amounts, read
from .conftest import Running
from .world import COMMUNE, MIDELT, MINISTRY, TANGER, Logs, contribution, drafted, pledged

LARGEST = 5_000_000_000_000_000  # 50000000000000.00, as a body may say


async def test_what_no_amount_could_hold_is_added_up_all_the_same(running: Running) -> None:
    logs = Logs()
    for convention in (MIDELT, TANGER):
        drafted(logs, convention, "R", MINISTRY)
        pledged(logs, convention, "c1", MINISTRY, LARGEST)
    pledged(logs, TANGER, "c2", MINISTRY, MAX_CENTIMES)
    await running.receive(logs)
    for path in (
        f"/v1/partners/{MINISTRY}/commitments",
        f"/v1/partners/{MINISTRY}/commitments?as_of=2030-01-01",
    ):
        totals = (await read(running, path))["totals"]
        assert totals["pledged"]["amount"] == "190071992547409.91"
    for path in ("/v1/partners", "/v1/partners?as_of=2030-01-01"):
        (row,) = (await read(running, path))["items"]
        assert row["totals"]["pledged"]["amount"] == "190071992547409.91"
    matrix = await read(running, f"/v1/conventions/{TANGER}/commitments")
    assert matrix["totals"]["pledged"]["amount"] == "140071992547409.91"


async def test_land_and_works_in_kind_are_no_balance_of_cash(running: Running) -> None:
    logs, key = Logs(), {"convention_id": str(MIDELT)}
    drafted(logs, MIDELT, "R", MINISTRY)
    promised = [
        contribution("m1", MINISTRY, 60_000),
        contribution("m2", MINISTRY, 20_000, "land"),
        contribution("m3", MINISTRY, 7_000, "in_kind"),
    ]
    stream = f"convention-{MIDELT}"
    for each in promised:
        logs.add(stream, 2, "ContributionPledged", **key, contribution=each)
    logs.add(
        stream,
        10,
        "ConventionSigned",
        **key,
        signed_on="2026-01-11",
        text_sha256="ab" * 32,
        contributions=promised,
    )
    land = {**contribution("m2", MINISTRY, 15_000, "land"), "act": "PV-1"}
    for name in ("ContributionDelivered", "DeliveryAccepted"):
        logs.add(stream, 11, name, **key, **land)
    works = {**contribution("m3", MINISTRY, 5_000, "in_kind"), "act": "PV-2"}
    for name in ("ContributionDelivered", "DeliveryRejected"):
        logs.add(stream, 12, name, **key, **works)
    await running.receive(logs)
    shown = await read(running, f"/v1/partners/{MINISTRY}/commitments")
    assert amounts(shown["totals"]) == {"promised": "600.00", "balance": "600.00"}
    assert [
        (each["nature"], *(each[kind]["amount"] for kind in ("promised", "delivered", "accepted")))
        for each in shown["totals"]["not_cash"]
    ] == [("in_kind", "70.00", "0.00", "0.00"), ("land", "200.00", "150.00", "150.00")]
    (row,) = (await read(running, "/v1/partners"))["items"]
    assert row["totals"] == shown["totals"]
    matrix = (await read(running, f"/v1/conventions/{MIDELT}/commitments"))["matrix"]["items"]
    assert [(cell["nature"], amounts(cell["amounts"])) for cell in matrix] == [
        ("cash", {"promised": "600.00", "balance": "600.00"}),
        ("in_kind", {}),
        ("land", {}),
    ]


async def test_where_a_figure_comes_from_is_shown(told: Running) -> None:
    lines = (await read(told, f"/v1/partners/{COMMUNE}/commitments"))["lines"]["items"]
    assert {each["basis"] for each in lines} == {"art. 5"}


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/v1/partners", None),
        (f"/v1/partners/{MINISTRY}/contributions", None),
        (f"/v1/partners/{MINISTRY}/commitments", "lines"),
        (f"/v1/conventions/{MIDELT}/commitments", "matrix"),
        (f"/v1/conventions/{MIDELT}/history", None),
        (f"/v1/streams/convention-{MIDELT}/events", None),
    ],
)
async def test_a_limit_of_one_sends_one_and_pages_show_everything_once(
    told: Running, path: str, page: str | None
) -> None:
    whole = await read(told, f"{path}?limit=200")
    items = (whole[page] if page else whole)["items"]
    assert len(items) > 1
    seen: list[Any] = []
    after: str | None = ""
    while after is not None:
        answer = await read(told, f"{path}?limit=1{after and f'&after={after}'}")
        part = answer[page] if page else answer
        assert len(part["items"]) == 1
        seen, after = seen + part["items"], part["next"]
    assert seen == items


@pytest.mark.parametrize("moment", ["", "&as_of=2026-02-01"])
async def test_the_list_of_partners_is_one_query_a_page(told: Running, moment: str) -> None:
    """And one that asks whether a stream is parked: then the sums are not whole."""
    asked: list[str] = []

    def note(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    engine = told.kernel.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    await read(told, f"/v1/partners?limit=200{moment}", AUDITOR)
    event.remove(engine, "before_cursor_execute", note)
    sums = [statement for statement in asked if "parked_stream" not in statement]
    assert (len(sums), len(asked)) == (1, 2)

"""What was known at an instant is a beginning of the log, whatever the clock did meanwhile."""

import pytest
from audit.read_models.commitments import COMMITMENTS
from audit.read_models.event_copy import EVENT_COPY
from audit.sources import CONVENTIONS

from .api import read
from .conftest import Running
from .world import MIDELT, MINISTRY, Logs, contribution, drafted


def set_back() -> Logs:
    """Recorded on day 10, then the clock went back to day 3 for two events, then on to day 11."""
    logs, stream = Logs(), f"convention-{MIDELT}"
    drafted(logs, MIDELT, "MIDELT-2020", MINISTRY)
    for name, day in (("m1", 2), ("m2", 10), ("m3", 3), ("m4", 3), ("m5", 11)):
        pledge = contribution(name, MINISTRY, 1_000)
        logs.add(stream, day, "ContributionPledged", convention_id=str(MIDELT), contribution=pledge)
    return logs


@pytest.mark.parametrize(
    ("known_at", "versions"),
    [
        ("2026-01-03T12:00:00Z", 3),
        ("2026-01-04T13:00:00Z", 3),  # day 3's lines come after day 10's: not yet known
        ("2026-01-11T12:00:00Z", 6),
        ("1999-01-12T12:00:00Z", 0),
        ("2026-01-12T12:00:00Z", 7),
        ("2026-01-12T12:00:00%2B01:00", 6),
    ],
)
async def test_no_version_is_known_without_those_before_it(
    running: Running, known_at: str, versions: int
) -> None:
    await running.receive(set_back())
    path = f"/v1/streams/convention-{MIDELT}/events?known_at={known_at}"
    events = (await read(running, path))["items"]
    assert [each["version"] for each in events] == list(range(1, versions + 1))
    pledged = max(0, versions - 2)
    shown = await read(running, f"/v1/partners/{MINISTRY}/commitments?known_at={known_at}")
    assert shown["totals"]["pledged"]["amount"] == f"{10 * pledged}.00"
    listed = await read(running, f"/v1/partners?known_at={known_at}")
    assert [each["totals"] for each in listed["items"]] == [shown["totals"]]


async def test_a_ledger_ahead_of_the_copy_knows_no_more(running: Running) -> None:
    logs = set_back()
    await running.project(EVENT_COPY, CONVENTIONS, logs.lines[CONVENTIONS][:4])
    await running.project(COMMITMENTS, CONVENTIONS, logs.lines[CONVENTIONS])
    path = f"/v1/partners/{MINISTRY}/commitments?known_at=2026-01-11T12:00:00Z"
    assert (await read(running, path))["totals"]["pledged"]["amount"] == "40.00"


async def test_a_pledge_replaced_on_an_earlier_day_is_never_less_than_nothing(
    running: Running,
) -> None:
    logs, stream = Logs(), f"convention-{MIDELT}"
    drafted(logs, MIDELT, "MIDELT-2020", MINISTRY)
    first, second = contribution("m1", MINISTRY, 3_000), contribution("m1", MINISTRY, 1_000)
    for day, pledge, replaced in ((9, first, None), (4, second, first)):
        data = {"contribution": pledge, "replaced": replaced}
        logs.add(stream, day, "ContributionPledged", convention_id=str(MIDELT), **data)
    await running.receive(logs)
    for as_of, pledged in (("2026-01-06", "0.00"), ("2026-01-10", "10.00")):
        path = f"/v1/partners/{MINISTRY}/commitments?as_of={as_of}"
        assert (await read(running, path))["totals"]["pledged"]["amount"] == pledged
    shown = (await read(running, f"/v1/partners/{MINISTRY}/commitments"))["lines"]["items"]
    assert [(each["effective_date"], each["counts_from"]) for each in shown] == [
        ("2026-01-10", "2026-01-10"),
        ("2026-01-05", "2026-01-10"),
    ]

"""Time alone, of obligations: due soon, missed, due again; and what sets and ends its deadlines."""

from datetime import date, datetime, timedelta
from typing import Any

from conventions.deadlines import DEADLINES
from conventions.domain.core.obligation import Occurrence
from conventions.domain.ending.events import ConventionCompleted
from conventions.domain.obligations import events as e
from conventions.timed.timing import PATIENCE
from mithaq.deadlines import CancelDeadline, Change, SetDeadline
from mithaq.morocco import day_begins
from mithaq.testing.recorded import recorded

from .conftest import Running
from .obligations.story import LAND
from .people import ID, OPERATOR
from .routes.clients import Convention
from .routes.test_obligations import DOCUMENT, obliged
from .routes.test_obligations import LAND as ON_LAND
from .test_time_passes import convention, events, later

DUE = date(2026, 10, 1)
TODAY = day_begins(date(2026, 3, 2))
PART = "land/1"
OF: dict[str, Any] = {
    "convention_id": ID,
    "obligation": "land",
    "occurrence": 1,
    "organisation_id": OPERATOR,
    "kind": "land_delivery",
    "subject_fr": "Terrain",
}


def derived(event: Any, at: datetime = TODAY) -> list[Change]:
    told = recorded("conventions", event, "convention-1", effective_date=DUE, at=at)
    return list(DEADLINES.derive(told))


def due(day: date) -> list[Change]:
    return [
        SetDeadline(
            kind="obligation-ending", part=PART, due_at=day_begins(day - timedelta(days=15))
        ),
        SetDeadline(kind="obligation-due", part=PART, due_at=day_begins(day + timedelta(days=1))),
    ]


def test_what_sets_and_ends_its_deadlines() -> None:
    dated = Occurrence(number=1, first=DUE, last=DUE, due_on=DUE)
    undated = Occurrence(number=2)
    scheduled = e.ScheduledObligation(obligation=LAND, occurrences=(dated, undated))
    told = e.ObligationsScheduled(convention_id=ID, obligations=(scheduled,))
    assert derived(told) == due(DUE)
    again = DUE + timedelta(days=9)
    returned = e.EvidenceReturned(**OF, due_on=DUE, reason="r", due_again_on=again)
    assert derived(returned) == due(again)
    withdrawn = e.EvidenceWithdrawn(**OF, due_on=DUE, reason="r")
    assert derived(withdrawn) == due(DUE)
    ends = [
        CancelDeadline(kind=kind, part=PART) for kind in ("obligation-ending", "obligation-due")
    ]
    assert derived(e.EvidenceCertified(**OF, due_on=DUE)) == ends
    assert derived(e.ObligationWaived(**OF, due_on=DUE, reason="r")) == ends
    completed = derived(ConventionCompleted(convention_id=ID, report="r"))
    for kind in ("obligation-ending", "obligation-due"):
        assert CancelDeadline(kind=kind) in completed


def test_what_was_over_when_it_was_told_is_missed_after_some_patience() -> None:
    dated = Occurrence(number=1, first=DUE, last=DUE, due_on=DUE)
    scheduled = e.ScheduledObligation(obligation=LAND, occurrences=(dated,))
    told = e.ObligationsScheduled(convention_id=ID, obligations=(scheduled,))
    late = DUE + timedelta(days=200)
    (missed,) = derived(told, day_begins(late))
    at = day_begins(late + PATIENCE)
    assert missed == SetDeadline(kind="obligation-due", part=PART, due_at=at)


async def owing(running: Running) -> tuple[Convention, date]:
    """Land is due three months after today, which is in force."""
    made = await obliged(await convention(running))
    [land, _] = (await made.read(made.of(made.region), "/obligations"))["items"]
    return made, date.fromisoformat(land["occurrences"][0]["due_on"])


async def test_what_nobody_shows_in_time_is_missed_once(running: Running) -> None:
    made, day = await owing(running)
    await later(running, day - timedelta(days=15))
    [soon] = await events(running, made, "ObligationDueSoon")
    assert soon["data"]["due_on"] == str(day)
    await later(running, day)
    assert await events(running, made, "ObligationMissed") == []
    for _ in range(2):
        await later(running, day + timedelta(days=1))
    [missed] = await events(running, made, "ObligationMissed")
    assert (missed["actor"], missed["effective_date"]) == (
        "mithaq:deadlines",
        str(day + timedelta(days=1)),
    )


async def test_what_waits_for_a_certificate_is_not_missed(running: Running) -> None:
    made, day = await owing(running)
    owner = made.of(made.commune)
    await made.do(owner, f"{ON_LAND}/evidence", {"documents": [DOCUMENT]})
    await later(running, day + timedelta(days=1))
    assert await events(running, made, "ObligationMissed") == []
    assert await events(running, made, "ObligationDueSoon") == []


async def test_what_is_returned_is_missed_by_its_new_day(running: Running) -> None:
    made, day = await owing(running)
    owner, operator = made.of(made.commune), made.of(made.operator)
    await made.do(owner, f"{ON_LAND}/evidence", {"documents": [DOCUMENT]})
    back = {"reason": "Bornage", "within_days": 90}
    await made.do(operator, f"{ON_LAND}/evidence/return", back)
    again = max(day, running.conventions.today() + timedelta(days=90))
    await later(running, again + timedelta(days=1))
    [missed] = await events(running, made, "ObligationMissed")
    assert missed["data"]["due_on"] == str(again)

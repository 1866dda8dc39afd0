"""The end of the duration: what it closes, what stays open, and what opens it again."""

from datetime import date, timedelta

from conventions.domain.core.amendment import Operations
from conventions.domain.core.duration import DurationIsOver
from conventions.domain.core.vocabulary import State
from conventions.domain.ending.commands import SuspendConvention
from conventions.domain.openings import openings
from conventions.domain.timing import commands as c
from conventions.domain.timing import events as e
from conventions.domain.timing.lateness import late_parts
from conventions.domain.tranches import commands as tranches
from mithaq.commands import Caller

from ..amendments.story import effect
from ..amendments.story import signed as signed_by_all
from ..people import BOOKKEEPER, ID, OPERATOR, Say, by_itself, controller, operator, region
from ..story import Story, in_force, state_of
from ..tranches.story import paid, scheduled, step
from .story import last_day

END = last_day(in_force())
NEXT = END + timedelta(days=1)
OVER = e.DurationOver(convention_id=ID, ends_on=END)
CALL, COMMIT, VISA, ORDER, PAY = paid(150)


def over(on: date = NEXT) -> c.NoteDurationOver:
    return by_itself.on_day(on)(c.NoteDurationOver)


def ending(on: date) -> c.NoteDurationEnding:
    return by_itself.on_day(on)(c.NoteDurationEnding)


def closed(story: Story, caller: Caller) -> dict[str, str | None]:
    told = openings(state_of(story), caller, frozenset())
    return {each.command: each.closed_by for each in told}


def test_its_end_is_told_ninety_days_before_and_once() -> None:
    near = END - timedelta(days=90)
    story = in_force()
    story.then(ending(near - timedelta(days=1)))
    told = e.DurationEnding(convention_id=ID, ends_on=END, days_left=90)
    story.then(ending(near), told)
    story.when(ending(near)).then(ending(near + timedelta(days=5)))
    story.then(ending(NEXT))


def test_its_end_is_told_the_day_after_and_once() -> None:
    story = in_force()
    story.then(over(END))
    story.then(over(), OVER)
    story.when(over()).then(over(NEXT + timedelta(days=40)))
    assert not state_of(story).duration_over
    assert state_of(story.when(over())).duration_over


def test_after_its_end_no_funds_are_called() -> None:
    call = step(tranches.CallFunds, operator.on_day(NEXT), 150)
    story = scheduled().when(over())
    refused = story.refuses(call, DurationIsOver)
    assert refused.values == {"ends_on": str(END)}
    scheduled().accepts(step(tranches.CallFunds, operator.on_day(END), 150))


def test_a_worker_that_is_late_frees_no_day() -> None:
    """The end is not told yet, and closes all the same."""
    scheduled().refuses(step(tranches.CallFunds, operator.on_day(NEXT), 150), DurationIsOver)


def test_after_its_end_nothing_is_committed() -> None:
    called = scheduled().when(CALL)
    late = step(tranches.CommitTranche, region.on_day(NEXT), 150)
    called.refuses(late, DurationIsOver)
    called.when(over()).refuses(late, DurationIsOver)
    called.accepts(step(tranches.CommitTranche, region.on_day(END), 150))


def test_dated_back_into_the_duration_it_is_refused_all_the_same() -> None:
    """It is judged on the day of recording: whoever types the other day begins nothing by it."""
    back = operator.on_day(END, recorded_on=NEXT)
    scheduled().refuses(step(tranches.CallFunds, back, 150), DurationIsOver)
    late = region.on_day(END, recorded_on=NEXT)
    scheduled().when(CALL).refuses(step(tranches.CommitTranche, late, 150), DurationIsOver)


def archivist(on: date, reason: str | None = "reprise") -> Say:
    caller = Caller(
        subject="operator-archivist",
        organisation=OPERATOR,
        roles=frozenset({"partner", "archivist"}),
    )
    return Say(caller, on, NEXT, reason=reason)


def test_an_archivist_enters_what_was_called_before_the_end() -> None:
    story = scheduled().when(over())
    story.accepts(step(tranches.CallFunds, archivist(END), 150))
    story.refuses(step(tranches.CallFunds, archivist(END, reason=None), 150), DurationIsOver)
    story.refuses(step(tranches.CallFunds, archivist(NEXT), 150), DurationIsOver)


def test_after_its_end_what_was_committed_is_paid_and_proved() -> None:
    story = scheduled().when(CALL, COMMIT, over())
    for command, say in (
        (tranches.VisaTranche, controller),
        (tranches.OrderPayment, region),
    ):
        story = story.when(step(command, say.on_day(NEXT), 150))
    story = story.when(_pay(NEXT))
    story.accepts(step(tranches.JustifyTranche, Say(BOOKKEEPER, NEXT), 150))


def _pay(on: date) -> tranches.PayTranche:
    return step(tranches.PayTranche, Say(PAY.caller, on), 150)


def test_the_table_tells_what_its_end_closes() -> None:
    story = scheduled().when(CALL, over())
    assert closed(story, operator.caller)["CallFunds"] == "duration-over"
    assert closed(story, region.caller)["CommitTranche"] == "duration-over"
    for name in ("DraftAmendment", "PlanTranche", "CancelTranche", "SuspendConvention"):
        assert closed(story, region.caller)[name] is None, name
    assert closed(scheduled().when(CALL), region.caller)["CommitTranche"] is None


def test_after_its_end_what_is_not_called_is_nobodys_lateness_and_what_is_not_proved_is() -> None:
    story = scheduled()
    [part] = late_parts(state_of(story), state_of(story).tranches["R1"], NEXT)
    assert (part.kind, part.owed_by, part.unmet) == ("blocked", (), ("duration-over",))
    proved = state_of(scheduled().when(CALL, COMMIT, VISA, ORDER, PAY))
    [part] = late_parts(proved, proved.tranches["R1"], NEXT)
    assert part.kind == "justification"


def test_an_extension_opens_it_again() -> None:
    later = END + timedelta(days=365)
    story = scheduled().when(over())
    extended = signed_by_all(story, Operations(ends_on=later)).when(effect())
    assert not state_of(extended).duration_over
    extended.accepts(step(tranches.CallFunds, operator.on_day(NEXT), 150))
    extended.then(over())
    told = e.DurationOver(convention_id=ID, ends_on=later)
    extended.then(over(later + timedelta(days=1)), told)


def test_a_suspended_convention_ends_as_well() -> None:
    story = in_force().when(region(SuspendConvention, reason="litige"))
    story.then(over(), OVER)
    assert state_of(story).state is State.SUSPENDED

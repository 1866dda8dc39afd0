"""By a convenient day within the thirty that anybody may date back, or as an archivist."""

from datetime import date, timedelta

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.vocabulary import Settlement
from conventions.domain.ending import commands as ending
from conventions.domain.ending import rules
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.negotiation.events import LatePositionTaken
from conventions.domain.tranches import commands as c
from conventions.domain.tranches.rules import ReleaseRefused
from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from ..people import DAY, MINISTRY, REGION, Say, clerk, commune, office, operator, region
from ..story import ACCEPT, DEADLINE, Story, in_a_round, in_force, mandate, ready_to_sign, signature
from ..tranches.story import paid, settle, step, tranche

SUSPENDED, TODAY = date(2026, 4, 1), date(2026, 4, 20)
BETWEEN = date(2026, 4, 8)
OLD_HAND = Caller(subject="old", organisation=REGION, roles=frozenset({"partner", "archivist"}))


def suspended() -> Story:
    """By the office, on the first of April; it is the twentieth now."""
    story = in_force().when(tranche("R1", "region-26", 400))
    return story.when(office.on_day(SUSPENDED)(ending.SuspendConvention, reason="contrôle"))


@pytest.mark.parametrize("day", [SUSPENDED, BETWEEN, TODAY - timedelta(days=1)])
def test_no_resumption_frees_the_days_that_were_frozen(day: date) -> None:
    for say in (region, office):
        back = say.on_day(day, TODAY)(ending.ResumeConvention, reason="levée")
        suspended().refuses(back, rules.ResumptionBackdated)
    resumed = suspended().when(region.on_day(TODAY)(ending.ResumeConvention, reason="levée"))
    called = step(c.CallFunds, operator.on_day(day, TODAY), 10)
    resumed.refuses(called, ReleaseRefused)


def test_an_archivist_takes_a_past_resumption_over_with_a_reason() -> None:
    mute = Say(OLD_HAND, BETWEEN, TODAY)
    suspended().refuses(mute(ending.ResumeConvention, reason="x"), rules.ResumptionBackdated)
    told = Say(OLD_HAND, BETWEEN, TODAY, reason="reprise du registre")
    suspended().accepts(told(ending.ResumeConvention, reason="levée"))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"valid_to": BETWEEN}, core.MandateExpired),
        ({"revoked_on": TODAY}, core.MandateRevoked),
        ({"revoked_on": BETWEEN}, core.MandateRevoked),
        ({"valid_from": TODAY}, core.MandateNotYetValid),
        ({"confirmed": False}, core.MandateNotConfirmed),
    ],
)
def test_no_day_and_no_archivist_makes_a_mandate_hold(
    changes: dict[str, object], rule: type[RuleBroken]
) -> None:
    """Dated on a day on which it held, recorded on one on which it does not; or the reverse."""
    story = ready_to_sign()
    roles = frozenset({"partner", "archivist", "office"})
    archivist = Caller(
        subject="commune-head", organisation=commune.caller.organisation, roles=roles
    )
    for caller in (commune.caller, archivist):
        say = Say(caller, BETWEEN, TODAY, reason="registre")
        story.refuses(signature(story, say, mandate=mandate(caller, **changes)), rule)


def test_an_answer_is_not_dated_back_before_the_deadline() -> None:
    late = commune.on_day(DEADLINE, DEADLINE + timedelta(days=1))
    (told,) = in_a_round().accepts(late(negotiation.TakePosition, position=ACCEPT)).history[-1:]
    assert isinstance(told, LatePositionTaken)


def test_what_undoes_money_is_not_dated_before_it_moved() -> None:
    later = DAY + timedelta(days=20)
    story = in_force().when(tranche("R1", "region-26", 400), *paid(100))
    story = story.when(step(c.CallFunds, operator.on_day(later), 50))
    cancel = clerk.on_day(DAY, later)(c.CancelTranche, tranche="R1", reason="x")
    story.refuses(cancel, DateBeforePrevious)
    over = story.when(step(c.ReportExternalPayment, office.on_day(later), 90))
    early = settle(Settlement.REFUND_CLAIMED, 40, say=clerk.on_day(DAY, later))
    over.refuses(early, DateBeforePrevious)


def test_the_office_as_such_dates_no_call_before_the_force() -> None:
    story = in_force().when(tranche("R1", "region-26", 400))
    other = Say(Caller(subject="x", organisation=MINISTRY, roles=frozenset({"office"})))
    eve = other.on_day(DAY - timedelta(days=1), DAY)
    story.refuses(step(c.CallFunds, eve, 1), ReleaseRefused)

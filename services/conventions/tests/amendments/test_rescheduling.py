"""Tranches rescheduled by an amendment: only what is planned, within what bound it."""

from dataclasses import replace
from datetime import date

import pytest
from conventions.domain.amendments.operations.duration import EndTooEarly
from conventions.domain.amendments.operations.schedule import TrancheMoved
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import (
    Operations,
    Reschedule,
)
from conventions.domain.tranches import commands as tranches
from conventions.domain.tranches.events import FundsCalled, TrancheRescheduled
from conventions.domain.tranches.rules import (
    ReleaseRefused,
    ReleaseWeakened,
    TranchesExceedContribution,
    TrancheUnknown,
)
from mithaq.errors import MithaqError

from ..core.lookups import ensure_lookups
from ..people import ID, REGION, operator
from ..proposal import mad
from ..story import state_of
from ..tranches.story import paid, scheduled, step, stepped
from .story import draft, effect, operations, signed

LATER = Reschedule(tranche="R2", due_on=date(2026, 12, 1), amount=mad(250))


def test_a_tranche_is_due_on_another_day() -> None:
    done = signed(scheduled(), Operations(reschedules=(LATER,))).when(effect())
    told = TrancheRescheduled(
        convention_id=ID,
        tranche="R2",
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        amendment=1,
        due_before=date(2026, 9, 1),
        due_on=date(2026, 12, 1),
        before=mad(250),
        amount=mad(250),
    )
    assert done.history[-1] == told
    assert state_of(done).tranches["R2"].planned.due_on == date(2026, 12, 1)


def test_those_rescheduled_take_their_place_in_the_order_of_payment() -> None:
    sooner = Reschedule(tranche="R2", due_on=date(2026, 5, 1), amount=mad(250))
    done = state_of(signed(scheduled(), Operations(reschedules=(sooner,))).when(effect()))
    assert done.lookups.by_contribution["region-26"] == ("R2", "R1")
    ensure_lookups(done)


def test_an_earlier_day_does_not_free_a_tranche_of_those_before_it() -> None:
    """Its place stays: 80 % of R1 are still justified first."""
    sooner = Reschedule(tranche="R2", due_on=date(2026, 5, 1), amount=mad(250))
    done = signed(scheduled(), Operations(reschedules=(sooner,))).when(effect())
    refused = done.refuses(step(tranches.CallFunds, operator, 1, "R2"), ReleaseRefused)
    assert "previous-justified" in str(refused.values["conditions"])


@pytest.mark.parametrize("dirhams", [1, 150])
def test_never_one_that_was_called_or_paid(dirhams: int) -> None:
    """Rule 6: an amendment touches no paid tranche, nor a called one."""
    wanted = Operations(reschedules=(replace(LATER, tranche="R1", amount=mad(150)),))
    scheduled().when(step(tranches.CallFunds, operator, dirhams)).refuses(
        draft(wanted), TrancheMoved
    )
    scheduled().when(*paid(dirhams)).refuses(draft(wanted), TrancheMoved)
    since = signed(scheduled(), wanted).when(step(tranches.CallFunds, operator, dirhams))
    since.refuses(effect(), TrancheMoved)


def _pair(r1: int, r2: int) -> Operations:
    return Operations(
        reschedules=(
            Reschedule(tranche="R1", due_on=date(2026, 6, 1), amount=mad(r1)),
            Reschedule(tranche="R2", due_on=date(2026, 9, 1), amount=mad(r2)),
        )
    )


def test_no_money_sheds_its_conditions_on_the_way() -> None:
    """From R2, which waits for works, to R1, which waits for nothing."""
    refused = scheduled().refuses(draft(_pair(399, 1)), ReleaseWeakened)
    assert refused.values["tranche"] == "R1"
    moved = signed(scheduled(), _pair(100, 300)).when(effect())
    state = state_of(moved)
    assert (state.tranches["R1"].amount, state.tranches["R2"].amount) == (mad(100), mad(300))
    ensure_lookups(state)
    call = step(tranches.CallFunds, operator, 100)
    moved.then(call, stepped(FundsCalled, call))


@pytest.mark.parametrize(("r1", "r2"), [(150, 251), (150, 249), (1, 1)])
def test_the_tranches_share_their_contribution_as_before(r1: int, r2: int) -> None:
    scheduled().refuses(draft(_pair(r1, r2)), TranchesExceedContribution)


def test_a_smaller_contribution_may_say_which_tranches_shrink() -> None:
    both = replace(
        _pair(100, 250), amounts=operations({"region-26": 350, "commune-26": 250}).amounts
    )
    done = state_of(signed(scheduled(), both).when(effect()))
    assert [each.amount for each in done.tranches.values()] == [mad(100), mad(250)]
    assert done.terms.contributions["region-26"].amount == mad(350)


@pytest.mark.parametrize(
    ("wanted", "rule"),
    [
        (replace(LATER, tranche="gone"), TrancheUnknown),
        (replace(LATER, amount=mad(0)), core.AmountNotPositive),
        (replace(LATER, due_on=date(2031, 1, 1)), EndTooEarly),
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(
    wanted: Reschedule, rule: type[MithaqError]
) -> None:
    scheduled().refuses(draft(Operations(reschedules=(wanted,))), rule)


def test_a_longer_duration_has_room_for_later_tranches() -> None:
    wanted = Operations(
        ends_on=date(2031, 12, 31), reschedules=(replace(LATER, due_on=date(2031, 1, 1)),)
    )
    done = state_of(signed(scheduled(), wanted).when(effect()))
    assert done.tranches["R2"].planned.due_on == date(2031, 1, 1)

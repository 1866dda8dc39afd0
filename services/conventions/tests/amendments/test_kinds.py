"""An amendment changes what its kinds announce and nothing else; the table says the rest."""

from dataclasses import fields, replace
from datetime import date

import pytest
from conventions.domain.amendments import announced
from conventions.domain.amendments import commands as c
from conventions.domain.amendments.kinds import BY_KIND, KINDS, Signing
from conventions.domain.core.amendment import Minutes, Operations, Period, Reschedule, Termination
from conventions.domain.core.rules import CapacityRefused, NameDuplicated
from conventions.domain.core.vocabulary import AmendmentKind, AmendmentState
from conventions.domain.drafting.rules import PeriodReversed

from ..people import commune, operator, region
from ..proposal import mad
from ..story import ACCEPT, Story, in_force, state_of
from ..tranches.story import scheduled
from .story import RAISED, SHIFTED, accept, draft, effect, operations, signed, step_of

KIND = AmendmentKind
LATER = Reschedule(tranche="R1", due_on=date(2026, 7, 1), amount=mad(150))


def test_every_operation_is_owned_and_every_kind_is_in_the_table() -> None:
    owned = {field for row in KINDS for field in row.owns}
    assert owned == {each.name for each in fields(Operations)} - {"kinds"}
    assert set(BY_KIND) == set(AmendmentKind)


def test_what_its_kinds_do_not_own_it_cannot_change() -> None:
    wanted = replace(RAISED, kinds=(KIND.DURATION,))
    refused = in_force().refuses(draft(wanted), announced.OperationOutsideKind)
    assert refused.values["operations"] == "amounts, costs"
    in_force().accepts(draft(replace(RAISED, kinds=(KIND.AMOUNT,))))


def test_kinds_are_named_once() -> None:
    twice = replace(RAISED, kinds=(KIND.AMOUNT, KIND.AMOUNT))
    in_force().refuses(draft(twice), NameDuplicated)


@pytest.mark.parametrize("kinds", [(KIND.AMOUNT, KIND.SPLIT), (KIND.TERMINATION, KIND.AMOUNT)])
def test_some_kinds_exclude_one_another(kinds: tuple[AmendmentKind, ...]) -> None:
    in_force().refuses(draft(replace(RAISED, kinds=kinds)), announced.KindsExclude)


def test_a_termination_changes_nothing_else_whatever_it_names() -> None:
    both = replace(RAISED, termination=Termination())
    in_force().refuses(draft(both), announced.KindsExclude)


def test_a_duration_is_extended_five_times_at_most() -> None:
    story = in_force()
    for nth in range(1, 6):
        wanted = operations(ends_on=date(2028 + nth, 12, 31))
        story = signed(story, wanted).when(effect(nth))
    more = draft(operations(ends_on=date(2035, 1, 1)))
    refused = story.refuses(more, announced.KindUsedUp)
    assert refused.values == {"kind": "duration", "at_most": 5}
    story.accepts(draft(SHIFTED))


def test_those_in_the_table_write_it_at_each_step() -> None:
    """A funder may propose another schedule; once it is agreed, the lead and the office alone."""
    wanted = Operations(
        reschedules=(Reschedule(tranche="R1", due_on=date(2026, 7, 1), amount=mad(150)),)
    )
    story = scheduled()
    story.refuses(draft(RAISED, commune), announced.KindNotYours)
    story.refuses(draft(wanted, operator), CapacityRefused)
    story.accepts(draft(wanted, commune))
    frozen = story.when(draft(wanted, commune)).when(
        region(c.TakeAmendmentPosition, amendment=1, position=ACCEPT),
        region(c.AgreeAmendmentText, amendment=1),
    )
    assert step_of(frozen) is AmendmentState.READY_TO_SIGN
    by_commune = commune(c.ReviseAmendment, amendment=1, reason="mieux", operations=wanted)
    drafted = story.when(draft(wanted, commune))
    drafted.refuses(replace(by_commune, operations=RAISED), announced.KindNotYours)
    drafted.then(by_commune)


def test_a_funder_does_not_rewrite_what_the_lead_drafted() -> None:
    """Whoever revises may write both what it was and what it becomes."""
    story = scheduled().when(draft(RAISED))
    wanted = Operations(
        reschedules=(Reschedule(tranche="R1", due_on=date(2026, 7, 1), amount=mad(150)),)
    )
    taken = commune(c.ReviseAmendment, amendment=1, reason="mieux", operations=wanted)
    story.refuses(taken, announced.KindNotYours)


def test_a_new_split_leaves_to_each_what_it_owes() -> None:
    """Money of the region goes from one year to another, and with it the cost."""
    split = replace(
        operations({"region-26": 350, "region-27": 350}, {2026: 650, 2027: 350}),
        kinds=(KIND.SPLIT,),
    )
    after = state_of(signed(in_force(), split).when(effect()))
    assert after.terms.promised_by(region.caller.organisation) == mad(700)
    shifted = replace(SHIFTED, kinds=(KIND.SPLIT,))
    refused = _to_agree(shifted).refuses(
        region(c.AgreeAmendmentText, amendment=1), announced.SplitMovesPromise
    )
    assert refused.values["before"] != refused.values["after"]


def _to_agree(wanted: Operations) -> Story:
    return in_force().when(draft(wanted), *accept(region, commune, operator))


def test_minutes_decide_on_nothing_where_the_text_does_not_let_them() -> None:
    minutes = Minutes(committee="pilotage", held_on=date(2026, 3, 1), sha256="a" * 64)
    moved = replace(
        operations({"region-26": 350, "region-27": 350}, {2026: 650, 2027: 350}),
        kinds=(KIND.SPLIT,),
    )
    refused = in_force().refuses(draft(moved, minutes=minutes), announced.MinutesDoNotAmend)
    assert refused.values["kind"] == "split"


def test_who_signs_follows_from_the_kinds() -> None:
    everybody = {row.kind for row in KINDS if row.signs is Signing.EVERYBODY}
    assert {KIND.DURATION, KIND.TERMINATION, KIND.ACCESSION, KIND.DEPARTURE} <= everybody
    assert KIND.SUCCESSION not in everybody


def test_a_period_is_not_reversed() -> None:
    wanted = Operations(period=Period(first_year=2027, last_year=2026))
    in_force().refuses(draft(wanted), PeriodReversed)

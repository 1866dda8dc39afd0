"""What an envelope follows from: how its framework stands, and how what is under it stands."""

from dataclasses import replace
from datetime import date

import pytest
from conventions.domain.amendments import commands as amendments
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.vocabulary import State
from conventions.domain.drafting.commands import WithdrawConvention
from conventions.domain.drafting.decide import draft as decide_draft
from conventions.domain.ending.commands import ResumeConvention, SuspendConvention
from conventions.domain.envelopes import rules
from conventions.domain.enveloping import ensure_framework, reservation_of, standing_of, unmoved
from conventions.domain.negotiation.commands import ReopenText
from conventions.domain.tranches.commands import CancelTranche

from ..amendments.story import LOWERED, RAISED, draft, effect, frozen, operations, signed
from ..amendments.story import agreed as agreed_amendment
from ..amendments.story import refusal as refuse_to_amend
from ..amendments.test_unsigned import LAPSE as LAPSE_OF_AMENDMENT
from ..amendments.test_unsigned import UNTIL
from ..deliveries.story import delivered
from ..ending.test_completion import COMPLETE, finished
from ..lives import LIVES
from ..people import COMMUNE, OFFICE, OUTSIDER, REGION, REGION_HEAD, commune, region
from ..signatures.test_lapsing import LAPSE, ready
from ..story import (
    Story,
    agreed,
    drafted,
    in_a_round,
    in_force,
    ready_to_sign,
    refusal,
    told,
)
from ..story import signed as all_signed
from ..tranches.story import tranche
from .conventions import CADRE, UNDER, cadre, retold, under
from .story import FRAMEWORK, By, lines

PROMISED: By = {(REGION, 2026): 400, (REGION, 2027): 300, (COMMUNE, 2026): 300}
REVISE = region(
    amendments.ReviseAmendment, amendment=1, reason="x", operations=operations({"region-26": 449})
)


def held(story: Story) -> dict[int | None, object]:
    reservation = reservation_of(under(story))
    assert reservation is not None
    assert reservation.framework_id == FRAMEWORK
    return dict(reservation.texts)


@pytest.mark.parametrize("story", [drafted, in_a_round])
def test_an_open_text_takes_nothing(story: object) -> None:
    assert held(story()) == {}  # type: ignore[operator]


@pytest.mark.parametrize("story", [agreed, ready_to_sign, all_signed, in_force])
def test_an_agreed_text_takes_all_that_it_promises(story: object) -> None:
    """In kind and land as cash: the commune's hundred of land counts."""
    assert held(story()) == {None: lines(PROMISED)}  # type: ignore[operator]


def test_whatever_ends_it_before_its_force_gives_all_back() -> None:
    story = ready_to_sign()
    for ending in (
        refusal(story, commune),
        region(ReopenText, reason="erreur"),
        region(WithdrawConvention, reason="abandon"),
    ):
        assert held(story.when(ending)) == {}
    assert held(ready().when(LAPSE)) == {}


def test_what_is_carried_out_keeps_what_it_took() -> None:
    for story in (
        finished().when(COMPLETE),
        in_force().when(region(SuspendConvention, reason="x")),
    ):
        assert held(story) == {None: lines(PROMISED)}


def test_an_agreed_amendment_takes_its_text_beside_until_it_is_in_effect() -> None:
    raised = lines({**PROMISED, (REGION, 2026): 450})
    begun = frozen(in_force(), RAISED)
    assert held(in_force().when(draft(RAISED))) == {None: lines(PROMISED)}
    assert held(begun) == {None: lines(PROMISED), 1: raised}
    assert held(begun.when(REVISE)) == {None: lines(PROMISED)}
    withdrawn = begun.when(region(amendments.WithdrawAmendment, amendment=1, reason="x"))
    assert held(withdrawn) == {None: lines(PROMISED)}
    asked = agreed_amendment(in_force(), RAISED, UNTIL)
    for ending in (refuse_to_amend(asked, region), LAPSE_OF_AMENDMENT):
        assert held(asked.when(ending)) == {None: lines(PROMISED)}
    assert held(signed(in_force(), RAISED)) == {None: lines(PROMISED), 1: raised}
    assert held(signed(in_force(), RAISED).when(effect())) == {None: raised}


def test_a_framework_offers_what_it_promises_from_its_entry_into_force() -> None:
    assert standing_of(cadre(all_signed())) is None
    standing = standing_of(cadre(in_force()))
    assert standing is not None
    assert standing.offer.lines == lines(PROMISED)
    assert (standing.offer.first_year, standing.offer.last_year) == (2026, 2027)
    assert standing.offer.ends_on == date(2028, 3, 2)
    assert (standing.suspended, standing.closed) == (False, False)
    assert standing_of(under(in_force())) is None
    assert standing_of(Absent()) is None


def test_a_framework_tells_what_an_agreed_amendment_will_offer() -> None:
    lower = lines({**PROMISED, (REGION, 2026): 350})
    agreed_amendment = standing_of(cadre(frozen(in_force(), LOWERED)))
    assert agreed_amendment is not None
    assert {n: each.lines for n, each in agreed_amendment.agreed.items()} == {1: lower}
    longer = standing_of(cadre(frozen(in_force(), operations(ends_on=date(2030, 1, 1)))))
    assert longer is not None
    assert longer.agreed[1].ends_on == date(2030, 1, 1)
    in_effect = standing_of(cadre(signed(in_force(), LOWERED).when(effect())))
    assert in_effect is not None
    assert (in_effect.offer.lines, in_effect.agreed) == (lower, {})


def test_suspension_and_completion_of_the_framework_are_told() -> None:
    suspended = in_force().when(region(SuspendConvention, reason="x"))
    resumed = suspended.when(region(ResumeConvention, reason="x"))
    ended = finished().when(COMPLETE)
    told_of = [standing_of(cadre(story)) for story in (suspended, resumed, ended)]
    states = [(each.suspended, each.closed) for each in told_of if each is not None]
    assert states == [(True, False), (False, False), (False, True)]


@pytest.mark.parametrize("life", LIVES)
def test_what_is_called_unmoved_moves_no_envelope(life: object) -> None:
    """Event by event of whole lives: nothing that an envelope follows from is overlooked."""
    for framework in (False, True):
        story = retold(life(), framework=framework)  # type: ignore[operator]
        state: Absent | Convention = Absent()
        for n in range(1, len(story.told) + 1):
            before, state = state, _upto(story, n)
            if unmoved(before, state):
                assert standing_of(before) == standing_of(state)
                known = reservation_of(before)
                assert (known.texts if known else {}) == _texts(state)


def _upto(story: Story, events: int) -> Convention:
    again = told()
    for event, origin in story.told[:events]:
        again = again.given(event, origin=origin)
    assert isinstance(again.state, Convention)
    return again.state


def _texts(state: Convention) -> object:
    wanted = reservation_of(state)
    return wanted.texts if wanted else {}


def test_what_a_draft_may_name_as_its_framework() -> None:
    ensure_framework(FRAMEWORK, cadre(drafted()), REGION_HEAD)  # it may still come into force
    ensure_framework(FRAMEWORK, cadre(in_force()), OFFICE)
    for found, caller, rule in (
        (Absent(), OFFICE, rules.FrameworkUnknown),
        (cadre(in_force()), OUTSIDER, rules.FrameworkUnknown),
        (under(in_force()), REGION_HEAD, rules.NotAFramework),
        (under(in_force()), OUTSIDER, rules.FrameworkUnknown),
        (cadre(finished().when(COMPLETE)), REGION_HEAD, rules.FrameworkEnded),
        (cadre(ready().when(LAPSE)), REGION_HEAD, rules.FrameworkEnded),
    ):
        with pytest.raises(rule):
            ensure_framework(FRAMEWORK, found, caller)


def test_a_framework_is_drafted_under_none() -> None:
    told().accepts(UNDER)
    told().accepts(CADRE)
    nested = region(
        type(CADRE),
        outline=replace(UNDER.outline, instrument=CADRE.outline.instrument),
    )
    told().refuses(nested, rules.FrameworkUnderFramework)
    with pytest.raises(rules.FrameworkUnderFramework):
        decide_draft(nested)


def test_every_state_of_a_convention_is_placed() -> None:
    """A new state says whether what it took of the envelope stays."""
    placed = {
        State.DRAFT: False,
        State.PROPOSED: False,
        State.IN_NEGOTIATION: False,
        State.WITHDRAWN: False,
        State.REJECTED: False,
        State.LAPSED: False,
    }
    for state in State:
        convention = under(in_force())
        moved = replace(convention, state=state)
        reservation = reservation_of(moved)
        assert reservation is not None
        assert bool(reservation.texts) is placed.get(state, True), state


def test_what_a_framework_plans_and_delivers_itself_it_takes_of_its_envelope() -> None:
    story = in_force().when(tranche("A", "region-26", 150), *delivered(40))
    assert own(story) == {None: lines({(REGION, 2026): 150, (COMMUNE, 2026): 40})}
    cancelled = story.when(region(CancelTranche, tranche="A", reason="x"))
    assert own(cancelled) == {None: lines({(COMMUNE, 2026): 40})}
    lowered = operations({"region-26": 100}, {2026: 400})
    assert own(frozen(story, lowered)) == {
        None: lines({(REGION, 2026): 150, (COMMUNE, 2026): 40}),
        1: lines({(REGION, 2026): 100, (COMMUNE, 2026): 40}),
    }


def own(story: Story) -> dict[int | None, object]:
    standing = standing_of(cadre(story))
    assert standing is not None
    return dict(standing.own)

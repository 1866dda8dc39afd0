"""A mandate passed on by its holder: within it, no longer than it, and ended with it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.commands import Caller
from mithaq.errors import MithaqError
from mithaq.money import Money
from partners.domain import commands, events, rules
from partners.domain.vocabulary import CeilingScope, ChangeAct

from .stories import (
    BY_CLERK,
    CLERK,
    CONFIRM,
    CONFIRMED,
    DAY,
    MANDATE,
    MANDATED,
    MAYOR,
    ORGANISATION,
    PERSON,
    POWER,
    RECORD,
    RECORDED,
    REPRESENTED,
    REVOKE,
    REVOKED,
    SECRETARY,
    Story,
    asking,
    confirming,
    header,
)

DEPUTY_ID, CLERK_ID = UUID(int=31), UUID(int=32)
DELEGATED, DEEPER = UUID(int=41), UUID(int=42)
DEPUTY = Caller(subject="u-deputy", organisation=ORGANISATION, roles=frozenset({"partner"}))
A_DEPUTY = replace(REPRESENTED, representative_id=DEPUTY_ID, subject="u-deputy")
A_CLERK = replace(REPRESENTED, representative_id=CLERK_ID, subject="u-clerk")
ALLOWED = events.DelegationAllowed(
    organisation_id=ORGANISATION, representative_id=PERSON, mandate_id=MANDATE, depth=1
)


def passing_on(depth: int = 1, ceiling: Money | None = None) -> Story:
    """The mayor's mandate, confirmed, which may be passed on; a deputy and a clerk are known."""
    told = MANDATED.given(A_DEPUTY, A_CLERK, replace(ALLOWED, depth=depth), origin=BY_CLERK)
    if ceiling is None:
        return told.given(CONFIRMED)
    held = replace(RECORDED, ceiling=ceiling)
    return told.given(held, replace(ALLOWED, depth=depth), CONFIRMED, origin=BY_CLERK)


TO_DEPUTY = commands.DelegateMandate(
    header=header(MAYOR),
    mandate=replace(
        POWER,
        mandate_id=DELEGATED,
        representative_id=DEPUTY_ID,
        instrument="Arrêté de délégation 3/2026",
        valid_from=DAY,
    ),
    delegated_from=MANDATE,
)
CONFIRM_DELEGATED = commands.ConfirmMandate(header=header(SECRETARY), mandate_id=DELEGATED)


def changed(**changes: Any) -> commands.DelegateMandate:
    return replace(TO_DEPUTY, mandate=replace(TO_DEPUTY.mandate, **changes))


def test_a_recorded_mandate_says_how_far_it_may_be_passed_on() -> None:
    story = MANDATED.given()
    depth = replace(RECORD, mandate=replace(POWER, mandate_id=DEEPER), depth=2)
    recorded, allowed = story.when(depth).history[-2:]
    assert isinstance(recorded, events.MandateRecorded)
    assert allowed == replace(ALLOWED, mandate_id=DEEPER, depth=2)


def test_its_holder_passes_it_on_and_a_third_person_confirms() -> None:
    after = passing_on().accepts(TO_DEPUTY)
    assert after.history[-1] == events.MandateDelegated(
        organisation_id=ORGANISATION,
        representative_id=DEPUTY_ID,
        mandate_id=DELEGATED,
        delegated_from=MANDATE,
    )
    by_mayor = replace(CONFIRM_DELEGATED, header=header(MAYOR))
    after.refuses(by_mayor, rules.RecorderMayNotConfirm)
    by_deputy = replace(CONFIRM_DELEGATED, header=header(DEPUTY))
    after.refuses(by_deputy, rules.HolderMayNotConfirm)
    after.accepts(CONFIRM_DELEGATED)


def test_nobody_passes_on_what_another_holds() -> None:
    passing_on().refuses(replace(TO_DEPUTY, header=header(CLERK)), rules.OnlyHolderDelegates)


def test_an_unconfirmed_revoked_or_ended_mandate_is_not_passed_on() -> None:
    unconfirmed = MANDATED.given(A_DEPUTY, ALLOWED, origin=BY_CLERK)
    unconfirmed.refuses(TO_DEPUTY, rules.DelegatorNotEmpowered)
    passing_on().given(REVOKED).refuses(TO_DEPUTY, rules.DelegatorNotEmpowered)
    late = replace(TO_DEPUTY, header=header(MAYOR, date(2027, 1, 1)))
    passing_on().refuses(late, rules.DelegatorNotEmpowered)


def test_a_mandate_that_does_not_say_so_is_not_passed_on_nor_deeper_than_it_says() -> None:
    silent = MANDATED.given(A_DEPUTY, CONFIRMED, origin=BY_CLERK)
    silent.refuses(TO_DEPUTY, rules.DelegationNotAllowed)
    passing_on().refuses(replace(TO_DEPUTY, depth=1), rules.DelegationNotAllowed)
    once = passing_on(2).when(replace(TO_DEPUTY, depth=1), CONFIRM_DELEGATED)
    further = commands.DelegateMandate(
        header=header(DEPUTY),
        mandate=replace(TO_DEPUTY.mandate, mandate_id=DEEPER, representative_id=CLERK_ID),
        delegated_from=DELEGATED,
    )
    once.accepts(further)
    once.refuses(replace(further, depth=1), rules.DelegationNotAllowed)


def test_no_power_comes_back_to_who_passed_it_on() -> None:
    once = passing_on(2).when(replace(TO_DEPUTY, depth=1), CONFIRM_DELEGATED)
    back = commands.DelegateMandate(
        header=header(DEPUTY),
        mandate=replace(TO_DEPUTY.mandate, mandate_id=DEEPER, representative_id=PERSON),
        delegated_from=DELEGATED,
    )
    once.refuses(back, rules.DelegationInCircle)
    passing_on().refuses(changed(representative_id=PERSON), rules.HolderMayNotRecord)


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_to": None},
        {"valid_to": date(2027, 1, 1)},
        {"valid_from": date(2025, 12, 31)},
    ],
)
def test_it_does_not_outlast_what_it_comes_from(changes: dict[str, Any]) -> None:
    passing_on().refuses(changed(**changes), rules.DelegationOutlasts)


def test_nor_a_revocation_that_is_known_for_a_later_day() -> None:
    ending = passing_on().given(replace(REVOKED, revoked_on=DAY + timedelta(days=10)))
    ending.refuses(TO_DEPUTY, rules.DelegationOutlasts)
    ending.accepts(changed(valid_to=DAY + timedelta(days=9)))


@pytest.mark.parametrize("ceiling", [None, Money(1_001)])
def test_its_ceiling_is_within_that_of_what_it_comes_from(ceiling: Money | None) -> None:
    bounded = passing_on(ceiling=Money(1_000))
    bounded.refuses(changed(ceiling=ceiling), rules.DelegationCeilingExceeded)
    bounded.accepts(changed(ceiling=Money(1_000)))
    passing_on().accepts(changed(ceiling=ceiling))
    each = changed(ceiling=Money(1_000), ceiling_scope=CeilingScope.SIGNATURE)
    bounded.accepts(each)


def chain() -> Story:
    """From the mayor to the deputy to the clerk, all of them confirmed."""
    further = commands.DelegateMandate(
        header=header(DEPUTY),
        mandate=replace(TO_DEPUTY.mandate, mandate_id=DEEPER, representative_id=CLERK_ID),
        delegated_from=DELEGATED,
    )
    confirm = replace(CONFIRM_DELEGATED, mandate_id=DEEPER)
    return passing_on(2).when(replace(TO_DEPUTY, depth=1), CONFIRM_DELEGATED, further, confirm)


def ended(story: Story, *commands_given: commands.OrganisationCommand) -> dict[UUID, date | None]:
    after = story.when(*commands_given).state
    return {key: held.revoked_on for key, held in after.mandates.items()}


ALL = (MANDATE, DELEGATED, DEEPER)


def test_a_revocation_ends_all_that_came_from_it_and_nothing_above() -> None:
    assert ended(chain(), REVOKE) == dict.fromkeys(ALL, DAY)
    middle = replace(REVOKE, mandate_id=DELEGATED)
    assert ended(chain(), middle) == {MANDATE: None, DELEGATED: DAY, DEEPER: DAY}
    revoked = chain().when(REVOKE).history[-3:]
    assert {type(each) for each in revoked} == {events.MandateRevoked}


def test_an_earlier_revocation_moves_all_and_a_child_revoked_before_stays() -> None:
    later = replace(REVOKE, revoked_on=DAY + timedelta(days=5))
    child = replace(REVOKE, mandate_id=DEEPER)
    assert ended(chain(), child, later, replace(REVOKE, revoked_on=DAY + timedelta(days=2))) == {
        MANDATE: DAY + timedelta(days=2),
        DELEGATED: DAY + timedelta(days=2),
        DEEPER: DAY,
    }


def test_an_erased_delegator_takes_the_whole_chain_along() -> None:
    erase = commands.RequestErasure(header=header(MAYOR), representative_id=PERSON, reason="Départ")
    assert ended(chain(), erase) == dict.fromkeys(ALL, DAY)


def test_a_closure_ends_every_link_once() -> None:
    closing = asking(ChangeAct.CLOSURE, closed_on=DAY)
    told = chain().when(closing, confirming()).history
    revoked = [each.mandate_id for each in told if isinstance(each, events.MandateRevoked)]
    assert sorted(revoked) == sorted(ALL)


@given(
    seed=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40), st.integers(0, 4)), max_size=12)
)
def test_property_no_link_holds_on_a_day_on_which_what_it_came_from_does_not(
    seed: list[tuple[int, int, int]],
) -> None:
    """Whatever is revoked, erased or passed on, on whatever day."""
    story = chain()
    for what, day, which in seed:
        on = DAY + timedelta(days=day)
        mandate = (*ALL, MANDATE, DELEGATED)[which]
        made = UUID(int=1_000 + len(story.history))
        moves: list[commands.OrganisationCommand] = [
            replace(REVOKE, mandate_id=mandate, revoked_on=on),
            replace(TO_DEPUTY, mandate=replace(TO_DEPUTY.mandate, mandate_id=made, valid_to=on)),
            replace(CONFIRM, mandate_id=made),
            replace(REVOKE, mandate_id=mandate, revoked_on=on, header=header(CLERK, on)),
        ]
        try:
            story = story.when(moves[what])
        except MithaqError:
            continue
    mandates = story.state.mandates
    for held in mandates.values():
        if held.delegated_from is None:
            continue
        above = mandates[held.delegated_from]
        for day in range(0, 400, 7):
            on = DAY + timedelta(days=day)
            assert not held.holds_on(on) or above.holds_on(on)

"""A mandate is recorded by one person and confirmed by another, never by its holder."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mithaq.commands import Caller
from mithaq.errors import Forbidden, RuleBroken
from mithaq.money import ZERO, Money
from partners.domain import rules
from partners.domain.commands import RecordMandate
from partners.domain.mandate import ensure_possible
from partners.domain.vocabulary import CeilingScope

from .stories import (
    ACTIVE,
    CLERK,
    CONFIRM,
    CONFIRMED,
    DAY,
    DECLINE,
    DECLINED,
    ERASED,
    KNOWN,
    MANDATED,
    MAYOR,
    ORGANISATION,
    OTHER,
    POWER,
    RECORD,
    RECORDED,
    REGISTRAR,
    REPRESENTED,
    REVOKED,
    SECRETARY,
    STRANGER,
    SUSPENDED,
    VERIFIED,
    VERIFIER,
    header,
)

days = st.dates(date(2008, 1, 1), date(2060, 1, 1))


def partner(subject: str) -> Caller:
    return Caller(subject=subject, organisation=ORGANISATION, roles=frozenset({"partner"}))


def office(subject: str) -> Caller:
    return Caller(subject=subject, roles=frozenset({"office"}))


def recording(**changes: Any) -> RecordMandate:
    return replace(RECORD, mandate=replace(POWER, **changes))


def test_a_verified_organisation_records_a_mandate() -> None:
    ACTIVE.then(RECORD, RECORDED)


@pytest.mark.parametrize("scope", CeilingScope)
def test_a_ceiling_says_what_it_bounds(scope: CeilingScope) -> None:
    bounded = replace(RECORDED, ceiling=Money(100), ceiling_scope=scope)
    ACTIVE.then(recording(ceiling=Money(100), ceiling_scope=scope), bounded)


@pytest.mark.parametrize("caller", [STRANGER, REGISTRAR, office("u-mayor")])
def test_nobody_else_records_its_mandates(caller: Caller) -> None:
    ACTIVE.refuses(replace(RECORD, header=header(caller)), rules.OwnPartnerOnly)


@pytest.mark.parametrize("subject", ["u-mayor", "U-Mayor"])
def test_the_holder_does_not_record(subject: str) -> None:
    own = replace(RECORD, header=header(partner(subject)))
    ACTIVE.refuses(own, rules.HolderMayNotRecord)


def test_a_suspended_or_unverified_organisation_records_none() -> None:
    ACTIVE.given(SUSPENDED).refuses(RECORD, rules.OrganisationIsSuspended)
    KNOWN.given(REPRESENTED).refuses(RECORD, rules.OrganisationNotVerified)


def test_the_holder_is_one_of_its_representatives() -> None:
    KNOWN.given(VERIFIED).refuses(RECORD, rules.HolderNotRepresentative)
    ACTIVE.given(ERASED).refuses(RECORD, rules.HolderNotRepresentative)


@pytest.mark.parametrize("caller", [SECRETARY, VERIFIER])
def test_a_colleague_or_the_office_confirms(caller: Caller) -> None:
    MANDATED.then(replace(CONFIRM, header=header(caller)), CONFIRMED)


@pytest.mark.parametrize(
    "caller", [CLERK, partner("U-Clerk"), office("u-clerk"), office("U-CLERK")]
)
def test_whoever_recorded_does_not_confirm_whatever_the_token(caller: Caller) -> None:
    MANDATED.refuses(replace(CONFIRM, header=header(caller)), rules.RecorderMayNotConfirm)


@pytest.mark.parametrize("caller", [MAYOR, partner("U-MAYOR"), office("u-mayor")])
def test_the_holder_does_not_confirm_whatever_the_token(caller: Caller) -> None:
    MANDATED.refuses(replace(CONFIRM, header=header(caller)), rules.HolderMayNotConfirm)


def test_acting_for_another_organisation_confirms_nothing_here() -> None:
    elsewhere = Caller(subject="u-secretary", organisation=OTHER, roles=frozenset({"partner"}))
    auditor = Caller(subject="u-a", organisation=ORGANISATION, roles=frozenset({"auditor"}))
    for caller in (elsewhere, auditor):
        MANDATED.refuses(replace(CONFIRM, header=header(caller)), rules.OwnPartnerOnly)
        MANDATED.refuses(replace(DECLINE, header=header(caller)), rules.OwnPartnerOnly)


def test_the_holder_does_not_confirm_as_a_second_representative() -> None:
    """Registered again in other case, by a clerk who means to let the holder confirm."""
    again = replace(REPRESENTED, representative_id=OTHER, subject="U-MAYOR")
    own = replace(CONFIRM, header=header(partner("u-mayor")))
    MANDATED.given(again).refuses(own, rules.HolderMayNotConfirm)


def test_what_was_answered_is_not_answered_again() -> None:
    MANDATED.given(CONFIRMED).refuses(CONFIRM, rules.MandateAlreadyConfirmed)
    MANDATED.given(CONFIRMED).refuses(DECLINE, rules.MandateAlreadyConfirmed)
    MANDATED.then(DECLINE, DECLINED)
    MANDATED.given(DECLINED).refuses(CONFIRM, rules.MandateAlreadyDeclined)
    ACTIVE.refuses(replace(CONFIRM, mandate_id=UUID(int=9)), rules.MandateUnknown)


def test_what_ended_meanwhile_is_not_confirmed() -> None:
    MANDATED.given(SUSPENDED).refuses(CONFIRM, rules.OrganisationIsSuspended)
    MANDATED.given(REVOKED).refuses(CONFIRM, rules.MandateAlreadyRevoked)
    later = replace(REVOKED, revoked_on=DAY + timedelta(days=1))
    MANDATED.given(later).then(CONFIRM, CONFIRMED)


def test_a_mandate_does_not_end_before_it_begins() -> None:
    reversed_ = recording(valid_to=POWER.valid_from - timedelta(days=1))
    ACTIVE.refuses(reversed_, rules.MandateDatesReversed)
    one_day = recording(valid_to=POWER.valid_from)
    ACTIVE.then(one_day, replace(RECORDED, valid_to=POWER.valid_from))


@pytest.mark.parametrize("ceiling", [ZERO, Money(-1)])
def test_a_ceiling_is_above_zero(ceiling: Money) -> None:
    ACTIVE.refuses(recording(ceiling=ceiling), rules.MandateCeilingNotPositive)


people = st.sampled_from(["u-mayor", "U-Mayor", "u-clerk", "U-CLERK", "u-secretary", "u-office"])
tokens = st.builds(lambda make, subject: make(subject), st.sampled_from([partner, office]), people)


@given(recorder=tokens, confirmer=tokens)
def test_property_no_confirmed_mandate_comes_from_one_person_or_its_holder(
    recorder: Caller, confirmer: Caller
) -> None:
    record = replace(RECORD, header=header(recorder))
    confirm = replace(CONFIRM, header=header(confirmer))
    try:
        story = ACTIVE.when(record, confirm)
    except (Forbidden, RuleBroken):
        return
    assert story.state.mandates[POWER.mandate_id].recorded_by == recorder.person
    assert len({recorder.person, confirmer.person, "u-mayor"}) == 3


@given(start=days, end=st.none() | days, day=days)
def test_property_a_mandate_covers_exactly_its_window(
    start: date, end: date | None, day: date
) -> None:
    assume(end is None or start <= end)
    mandate = replace(POWER, valid_from=start, valid_to=end)
    ensure_possible(mandate)
    assert mandate.covers(day) == (start <= day <= (end or date.max))
    assert mandate.covers(start)


@given(start=days, end=days)
def test_property_an_unordered_window_is_refused(start: date, end: date) -> None:
    assume(end < start)
    with pytest.raises(rules.MandateDatesReversed):
        ensure_possible(replace(POWER, valid_from=start, valid_to=end))

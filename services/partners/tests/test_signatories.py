"""Representatives and mandates: who is named, for how long, how it ends."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mithaq.commands import Caller
from mithaq.money import ZERO, Money
from partners.domain import rules
from partners.domain.commands import GrantMandate
from partners.domain.mandate import ensure_possible
from partners.domain.vocabulary import OrganisationState

from .stories import (
    ACTIVE,
    DAY,
    GRANT,
    GRANTED,
    KNOWN,
    OTHER,
    POWER,
    REGISTRAR,
    REPRESENT,
    REPRESENTATIVE,
    REPRESENTED,
    REVOKE,
    REVOKED,
    STRANGER,
    SUSPENDED,
    VERIFIED,
    header,
)

days = st.dates(date(2008, 1, 1), date(2060, 1, 1))


def granting(**changes: Any) -> GrantMandate:
    return replace(GRANT, mandate=replace(POWER, **changes))


def test_a_partner_names_its_representative() -> None:
    KNOWN.then(REPRESENT, REPRESENTED)


def test_a_person_represents_an_organisation_once() -> None:
    again = replace(REPRESENT, representative=replace(REPRESENTATIVE, representative_id=OTHER))
    error = ACTIVE.refuses(again, rules.SubjectTaken)
    assert error.values == {"subject": "u-mayor"}


@pytest.mark.parametrize("caller", [STRANGER, REGISTRAR])
def test_nobody_else_names_representatives_or_grants(caller: Caller) -> None:
    ACTIVE.refuses(replace(REPRESENT, header=header(caller)), rules.OwnPartnerOnly)
    ACTIVE.refuses(replace(GRANT, header=header(caller)), rules.OwnPartnerOnly)


def test_a_suspended_organisation_takes_on_nothing_new() -> None:
    ACTIVE.given(SUSPENDED).refuses(REPRESENT, rules.OrganisationIsSuspended)
    ACTIVE.given(SUSPENDED).refuses(GRANT, rules.OrganisationIsSuspended)


def test_a_verified_organisation_grants_a_mandate() -> None:
    ACTIVE.then(GRANT, GRANTED)


def test_an_unverified_one_does_not() -> None:
    KNOWN.given(REPRESENTED).refuses(GRANT, rules.OrganisationNotVerified)


def test_the_holder_is_one_of_its_representatives() -> None:
    KNOWN.given(VERIFIED).refuses(GRANT, rules.HolderNotRepresentative)


def test_a_mandate_does_not_end_before_it_begins() -> None:
    reversed_ = granting(valid_to=POWER.valid_from - timedelta(days=1))
    ACTIVE.refuses(reversed_, rules.MandateDatesReversed)
    one_day = granting(valid_to=POWER.valid_from)
    ACTIVE.then(one_day, replace(GRANTED, valid_to=POWER.valid_from))


@pytest.mark.parametrize("ceiling", [ZERO, Money(-1)])
def test_a_ceiling_is_above_zero(ceiling: Money) -> None:
    ACTIVE.refuses(granting(ceiling=ceiling), rules.MandateCeilingNotPositive)


def test_a_mandate_is_revoked_once_by_its_organisation_or_the_office() -> None:
    granted = ACTIVE.given(GRANTED)
    granted.then(REVOKE, REVOKED)
    granted.then(replace(REVOKE, header=header(REGISTRAR)), REVOKED)
    granted.given(REVOKED).refuses(REVOKE, rules.MandateAlreadyRevoked)


def test_a_stranger_revokes_nothing_and_the_unknown_is_not_revoked() -> None:
    ACTIVE.given(GRANTED).refuses(replace(REVOKE, header=header(STRANGER)), rules.OwnPartnerOnly)
    ACTIVE.given(GRANTED).refuses(replace(REVOKE, mandate_id=UUID(int=9)), rules.MandateUnknown)


def test_a_mandate_is_revoked_while_it_is_valid() -> None:
    late = replace(REVOKE, header=header(REGISTRAR, date(2027, 1, 1)))
    ACTIVE.given(GRANTED).refuses(late, rules.RevocationOutsideValidity)


def test_a_suspended_organisation_still_revokes() -> None:
    ACTIVE.given(GRANTED, SUSPENDED).then(REVOKE, REVOKED)
    assert ACTIVE.given(GRANTED, REVOKED).state.state is OrganisationState.ACTIVE
    assert REVOKED.revoked_on == DAY


@given(start=days, end=st.none() | days, day=days)
def test_property_a_mandate_covers_exactly_its_window(
    start: date, end: date | None, day: date
) -> None:
    assume(end is None or start <= end)
    mandate = replace(POWER, valid_from=start, valid_to=end)
    ensure_possible(mandate)
    assert mandate.covers(day) == (start <= day <= (end or date.max))
    assert mandate.covers(start)


@given(start=days, length=st.integers(0, 4000), day=days)
def test_property_a_mandate_is_revoked_on_a_day_of_its_window(
    start: date, length: int, day: date
) -> None:
    mandate = replace(POWER, valid_from=start, valid_to=start + timedelta(days=length))
    story = ACTIVE.given(replace(GRANTED, valid_from=start, valid_to=mandate.valid_to))
    revoking = replace(REVOKE, header=header(REGISTRAR, day))
    if start <= day <= start + timedelta(days=length):
        story.then(revoking, replace(REVOKED, revoked_on=day))
    else:
        story.refuses(revoking, rules.RevocationOutsideValidity)


@given(start=days, end=days)
def test_property_an_unordered_window_is_refused(start: date, end: date) -> None:
    assume(end < start)
    with pytest.raises(rules.MandateDatesReversed):
        ensure_possible(replace(POWER, valid_from=start, valid_to=end))

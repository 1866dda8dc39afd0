"""Representatives and mandates: who is named, for how long, how it ends."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mithaq.commands import Caller
from mithaq.money import ZERO, Money
from partners.domain import access, rules
from partners.domain.validity import Validity

from .stories import (
    ACTIVE,
    DAY,
    GRANT,
    GRANTED,
    KNOWN,
    ORGANISATION,
    OTHER,
    REGISTRAR,
    REPRESENT,
    REPRESENTED,
    REVOKE,
    REVOKED,
    STRANGER,
    SUSPENDED,
    VERIFIED,
)

days = st.dates(date(2008, 1, 1), date(2060, 1, 1))


def test_a_partner_names_its_representative() -> None:
    KNOWN.then(REPRESENT, REPRESENTED)


def test_a_person_represents_an_organisation_once() -> None:
    again = replace(REPRESENT, representative_id=OTHER)
    error = ACTIVE.refuses(again, rules.SubjectTaken)
    assert error.values == {"subject": "u-mayor"}


@pytest.mark.parametrize("caller", [STRANGER, REGISTRAR])
def test_nobody_else_names_representatives_or_grants(caller: Caller) -> None:
    ACTIVE.refuses(replace(REPRESENT, caller=caller), access.OwnPartnerOnly)
    ACTIVE.refuses(replace(GRANT, caller=caller), access.OwnPartnerOnly)


def test_a_suspended_organisation_takes_on_nothing_new() -> None:
    ACTIVE.given(SUSPENDED).refuses(REPRESENT, rules.OrganisationIsSuspended)
    ACTIVE.given(SUSPENDED).refuses(GRANT, rules.OrganisationIsSuspended)


def test_a_verified_organisation_grants_a_mandate() -> None:
    ACTIVE.then(GRANT, GRANTED)


def test_an_unverified_one_does_not() -> None:
    KNOWN.given(REPRESENTED).refuses(GRANT, rules.OrganisationNotVerified)


def test_the_holder_is_one_of_its_representatives() -> None:
    KNOWN.given(VERIFIED).refuses(GRANT, rules.UnknownRepresentative)


def test_a_mandate_does_not_end_before_it_begins() -> None:
    reversed_ = replace(GRANT, valid_to=GRANT.valid_from - timedelta(days=1))
    ACTIVE.refuses(reversed_, rules.MandateDatesReversed)
    one_day = replace(GRANT, valid_to=GRANT.valid_from)
    ACTIVE.then(one_day, replace(GRANTED, valid_to=GRANT.valid_from))


@pytest.mark.parametrize("ceiling", [ZERO, Money(-1)])
def test_a_ceiling_is_above_zero(ceiling: Money) -> None:
    ACTIVE.refuses(replace(GRANT, ceiling=ceiling), rules.MandateCeilingNotPositive)


def test_a_mandate_is_revoked_once_by_its_organisation_or_the_office() -> None:
    granted = ACTIVE.given(GRANTED)
    granted.then(REVOKE, REVOKED)
    granted.then(replace(REVOKE, caller=REGISTRAR), REVOKED)
    granted.given(REVOKED).refuses(REVOKE, rules.MandateAlreadyRevoked)


def test_a_stranger_revokes_nothing_and_the_unknown_is_not_revoked() -> None:
    ACTIVE.given(GRANTED).refuses(replace(REVOKE, caller=STRANGER), access.OwnPartnerOnly)
    ACTIVE.given(GRANTED).refuses(replace(REVOKE, mandate_id=UUID(int=9)), access.MandateUnknown)


def test_a_mandate_is_revoked_while_it_is_valid() -> None:
    late = replace(REVOKE, on=date(2027, 1, 1))
    ACTIVE.given(GRANTED).refuses(late, rules.RevocationOutsideValidity)


def test_a_suspended_organisation_still_revokes() -> None:
    ACTIVE.given(GRANTED, SUSPENDED).then(REVOKE, REVOKED)
    assert ACTIVE.given(GRANTED, REVOKED).state.id == ORGANISATION
    assert REVOKED.revoked_on == DAY


@given(start=days, end=st.none() | days, day=days)
def test_property_a_mandate_holds_exactly_within_its_window(
    start: date, end: date | None, day: date
) -> None:
    assume(end is None or start <= end)
    window = Validity(valid_from=start, valid_to=end)
    window.ensure_ordered()
    assert window.holds_on(day) == (start <= day <= (end or date.max))
    assert window.holds_on(start)


@given(start=days, length=st.integers(0, 4000), data=st.data())
def test_property_revocation_only_shortens(start: date, length: int, data: st.DataObject) -> None:
    window = Validity(valid_from=start, valid_to=start + timedelta(days=length))
    cut = start + timedelta(days=data.draw(st.integers(0, length)))
    day = data.draw(days)
    revoked = window.revoked(cut)
    assert revoked.holds_on(day) == (window.holds_on(day) and day < cut)


@given(start=days, end=days)
def test_property_an_unordered_window_is_refused(start: date, end: date) -> None:
    assume(end < start)
    with pytest.raises(rules.MandateDatesReversed):
        Validity(valid_from=start, valid_to=end).ensure_ordered()

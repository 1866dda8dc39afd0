"""A mandate is stopped by the organisation or the office; the earlier day counts."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.commands import Caller
from partners.domain import rules
from partners.domain.commands import RevokeMandate

from .stories import (
    ACTIVE,
    DAY,
    DECLINED,
    MANDATE,
    MANDATED,
    MAYOR,
    RECORDED,
    REGISTRAR,
    REVOKE,
    REVOKED,
    SIGNING,
    STRANGER,
    SUSPENDED,
    header,
)

days = st.dates(date(2020, 1, 1), date(2060, 1, 1))


def revoking(day: date, caller: Caller = REGISTRAR) -> RevokeMandate:
    return replace(REVOKE, header=header(caller), revoked_on=day)


@pytest.mark.parametrize("caller", [MAYOR, REGISTRAR])
def test_its_organisation_or_the_office_revokes(caller: Caller) -> None:
    SIGNING.then(replace(REVOKE, header=header(caller)), REVOKED)
    MANDATED.then(replace(REVOKE, header=header(caller)), REVOKED)


def test_a_stranger_revokes_nothing_and_the_unknown_is_not_revoked() -> None:
    SIGNING.refuses(replace(REVOKE, header=header(STRANGER)), rules.OwnPartnerOnly)
    SIGNING.refuses(replace(REVOKE, mandate_id=UUID(int=9)), rules.MandateUnknown)


def test_ones_own_late_revocation_does_not_keep_the_office_from_an_earlier_one() -> None:
    postponed = SIGNING.when(revoking(date(2026, 12, 31), MAYOR))
    stopped = postponed.when(revoking(DAY))
    assert stopped.state.mandates[MANDATE].revoked_on == DAY


@pytest.mark.parametrize("later", [0, 1, 200])
def test_the_same_day_or_a_later_one_changes_nothing(later: int) -> None:
    error = SIGNING.given(REVOKED).refuses(
        revoking(DAY + timedelta(days=later)), rules.MandateAlreadyRevoked
    )
    assert error.values == {"revoked_on": str(DAY)}


def test_no_mandate_is_revoked_past_its_end() -> None:
    SIGNING.then(revoking(date(2026, 12, 31)), replace(REVOKED, revoked_on=date(2026, 12, 31)))
    error = SIGNING.refuses(revoking(date(2027, 1, 1)), rules.RevocationAfterEnd)
    assert error.values == {"revoked_on": "2027-01-01", "valid_to": "2026-12-31"}


def test_a_mandate_that_has_not_begun_is_revoked_now() -> None:
    begins = replace(RECORDED, valid_from=date(2026, 6, 1))
    ACTIVE.given(begins).then(revoking(DAY), REVOKED)


def test_a_suspended_organisation_still_revokes() -> None:
    SIGNING.given(SUSPENDED).then(REVOKE, REVOKED)


def test_a_declined_mandate_is_revoked_all_the_same() -> None:
    MANDATED.given(DECLINED).then(REVOKE, REVOKED)


@given(tried=st.lists(days, min_size=1, max_size=6), end=st.none() | days)
def test_property_the_earliest_revocation_within_the_window_counts(
    tried: list[date], end: date | None
) -> None:
    story = ACTIVE.given(replace(RECORDED, valid_from=date(2020, 1, 1), valid_to=end))
    for day in tried:
        try:
            story = story.when(revoking(day))
        except (rules.MandateAlreadyRevoked, rules.RevocationAfterEnd):
            continue
    possible = [day for day in tried if end is None or day <= end]
    assert story.state.mandates[MANDATE].revoked_on == min(possible, default=None)

"""A person is erased by itself, or by two others with a reason; its mandates end with it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from mithaq.commands import Caller
from partners.domain import rules
from partners.domain.policy import capacity_in

from .stories import (
    ACTIVE,
    ASK_ERASURE,
    CLERK,
    CONFIRM,
    CONFIRM_ERASURE,
    DAY,
    ERASED,
    ERASURE_ASKED,
    KNOWN,
    MANDATED,
    MAYOR,
    OTHER,
    RECORDED,
    REVOKED,
    SECRETARY,
    SIGNING,
    STRANGER,
    SUSPENDED,
    VERIFIER,
    header,
)

BY_CLERK = ACTIVE.when(ASK_ERASURE)
ENDED = replace(REVOKED, reason=ERASED.reason)


def test_one_colleague_only_asks() -> None:
    ACTIVE.then(ASK_ERASURE, ERASURE_ASKED)


@pytest.mark.parametrize("caller", [SECRETARY, VERIFIER, MAYOR])
def test_another_person_confirms(caller: Caller) -> None:
    BY_CLERK.then(replace(CONFIRM_ERASURE, header=header(caller)), ERASED)


@pytest.mark.parametrize("subject", ["u-clerk", "U-Clerk"])
@pytest.mark.parametrize("role", ["partner", "office"])
def test_whoever_asked_does_not_confirm(subject: str, role: str) -> None:
    same = Caller(subject=subject, organisation=CLERK.organisation, roles=frozenset({role}))
    mine = replace(CONFIRM_ERASURE, header=header(same))
    BY_CLERK.refuses(mine, rules.RequesterMayNotConfirmErasure)


def test_nothing_is_confirmed_that_nobody_asked_for() -> None:
    ACTIVE.refuses(CONFIRM_ERASURE, rules.ErasureNotRequested)


def test_a_second_request_is_sent_to_the_confirmation_a_repeated_one_changes_nothing() -> None:
    second = replace(ASK_ERASURE, header=header(SECRETARY))
    BY_CLERK.refuses(second, rules.ErasureAlreadyRequested)
    BY_CLERK.then(ASK_ERASURE)


@pytest.mark.parametrize(
    "caller",
    [
        MAYOR,
        Caller(subject="U-MAYOR", roles=frozenset()),
        Caller(subject="u-mayor", organisation=OTHER, roles=frozenset({"auditor"})),
    ],
)
def test_the_person_itself_needs_nobody_and_no_role(caller: Caller) -> None:
    own = replace(ASK_ERASURE, header=header(caller))
    ACTIVE.then(own, ERASED)
    assert capacity_in(own) in {"partner", "person"}


def test_strangers_learn_nothing_by_asking() -> None:
    for person in (ASK_ERASURE.representative_id, UUID(int=9)):
        asking = replace(ASK_ERASURE, header=header(STRANGER), representative_id=person)
        confirming = replace(CONFIRM_ERASURE, header=header(STRANGER), representative_id=person)
        BY_CLERK.refuses(asking, rules.OwnPartnerOnly)
        BY_CLERK.refuses(confirming, rules.OwnPartnerOnly)
    nobody = replace(ASK_ERASURE, representative_id=UUID(int=9))
    ACTIVE.refuses(nobody, rules.RepresentativeUnknown)
    KNOWN.refuses(ASK_ERASURE, rules.RepresentativeUnknown)


def test_erased_twice_is_erased_once() -> None:
    gone = BY_CLERK.when(CONFIRM_ERASURE)
    gone.then(CONFIRM_ERASURE)
    gone.then(ASK_ERASURE)


def test_an_erasure_does_not_wait_for_a_reinstatement() -> None:
    BY_CLERK.given(SUSPENDED).then(CONFIRM_ERASURE, ERASED)


def test_mandates_end_with_the_person() -> None:
    SIGNING.when(ASK_ERASURE).then(CONFIRM_ERASURE, ERASED, ENDED)
    unconfirmed = MANDATED.when(ASK_ERASURE, CONFIRM_ERASURE)
    unconfirmed.refuses(CONFIRM, rules.MandateAlreadyRevoked)
    later = replace(REVOKED, revoked_on=DAY + timedelta(days=9))
    SIGNING.given(later).when(ASK_ERASURE).then(CONFIRM_ERASURE, ERASED, ENDED)


def test_a_mandate_that_was_over_is_left_as_it_was() -> None:
    over = replace(RECORDED, valid_to=date(2026, 3, 1))
    ACTIVE.given(over).when(ASK_ERASURE).then(CONFIRM_ERASURE, ERASED)
    SIGNING.given(REVOKED).when(ASK_ERASURE).then(CONFIRM_ERASURE, ERASED)

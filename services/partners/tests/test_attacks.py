"""One person with any tokens, written in other case or width, gets no power that takes another."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from mithaq.commands import Caller
from mithaq.errors import Forbidden
from partners.domain import commands, rules

from .stories import (
    ACTIVE,
    CONFIRM,
    DAY,
    KNOWN,
    MANDATE,
    MANDATED,
    NOTHING,
    ORGANISATION,
    OTHER,
    POWER,
    RECORD,
    REGISTER,
    REINSTATE,
    REPRESENT,
    SIGNING,
    SUSPEND,
    VERIFY,
    Story,
    header,
)

ROLES = (
    frozenset({"partner"}),
    frozenset({"office"}),
    frozenset({"office", "partner", "archivist"}),
)


def tokens(subject: str) -> list[Caller]:
    """Every token this person might hold, its name written in every way."""
    spelt = (subject, subject.upper(), f"\uff55{subject[1:]}")
    return [
        Caller(subject=each, organisation=organisation, roles=roles)
        for each in spelt
        for organisation in (ORGANISATION, OTHER, None)
        for roles in ROLES
    ]


def given_by(command: commands.OrganisationCommand, caller: Caller) -> commands.OrganisationCommand:
    return replace(command, header=header(caller))


def forbidden(story: Story, command: commands.OrganisationCommand) -> None:
    with pytest.raises(Forbidden):
        story.when(command)


def test_who_recorded_a_mandate_confirms_it_with_no_token() -> None:
    for caller in tokens("u-clerk"):
        forbidden(MANDATED, given_by(CONFIRM, caller))


def test_the_holder_neither_records_nor_confirms_with_any_token() -> None:
    for caller in tokens("u-mayor"):
        forbidden(MANDATED, given_by(CONFIRM, caller))
        forbidden(ACTIVE, given_by(RECORD, caller))


def test_nobody_names_themself_with_any_token() -> None:
    for caller in tokens("u-mayor"):
        forbidden(KNOWN, given_by(REPRESENT, caller))


def test_who_registered_verifies_with_no_token() -> None:
    for caller in tokens("u-registrar"):
        forbidden(NOTHING.when(REGISTER), given_by(VERIFY, caller))


@pytest.mark.parametrize("subject", ["u-mayor", "u-clerk"])
def test_who_represents_or_acted_for_it_gives_it_no_standing(subject: str) -> None:
    """A token of the office, of another organisation or none, does not change that."""
    represented = NOTHING.when(REGISTER, REPRESENT)
    suspended = represented.when(VERIFY, SUSPEND)
    for caller in tokens(subject):
        forbidden(represented, given_by(VERIFY, caller))
        forbidden(suspended, given_by(REINSTATE, caller))
    suspended.accepts(REINSTATE)


def test_an_office_token_of_the_organisation_itself_gives_it_no_standing() -> None:
    stranger = Caller(subject="u-new", organisation=ORGANISATION, roles=frozenset({"office"}))
    KNOWN.refuses(given_by(VERIFY, stranger), rules.OwnStanding)
    ACTIVE.when(SUSPEND).refuses(given_by(REINSTATE, stranger), rules.OwnStanding)


@pytest.mark.parametrize("later", [DAY + timedelta(days=1), date(2026, 12, 31)])
def test_a_later_revocation_does_not_bring_a_mandate_back(later: date) -> None:
    first = commands.RevokeMandate(
        header=header(CONFIRM.caller), mandate_id=MANDATE, revoked_on=DAY, reason="x"
    )
    stopped = SIGNING.when(first)
    stopped.refuses(replace(first, revoked_on=later), rules.MandateAlreadyRevoked)


def test_a_mandate_revoked_or_declined_before_it_is_confirmed_never_signs() -> None:
    who = header(CONFIRM.caller)
    revoked = commands.RevokeMandate(header=who, mandate_id=MANDATE, revoked_on=DAY, reason="x")
    MANDATED.when(revoked).refuses(CONFIRM, rules.MandateAlreadyRevoked)
    declined = commands.DeclineMandate(header=who, mandate_id=MANDATE, reason="x")
    MANDATED.when(declined).refuses(CONFIRM, rules.MandateAlreadyDeclined)


def test_a_suspended_organisation_gives_no_power_however_it_is_asked() -> None:
    suspended = MANDATED.when(SUSPEND)
    for command in (CONFIRM, replace(RECORD, mandate=replace(POWER, mandate_id=OTHER)), REPRESENT):
        suspended.refuses(command, rules.OrganisationIsSuspended)


def test_whoever_is_erased_holds_nothing_that_is_to_come() -> None:
    """Nor does a mandate that was recorded before, and is confirmed after."""
    mayor = Caller(subject="U-MAYOR", organisation=ORGANISATION, roles=frozenset({"partner"}))
    gone = MANDATED.when(
        commands.RequestErasure(
            header=header(mayor), representative_id=POWER.representative_id, reason="x"
        )
    )
    gone.refuses(CONFIRM, rules.MandateAlreadyRevoked)
    gone.refuses(
        replace(RECORD, mandate=replace(POWER, mandate_id=OTHER)), rules.HolderNotRepresentative
    )

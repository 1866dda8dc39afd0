"""Who represents an organisation: named by another, once, under an id that says nothing."""

from dataclasses import replace

import pytest
from mithaq.commands import Caller
from partners.domain import commands, events, rules
from partners.domain.commands import RegisterRepresentative

from .stories import (
    ACTIVE,
    CLERK,
    ERASED,
    KNOWN,
    MAYOR,
    ORGANISATION,
    OTHER,
    PERSON,
    REGISTRAR,
    REPRESENT,
    REPRESENTATIVE,
    REPRESENTED,
    SECRETARY,
    STRANGER,
    SUSPENDED,
    VERIFIED,
    VERIFIER,
    header,
)


def named(subject: str) -> RegisterRepresentative:
    person = replace(REPRESENTATIVE, representative_id=OTHER, subject=subject)
    return replace(REPRESENT, representative=person)


@pytest.mark.parametrize("caller", [CLERK, REGISTRAR])
def test_a_colleague_or_the_office_names_a_representative(caller: Caller) -> None:
    KNOWN.then(replace(REPRESENT, header=header(caller)), REPRESENTED)


def test_nobody_else_does() -> None:
    KNOWN.refuses(replace(REPRESENT, header=header(STRANGER)), rules.OwnPartnerOnly)


@pytest.mark.parametrize("subject", ["u-mayor", "U-Mayor", "U-MAYOR"])
def test_nobody_names_themself_however_the_subject_is_written(subject: str) -> None:
    mayors_own = replace(named(subject), header=header(MAYOR))
    KNOWN.refuses(mayors_own, rules.RegisteringOneself)
    at_the_office = Caller(subject="u-mayor", roles=frozenset({"office"}))
    KNOWN.refuses(replace(mayors_own, header=header(at_the_office)), rules.RegisteringOneself)


@pytest.mark.parametrize("subject", ["u-mayor", "U-MAYOR"])
def test_a_person_represents_an_organisation_once(subject: str) -> None:
    error = ACTIVE.refuses(named(subject), rules.SubjectTaken)
    assert error.values == {"subject": subject}


def test_an_erased_person_may_come_back_as_somebody_new() -> None:
    back = named("u-mayor")
    event = replace(REPRESENTED, representative_id=OTHER)
    ACTIVE.given(ERASED).then(back, event)


@pytest.mark.parametrize("subject", ["naima@commune.ma", "Naima Alaoui", "@", "u-1 "])
def test_an_address_or_a_name_is_no_subject_and_is_not_repeated(subject: str) -> None:
    error = KNOWN.refuses(named(subject), rules.SubjectPersonal)
    assert error.values == {}


def test_a_suspended_organisation_names_nobody() -> None:
    ACTIVE.given(SUSPENDED).refuses(named("u-deputy"), rules.OrganisationIsSuspended)


FIXED = commands.CorrectRepresentative(
    header=header(SECRETARY), representative_id=PERSON, language="ar"
)


def test_a_contact_is_corrected_by_the_person_or_by_another_than_who_named_it() -> None:
    named = KNOWN.given(VERIFIED).when(REPRESENT)
    corrected = events.RepresentativeCorrected(
        organisation_id=ORGANISATION, representative_id=PERSON, language="ar"
    )
    named.then(FIXED, corrected)
    named.then(replace(FIXED, header=header(MAYOR)), corrected)
    named.refuses(replace(FIXED, header=header(CLERK)), rules.RegistrarMayNotCorrect)
    named.refuses(replace(FIXED, header=header(STRANGER)), rules.OwnPartnerOnly)
    named.accepts(replace(FIXED, header=header(VERIFIER)))


def test_a_correction_names_somebody_known_and_says_something() -> None:
    ACTIVE.refuses(replace(FIXED, representative_id=ORGANISATION), rules.RepresentativeUnknown)
    ACTIVE.refuses(replace(FIXED, language=None), rules.NothingCorrected)
    ACTIVE.given(ERASED).refuses(FIXED, rules.ContactErased)


def test_an_erased_person_is_registered_anew_under_a_new_id() -> None:
    again = replace(REPRESENTATIVE, representative_id=OTHER)
    ACTIVE.refuses(replace(REPRESENT, representative=again), rules.SubjectTaken)
    ACTIVE.given(ERASED).accepts(replace(REPRESENT, representative=again))

"""Registration, verification, suspension: which events, or which rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.territories import Level, TerritoryUnknown
from partners.domain import rules
from partners.domain.ice import ensure_well_formed
from partners.domain.identity import LEVELS, ensure_fits
from partners.domain.territories import territory
from partners.domain.vocabulary import OrganisationState, PartnerKind

from .stories import (
    ACTIVE,
    CLERK,
    ICE,
    IDENTITY,
    KNOWN,
    NOTHING,
    REGISTER,
    REGISTERED,
    REGISTRAR,
    REINSTATE,
    REINSTATED,
    SUSPEND,
    SUSPENDED,
    VERIFIED,
    VERIFY,
    header,
)


def test_the_office_registers_an_organisation_on_its_territory() -> None:
    NOTHING.then(REGISTER, REGISTERED)


def test_an_organisation_is_registered_once() -> None:
    KNOWN.refuses(REGISTER, rules.OrganisationAlreadyRegistered)


def test_a_partner_does_not_register() -> None:
    NOTHING.refuses(replace(REGISTER, header=header(CLERK)), rules.OfficeOnly)


def test_a_commune_does_not_sit_on_a_region() -> None:
    on_a_region = replace(IDENTITY, territory="01")
    error = NOTHING.refuses(replace(REGISTER, identity=on_a_region), rules.TerritoryLevelUnfit)
    assert error.values == {
        "kind": "commune",
        "territory": "01",
        "level": "region",
        "allowed": "commune",
    }


@pytest.mark.parametrize("ice", ["12345", "00123456789012a", "٠٠١٢٣٤٥٦٧٨٩٠١٢٣", "", "0" * 15])
def test_an_ice_has_fifteen_digits_and_an_enterprise(ice: str) -> None:
    identity = replace(IDENTITY, ice=ice)
    NOTHING.refuses(replace(REGISTER, identity=identity), rules.IceMalformed)


@pytest.mark.parametrize("ice", ["001561191000066", "002136093000040", "000036794000036"])
def test_published_numbers_have_fitting_check_digits(ice: str) -> None:
    ensure_well_formed(ice)


@given(place=st.integers(0, 14), digit=st.sampled_from("0123456789"), swapped=st.integers(0, 13))
def test_property_one_wrong_digit_or_two_swapped_are_found(
    place: int, digit: str, swapped: int
) -> None:
    mistyped = f"{ICE[:place]}{digit}{ICE[place + 1 :]}"
    turned = f"{ICE[:swapped]}{ICE[swapped + 1]}{ICE[swapped]}{ICE[swapped + 2 :]}"
    for ice in {mistyped, turned} - {ICE}:
        identity = replace(IDENTITY, ice=ice)
        NOTHING.refuses(replace(REGISTER, identity=identity), rules.IceCheckDigitsWrong)


@pytest.mark.parametrize("kind", PartnerKind)
@pytest.mark.parametrize("level", Level)
def test_every_kind_has_levels_and_no_others(kind: PartnerKind, level: Level) -> None:
    seat = replace(territory("01.511.01.0"), level=level)
    if level in LEVELS[kind]:
        ensure_fits(kind, seat)
    else:
        with pytest.raises(rules.TerritoryLevelUnfit):
            ensure_fits(kind, seat)


def test_ministries_and_finance_sit_where_they_examine() -> None:
    assert LEVELS[PartnerKind.MINISTRY] == {Level.COUNTRY}
    assert LEVELS[PartnerKind.FINANCE] == {Level.COUNTRY, Level.REGION}
    assert Level.COMMUNE not in LEVELS[PartnerKind.INTERIOR]
    assert LEVELS[PartnerKind.FINANCIAL_CONTROL] == set(Level)


def test_another_person_verifies() -> None:
    KNOWN.then(VERIFY, VERIFIED)


@pytest.mark.parametrize("subject", ["u-registrar", "U-Registrar"])
def test_the_registrar_does_not_verify(subject: str) -> None:
    same = replace(REGISTRAR, subject=subject)
    KNOWN.refuses(replace(VERIFY, header=header(same)), rules.RegistrarMayNotVerify)


def test_verified_twice_is_refused() -> None:
    KNOWN.accepts(VERIFY).refuses(VERIFY, rules.OrganisationAlreadyVerified)


def test_suspended_and_reinstated() -> None:
    ACTIVE.then(SUSPEND, SUSPENDED)
    ACTIVE.given(SUSPENDED).then(REINSTATE, REINSTATED)


def test_only_the_verified_are_suspended_and_only_the_suspended_reinstated() -> None:
    KNOWN.refuses(SUSPEND, rules.OrganisationNotVerified)
    ACTIVE.given(SUSPENDED).refuses(SUSPEND, rules.OrganisationIsSuspended)
    ACTIVE.refuses(REINSTATE, rules.OrganisationNotSuspended)


def test_an_unknown_organisation_takes_no_command() -> None:
    NOTHING.refuses(VERIFY, rules.OrganisationUnknown)
    assert NOTHING.state.state is None
    assert KNOWN.state.state is OrganisationState.REGISTERED


def test_the_state_keeps_who_registered() -> None:
    assert KNOWN.state.registered_by == NOTHING.when(REGISTER).state.registered_by == "u-registrar"


def test_an_organisation_does_not_sit_where_the_census_knows_nothing() -> None:
    nowhere = replace(IDENTITY, territory="99")
    error = NOTHING.refuses(replace(REGISTER, identity=nowhere), TerritoryUnknown)
    assert error.values == {"territory": "99"}

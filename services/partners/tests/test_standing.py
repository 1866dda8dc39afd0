"""Registration, verification, suspension: which events, or which rule."""

from dataclasses import replace

import pytest
from partners.domain import access, rules
from partners.domain.territory import LEVELS, Level, ensure_fits
from partners.domain.vocabulary import PartnerKind

from .stories import (
    ACTIVE,
    KNOWN,
    NOTHING,
    ORGANISATION,
    PARTNER,
    REGISTER,
    REGISTERED,
    REGISTRAR,
    REINSTATE,
    REINSTATED,
    SUSPEND,
    SUSPENDED,
    TANGER,
    VERIFIED,
    VERIFY,
)


def test_the_office_registers_an_organisation_on_its_territory() -> None:
    NOTHING.then(REGISTER, REGISTERED)


def test_an_organisation_is_registered_once() -> None:
    KNOWN.refuses(REGISTER, rules.OrganisationAlreadyRegistered)


def test_a_partner_does_not_register() -> None:
    NOTHING.refuses(replace(REGISTER, caller=PARTNER), access.OfficeOnly)


def test_a_commune_does_not_sit_on_a_region() -> None:
    region = replace(TANGER, code="01", level=Level.REGION)
    error = NOTHING.refuses(replace(REGISTER, territory=region), rules.TerritoryLevelUnfit)
    assert error.values == {
        "kind": "commune",
        "territory": "01",
        "level": "region",
        "allowed": "commune",
    }


@pytest.mark.parametrize("ice", ["12345", "00123456789012a", "٠٠١٢٣٤٥٦٧٨٩٠١٢٣", ""])
def test_an_ice_has_fifteen_digits(ice: str) -> None:
    NOTHING.refuses(replace(REGISTER, ice=ice), rules.IceMalformed)


@pytest.mark.parametrize("kind", PartnerKind)
@pytest.mark.parametrize("level", Level)
def test_every_kind_has_levels_and_no_others(kind: PartnerKind, level: Level) -> None:
    territory = replace(TANGER, level=level)
    if level in LEVELS[kind]:
        ensure_fits(kind, territory)
    else:
        with pytest.raises(rules.TerritoryLevelUnfit):
            ensure_fits(kind, territory)


def test_a_ministry_sits_on_the_country_alone() -> None:
    assert LEVELS[PartnerKind.MINISTRY] == {Level.COUNTRY}


def test_another_person_verifies() -> None:
    KNOWN.then(VERIFY, VERIFIED)


def test_the_registrar_does_not_verify() -> None:
    KNOWN.refuses(replace(VERIFY, caller=REGISTRAR), access.RegistrarMayNotVerify)


def test_verified_twice_is_refused() -> None:
    KNOWN.when(VERIFY).refuses(VERIFY, rules.OrganisationAlreadyVerified)


def test_suspended_and_reinstated() -> None:
    ACTIVE.then(SUSPEND, SUSPENDED)
    ACTIVE.given(SUSPENDED).then(REINSTATE, REINSTATED)


def test_only_the_verified_are_suspended_and_only_the_suspended_reinstated() -> None:
    KNOWN.refuses(SUSPEND, rules.OrganisationNotVerified)
    ACTIVE.given(SUSPENDED).refuses(SUSPEND, rules.OrganisationIsSuspended)
    ACTIVE.refuses(REINSTATE, rules.OrganisationNotSuspended)


def test_an_unknown_organisation_takes_no_command() -> None:
    NOTHING.refuses(VERIFY, access.OrganisationUnknown)
    assert NOTHING.state.id is None
    assert KNOWN.state.id == ORGANISATION

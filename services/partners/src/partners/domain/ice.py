"""The ICE (identifiant commun de l'entreprise): fifteen digits that belong to one organisation."""

import re
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from mithaq.events import Provenance

from partners.domain.events import IceReserved
from partners.domain.rules import IceCheckDigitsWrong, IceMalformed, IceTaken

# Nine digits of the enterprise, never all zero, four of its establishment, two check digits.
_ICE: Final = re.compile(r"(?!0{9})\d{15}", re.ASCII)


def ensure_well_formed(ice: str) -> None:
    """Raise unless these are fifteen digits that name an enterprise, the last two fitting the rest.

    The register publishes no rule for the check digits. ISO 7064 MOD 97-10 with remainder 0 is what
    python-stdnum found to hold for every published number (`stdnum.ma.ice`).
    """
    if not _ICE.fullmatch(ice):
        raise IceMalformed(ice=ice[:40])
    if int(ice) % 97 != 0:
        raise IceCheckDigitsWrong(ice=ice)


def stream_of(ice: str) -> str:
    """The stream of the reservation: appended with the registration, in one transaction."""
    return f"ice-{ice}"


def holder(_before: UUID | None, reserved: IceReserved, _: Provenance) -> UUID:
    """Evolve: whoever reserved the number holds it."""
    return reserved.organisation_id


def reserve(holding: UUID | None, ice: str, organisation: UUID) -> Sequence[IceReserved]:
    """Decide: the first organisation gets the number, any other is refused."""
    ensure_well_formed(ice)
    if holding == organisation:
        return []
    if holding is not None:
        raise IceTaken(ice=ice)
    return [IceReserved(ice=ice, organisation_id=organisation)]

"""The ICE (identifiant commun de l'entreprise): fifteen digits that belong to one organisation."""

import re
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from mithaq.events import Provenance

from partners.domain.events import IceReserved
from partners.domain.rules import IceMalformed, IceTaken

_ICE: Final = re.compile(r"\d{15}", re.ASCII)


def ensure_well_formed(ice: str) -> None:
    if not _ICE.fullmatch(ice):
        raise IceMalformed(ice=ice[:40])


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

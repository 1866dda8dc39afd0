"""What an organisation is called, what sort it is, and on which territory it may sit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mithaq.events import Open
from mithaq.territories import Level, Territory

from partners.domain.rules import TerritoryLevelUnfit
from partners.domain.vocabulary import PartnerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationIdentity:
    """`territory` is an HCP code, `MA` for the whole country."""

    kind: Open[PartnerKind]
    name_fr: str
    name_ar: str | None = None
    ice: str | None = None
    territory: str

    @property
    def names(self) -> tuple[str, ...]:
        """In each language that it has one in."""
        return tuple(name for name in (self.name_fr, self.name_ar) if name is not None)


_SECOND_LEVEL: Final = frozenset({Level.PROVINCE, Level.PREFECTURE})
_SERVICES: Final = _SECOND_LEVEL | {Level.REGION}
_ANYWHERE: Final = frozenset(Level)

# A council or a representative of the State sits on its own territory; others where they work.
LEVELS: Final[Mapping[PartnerKind, frozenset[Level]]] = {
    PartnerKind.MINISTRY: frozenset({Level.COUNTRY}),
    # The bodies whose visa a convention may need sit where they examine.
    PartnerKind.INTERIOR: _SERVICES | {Level.COUNTRY},
    PartnerKind.FINANCE: frozenset({Level.COUNTRY, Level.REGION}),
    PartnerKind.FINANCIAL_CONTROL: _ANYWHERE,
    PartnerKind.DECONCENTRATED_SERVICE: _SERVICES,
    PartnerKind.REGION: frozenset({Level.REGION}),
    PartnerKind.PROVINCE: frozenset({Level.PROVINCE}),
    PartnerKind.PREFECTURE: frozenset({Level.PREFECTURE}),
    PartnerKind.COMMUNE: frozenset({Level.COMMUNE}),
    PartnerKind.LOCAL_AUTHORITY: _SERVICES,
    PartnerKind.PUBLIC_OPERATOR: _ANYWHERE,
    PartnerKind.ASSOCIATION: _ANYWHERE,
    PartnerKind.COMPANY: _ANYWHERE,
    PartnerKind.HABOUS: _SERVICES | {Level.COUNTRY},
    PartnerKind.OTHER: _ANYWHERE,
}


def ensure_fits(kind: PartnerKind, territory: Territory) -> None:
    """Raise TerritoryLevelUnfit unless this kind of organisation sits on such a territory."""
    allowed = LEVELS[kind]
    if territory.level not in allowed:
        raise TerritoryLevelUnfit(
            kind=str(kind),
            territory=territory.code,
            level=str(territory.level),
            allowed=", ".join(str(level) for level in Level if level in allowed),
        )

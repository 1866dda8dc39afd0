"""Where an organisation may sit: the official levels, and which of them fit which kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from partners.domain.rules import TerritoryLevelUnfit
from partners.domain.vocabulary import PartnerKind


class Level(StrEnum):
    """The HCP's levels. A prefecture is the urban form of a province."""

    COUNTRY = "country"
    REGION = "region"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """`within` is the code of the territory that holds this one; the country has none."""

    code: str
    level: Level
    name_fr: str
    name_ar: str
    region: str | None = None
    within: str | None = None


_SECOND_LEVEL: Final = frozenset({Level.PROVINCE, Level.PREFECTURE})
_SERVICES: Final = _SECOND_LEVEL | {Level.REGION}
_ANYWHERE: Final = frozenset(Level)

# A council or a representative of the State sits on its own territory; others where they work.
LEVELS: Final[Mapping[PartnerKind, frozenset[Level]]] = {
    PartnerKind.MINISTRY: frozenset({Level.COUNTRY}),
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
            kind=kind.value,
            territory=territory.code,
            level=territory.level.value,
            allowed=", ".join(level.value for level in Level if level in allowed),
        )

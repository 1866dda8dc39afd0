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


def identity_of(said: OrganisationIdentity) -> OrganisationIdentity:
    """The identity alone, of an event that tells more."""
    return OrganisationIdentity(
        kind=said.kind,
        name_fr=said.name_fr,
        name_ar=said.name_ar,
        ice=said.ice,
        territory=said.territory,
    )


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


_STATE: Final = frozenset({PartnerKind.MINISTRY, PartnerKind.INTERIOR, PartnerKind.FINANCE})
_COUNCILS: Final = frozenset(
    {PartnerKind.REGION, PartnerKind.PROVINCE, PartnerKind.PREFECTURE, PartnerKind.COMMUNE}
)
# What each kind may be attached to. A deconcentrated service is no legal entity: it acts for its
# ministry. An operator, a delegated one above all, is attached to who answers for it.
PARENTS: Final[Mapping[PartnerKind, frozenset[PartnerKind]]] = {
    PartnerKind.DECONCENTRATED_SERVICE: _STATE,
    PartnerKind.LOCAL_AUTHORITY: frozenset({PartnerKind.INTERIOR}),
    PartnerKind.PUBLIC_OPERATOR: _STATE | _COUNCILS | {PartnerKind.PUBLIC_OPERATOR},
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

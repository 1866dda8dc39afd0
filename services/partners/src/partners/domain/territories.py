"""Territories on which an organisation may sit: the country and all that the census names."""

from collections.abc import Mapping
from functools import cache
from itertools import islice

from mithaq.folding import fold
from mithaq.territories import Level, Territory, TerritoryUnknown, country
from mithaq.territories import territories as census


@cache
def territories() -> Mapping[str, Territory]:
    """By code: the country, then the census in the order of its hierarchy."""
    return {country().code: country(), **census()}


def territory(code: str) -> Territory:
    """The territory of this code. Raises TerritoryUnknown."""
    found = territories().get(code)
    if found is None:
        raise TerritoryUnknown(territory=code[:40])
    return found


def search(
    q: str = "", *, level: Level | None = None, within: str | None = None, limit: int = 50
) -> list[Territory]:
    """Territories whose French or Arabic name holds `q`; names beginning with it come first."""
    wanted, names = fold(q), _names()
    found = [
        each
        for code, each in territories().items()
        if wanted in names[code]
        and level in (None, each.level)
        and within in (None, each.within, each.region)
    ]
    found.sort(key=lambda each: not names[each.code].startswith(wanted))
    return list(islice(found, limit))


@cache
def _names() -> Mapping[str, str]:
    return {code: fold(f"{t.name_fr} {t.name_ar}") for code, t in territories().items()}

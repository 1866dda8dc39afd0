"""Territories by their census code."""

import pytest
from mithaq.territories import (
    Level,
    TerritoryUnknown,
    country,
    ensure_territory,
    region_of,
    territories,
    territory,
)


@pytest.mark.parametrize(
    ("code", "level", "within"),
    [
        ("08", Level.REGION, "MA"),
        ("08.363", Level.PROVINCE, "08"),
        ("01.511", Level.PREFECTURE, "01"),
        ("08.363.01.03", Level.COMMUNE, "08.363"),
        ("06.141.01.01", Level.ARRONDISSEMENT, "06.141.01.0"),
    ],
)
def test_a_territory_knows_where_it_lies(code: str, level: Level, within: str) -> None:
    found = territory(code)
    assert (found.code, found.level, found.within) == (code, level, within)
    assert found.region == region_of(code) == code[:2]
    assert found.name_fr
    assert found.name_ar


def test_whatever_holds_a_territory_is_one_too() -> None:
    codes = {*territories(), country().code}
    assert {each.within for each in territories().values()} <= codes


@pytest.mark.parametrize("code", ["", "99", "8", "08.999", "MA", "008363010", "ma", "x" * 50])
def test_a_code_not_in_the_census_is_refused(code: str) -> None:
    with pytest.raises(TerritoryUnknown) as caught:
        ensure_territory(code)
    assert caught.value.values == {"territory": code[:40]}
    with pytest.raises(TerritoryUnknown):
        region_of(code)

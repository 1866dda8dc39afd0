"""Territories by their census code."""

import pytest
from programming.domain.rules import RegionUnknown, TerritoryUnknown
from programming.territories import region, regions, territory


def test_there_are_twelve_regions_named_in_both_languages() -> None:
    found = regions()
    assert [each.code for each in found] == [f"{number:02d}" for number in range(1, 13)]
    assert all(each.name_fr and each.name_ar for each in found)


@pytest.mark.parametrize("code", ["08", "08.363", "08.363.01.03", "06.141.01.01"])
def test_a_territory_lies_in_the_region_its_code_begins_with(code: str) -> None:
    assert territory(code).region == code[:2]


@pytest.mark.parametrize("code", ["", "99", "8", "08.999", "MA", "008363010"])
def test_what_the_census_does_not_name_is_refused(code: str) -> None:
    with pytest.raises(TerritoryUnknown):
        territory(code)


def test_a_commune_is_no_region() -> None:
    with pytest.raises(RegionUnknown):
        region("08.363.01.03")

"""The twelve regions, and nothing else."""

import pytest
from programming.domain.regions import region, regions
from programming.domain.rules import RegionUnknown


def test_there_are_twelve_regions_named_in_both_languages() -> None:
    found = regions()
    assert [each.code for each in found] == [f"{number:02d}" for number in range(1, 13)]
    assert all(each.name_fr and each.name_ar for each in found)


@pytest.mark.parametrize("code", ["", "99", "8", "MA", "08.363", "08.363.01.03"])
def test_what_is_no_region_is_refused(code: str) -> None:
    with pytest.raises(RegionUnknown):
        region(code)

"""The HCP's territories are all there, found by name in both scripts."""

import pytest
from partners.domain.rules import UnknownTerritory
from partners.domain.territory import Level
from partners.gazetteer import Gazetteer, folded

GAZETTEER = Gazetteer.load()


def test_the_whole_country_is_known() -> None:
    counts = {level: len(GAZETTEER.search(level=level, limit=5000)) for level in Level}
    assert counts == {
        Level.COUNTRY: 1,
        Level.REGION: 12,
        Level.PROVINCE: 62,
        Level.PREFECTURE: 21,
        Level.COMMUNE: 1503,
    }


def test_a_commune_knows_where_it_lies() -> None:
    tanger = GAZETTEER.find("01.511.01.0")
    assert (tanger.name_fr, tanger.name_ar) == ("Tanger", "طنجة")
    assert (tanger.level, tanger.region, tanger.within) == (Level.COMMUNE, "01", "01.511")


@pytest.mark.parametrize("code", ["", "ZZ", "13", "01.999", "ma"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownTerritory) as caught:
        GAZETTEER.find(code)
    assert caught.value.values == {"territory": code}


@pytest.mark.parametrize("q", ["tetouan", "TÉTOUAN", "تطوان"])
def test_names_are_found_without_accents_and_in_arabic(q: str) -> None:
    names = [territory.name_fr for territory in GAZETTEER.search(q, level=Level.COMMUNE)]
    assert "Tétouan" in names


def test_names_that_begin_so_come_first_within_the_asked_region() -> None:
    found = GAZETTEER.search("al", level=Level.COMMUNE, within="01", limit=5)
    assert found
    assert {territory.region for territory in found} == {"01"}
    assert folded(found[0].name_fr).startswith("al")

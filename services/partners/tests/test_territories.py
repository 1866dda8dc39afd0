"""The HCP's territories are all there, found by name in both scripts."""

import pytest
from mithaq.folding import fold
from mithaq.territories import Level, TerritoryUnknown
from partners.domain.territories import search, territory


def test_the_whole_country_is_known() -> None:
    counts = {level: len(search(level=level, limit=5000)) for level in Level}
    assert counts == {
        Level.COUNTRY: 1,
        Level.REGION: 12,
        Level.PROVINCE: 62,
        Level.PREFECTURE: 21,
        Level.COMMUNE: 1503,
        Level.ARRONDISSEMENT: 41,
    }


def test_a_commune_knows_where_it_lies() -> None:
    tanger = territory("01.511.01.0")
    assert (tanger.name_fr, tanger.name_ar) == ("Tanger", "طنجة")
    assert (tanger.level, tanger.region, tanger.within) == (Level.COMMUNE, "01", "01.511")


@pytest.mark.parametrize("code", ["", "ZZ", "13", "01.999", "ma"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(TerritoryUnknown) as caught:
        territory(code)
    assert caught.value.values == {"territory": code}


@pytest.mark.parametrize("q", ["tetouan", "TÉTOUAN", "تطوان", "تـطـوان", "te\u200btouan"])
def test_names_are_found_without_accents_and_in_arabic(q: str) -> None:
    names = [each.name_fr for each in search(q, level=Level.COMMUNE)]
    assert "Tétouan" in names


@pytest.mark.parametrize("q", ["M'diq", "m’diq", "Mʼdiq"])
def test_every_apostrophe_is_one(q: str) -> None:
    assert any("diq" in each.name_fr for each in search(q))


def test_names_that_begin_so_come_first_within_the_asked_region() -> None:
    found = search("al", level=Level.COMMUNE, within="01", limit=5)
    assert found
    assert {each.region for each in found} == {"01"}
    assert fold(found[0].name_fr).startswith("al")

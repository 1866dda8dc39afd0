"""What reads like another organisation's name is refused, or taken knowingly."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from partners.domain import rules
from partners.domain.events import NameReserved
from partners.domain.naming import NOBODY, reserve, skeleton, stream_of

from .stories import IDENTITY, NOTHING, ORGANISATION, OTHER, PERSON, REGISTER, REGISTERED

TANGER = "Commune de Tanger"


@pytest.mark.parametrize(
    "alike",
    [
        "COMMUNE DE TANGER",
        "Commune  de-Tanger.",
        "Commune de T\u200banger",
        "Cornrnune de Tanger",
        "C0mmune de Tanger",
        "Commune de Tänger",
    ],
)
def test_names_that_read_alike_have_one_skeleton(alike: str) -> None:
    assert skeleton(alike) == skeleton(TANGER)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("جماعة طنجة", "جماعه طنجه"),
        ("جماعة أكادير", "جماعة اكادير"),
        ("جمـــاعة طنجة", "جماعة طَنجة"),
        ("Oulad Illane", "Oulad lllane"),
    ],
)
def test_so_have_these(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize("other", ["Commune de Tangara", "Région de Tanger", "جماعة طنجة", "!"])
def test_other_names_have_another(other: str) -> None:
    assert skeleton(other) != skeleton(TANGER)
    assert stream_of(skeleton(other)) != stream_of(skeleton(TANGER))


@pytest.mark.parametrize("name", ["\u0421ommune de Tanger", "Commune de T\u0430nger"])
def test_a_letter_of_another_script_among_its_own_is_refused(name: str) -> None:
    for identity in (replace(IDENTITY, name_fr=name), replace(IDENTITY, name_ar=name)):
        error = NOTHING.refuses(replace(REGISTER, identity=identity), rules.NameMisleading)
        assert error.values["word"] in name.split()


def test_the_first_takes_the_name_the_next_one_only_knowingly() -> None:
    taken = NameReserved(name=TANGER, organisation_id=ORGANISATION)
    assert reserve(NOBODY, TANGER, ORGANISATION, ()) == [taken]
    held_by = frozenset({ORGANISATION})
    with pytest.raises(rules.NameTaken) as caught:
        reserve(held_by, TANGER, OTHER, [PERSON])
    assert caught.value.values == {"name": TANGER, "organisations": str(ORGANISATION)}
    knowingly = reserve(held_by, TANGER, OTHER, [ORGANISATION])
    assert knowingly == [NameReserved(name=TANGER, organisation_id=OTHER)]
    assert reserve(held_by, TANGER, ORGANISATION, ()) == []


def test_the_log_says_of_whom_the_registrar_knew() -> None:
    knowingly = replace(REGISTER, distinct_from=(OTHER,))
    NOTHING.then(knowingly, replace(REGISTERED, distinct_from=(OTHER,)))


@given(st.text(min_size=1))
def test_property_every_name_has_a_skeleton(name: str) -> None:
    assert skeleton(name)

"""Names, versions and upcasts of a catalogue: which events are read, skipped, or refused."""

from dataclasses import dataclass
from typing import Any

import pytest
from mithaq.errors import MalformedEvent, UnknownEventVersion
from mithaq.events import Catalogue
from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    amount: Money
    act: str


def amount_in_centimes(old: dict[str, Any]) -> dict[str, Any]:
    return {"amount": old["dirhams"] * 100, "act": old["act"]}


PAID = Catalogue[Paid](
    "ma.mithaq.test", {("Paid", 2): Paid}, upcasts={("Paid", 1): amount_in_centimes}
)


def test_an_event_is_decoded_as_it_was_encoded() -> None:
    event = Paid(amount=Money.of("12.50"), act="OV-7")
    assert PAID.encode(event) == ("Paid", 2, '{"act":"OV-7","amount":1250}')
    assert PAID.decode(*PAID.encode(event)) == event


def test_an_old_version_is_upcast() -> None:
    assert PAID.decode("Paid", 1, '{"act":"a","dirhams":3}') == Paid(amount=Money(300), act="a")


THRICE = Catalogue[Paid](
    "ma.mithaq.test",
    {("Paid", 3): Paid},
    upcasts={("Paid", 1): amount_in_centimes, ("Paid", 2): lambda old: {**old, "act": "OV"}},
)


def test_upcasts_follow_each_other() -> None:
    assert THRICE.decode("Paid", 1, '{"act":"a","dirhams":3}') == Paid(amount=Money(300), act="OV")
    assert THRICE.decode("Paid", 2, '{"act":"a","amount":3}') == Paid(amount=Money(3), act="OV")
    assert THRICE.current == {("Paid", 3)}
    assert THRICE.retired == {("Paid", 1), ("Paid", 2)}


def test_a_reader_may_give_several_versions_one_class() -> None:
    wide = Catalogue[Paid]("ma.mithaq.test", {("Paid", 1): Paid, ("Paid", 2): Paid})
    assert wide.decode("Paid", 1, '{"act":"a","amount":1}') == wide.decode(
        "Paid", 2, '{"act":"a","amount":1,"extra":{}}'
    )


@pytest.mark.parametrize("bytes_", ["", "{", "[]", "[1]", "null", "7", '"x"', '{"act":"a"}'])
def test_a_payload_that_an_upcast_cannot_process_is_malformed(bytes_: str) -> None:
    with pytest.raises(MalformedEvent):
        PAID.decode("Paid", 1, bytes_)


def test_an_upcast_that_gives_another_shape_is_malformed() -> None:
    with pytest.raises(MalformedEvent):
        PAID.decode("Paid", 1, '{"act":7,"dirhams":3}')


@pytest.mark.parametrize(
    ("types", "upcasts", "said"),
    [
        ({("Paid", 2): Paid}, {}, "Paid.v1 cannot be read any more"),
        ({("Paid", 1): Paid}, {("Paid", 1): amount_in_centimes}, "has a class and an upcast"),
        ({("Paid", 3): Paid}, {("Paid", 1): amount_in_centimes}, "Paid.v2 cannot be read any more"),
        ({}, {("Paid", 1): amount_in_centimes}, "a version without class or upcast"),
    ],
)
def test_a_catalogue_with_a_gap_is_refused(
    types: dict[tuple[str, int], type[Paid]], upcasts: dict[tuple[str, int], Any], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        Catalogue("ma.mithaq.test", types, upcasts)


def test_fields_added_by_newer_producers_are_ignored() -> None:
    assert PAID.decode("Paid", 2, '{"act":"a","amount":1,"new":true}').act == "a"


def test_an_unknown_version_is_an_error() -> None:
    with pytest.raises(UnknownEventVersion):
        PAID.decode("Paid", 3, "{}")


@pytest.mark.parametrize("bytes_", ["", "{", "[]", '{"act":"a","amount":1.5}', '{"amount":1}'])
def test_a_payload_that_does_not_fit_the_event_is_malformed(bytes_: str) -> None:
    with pytest.raises(MalformedEvent):
        PAID.decode("Paid", 2, bytes_)


def test_unknown_names_are_skipped() -> None:
    assert PAID.knows("Paid")
    assert not PAID.knows("Called")


def test_a_float_in_an_event_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Weighed:
        parts: list[float]

    with pytest.raises(TypeError, match="float"):
        Catalogue("ma.mithaq.test", {("Weighed", 1): Weighed})

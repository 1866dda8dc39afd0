"""A new version of an event is read from the start, and written once the former release is gone."""

from dataclasses import dataclass

import pytest
from mithaq.errors import EventHeld, UnknownEventVersion
from mithaq.events import Catalogue, News

SOURCE = "ma.mithaq.test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """Version 2: with a number of coats; version 1 meant one."""

    colour: str
    coats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Varnished:
    """An event that the former release does not know."""

    gloss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """Painted, as the former release has it."""

    colour: str


def one_coat(old: dict[str, object]) -> dict[str, object]:
    return {**old, "coats": 1}


def without_coats(new: dict[str, object]) -> dict[str, object]:
    return {"colour": new["colour"]}


@pytest.fixture
def news() -> News:
    return News({("Painted", 2): without_coats, ("Varnished", 1): None})


@pytest.fixture
def catalogue(news: News) -> Catalogue[Painted | Varnished]:
    return Catalogue.of(
        SOURCE,
        Painted | Varnished,
        versions={"Painted": 2},
        upcasts={("Painted", 1): one_coat},
        news=news,
    )


def test_what_is_held_is_written_as_the_former_release_reads_it(
    catalogue: Catalogue[Painted | Varnished], news: News
) -> None:
    news.hold_all_but([])
    written = catalogue.written(Painted(colour="red", coats=1))
    assert written == ("Painted", 1, '{"colour":"red"}')
    former: Catalogue[Former] = Catalogue(SOURCE, {("Painted", 1): Former})
    assert former.decode(*written) == Former(colour="red")
    assert catalogue.decode(*written) == Painted(colour="red", coats=1)


def test_what_the_former_version_cannot_say_waits(
    catalogue: Catalogue[Painted | Varnished], news: News
) -> None:
    """Else a state would be another after the next load."""
    news.hold_all_but([])
    for event in (Painted(colour="red", coats=3), Varnished(gloss="mat")):
        with pytest.raises(EventHeld):
            catalogue.written(event)


def test_what_is_released_is_written_as_it_is(
    catalogue: Catalogue[Painted | Varnished], news: News
) -> None:
    news.hold_all_but([("Painted", 2)])
    assert catalogue.written(Painted(colour="red", coats=3))[:2] == ("Painted", 2)
    with pytest.raises(EventHeld):
        catalogue.written(Varnished(gloss="mat"))


def test_a_part_of_the_catalogue_holds_the_same(
    catalogue: Catalogue[Painted | Varnished], news: News
) -> None:
    part: Catalogue[Varnished] = catalogue.only(Varnished)
    news.hold_all_but([])
    with pytest.raises(EventHeld):
        part.written(Varnished(gloss="mat"))


def test_showing_an_event_is_not_writing_it(
    catalogue: Catalogue[Painted | Varnished], news: News
) -> None:
    news.hold_all_but([])
    assert catalogue.encode(Varnished(gloss="mat"))[:2] == ("Varnished", 1)


def test_news_of_an_unknown_event_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="Sanded"):
        Catalogue.of(SOURCE, Varnished, news=News({("Sanded", 1): None}))


def test_the_former_release_could_not_read_it(catalogue: Catalogue[Painted | Varnished]) -> None:
    """Why it is held at all."""
    former: Catalogue[Former] = Catalogue(SOURCE, {("Painted", 1): Former})
    with pytest.raises(UnknownEventVersion):
        former.decode(*catalogue.written(Painted(colour="red", coats=3)))

"""A catalogue from a union of classes, and one of a part of its events with the same versions."""

from dataclasses import dataclass
from typing import Any

import pytest
from mithaq.events import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    to: str


def _with_reason(_: dict[str, Any]) -> dict[str, Any]:
    return {"reason": "unknown"}


WHOLE: Catalogue[Opened | Closed | Moved] = Catalogue.of(
    "ma.mithaq.test",
    Opened | Closed | Moved,
    versions={"Closed": 2},
    upcasts={("Closed", 1): _with_reason},
    fields={"name": "How it is called", "reason": "Why", "to": "Where"},
)


def test_each_event_stands_under_its_own_name() -> None:
    assert WHOLE.current == {("Opened", 1), ("Closed", 2), ("Moved", 1)}
    assert WHOLE.encode(Closed(reason="done")) == ("Closed", 2, '{"reason":"done"}')


def test_a_part_keeps_versions_and_upcasts() -> None:
    """A separate catalogue pinned at version 1 would decode old payloads with the current class."""
    part: Catalogue[Opened | Closed] = WHOLE.only(Opened | Closed)
    assert part.current == {("Opened", 1), ("Closed", 2)}
    assert part.decode("Closed", 1, "{}") == Closed(reason="unknown")
    assert part.encode(Closed(reason="done")) == WHOLE.encode(Closed(reason="done"))
    assert not part.knows("Moved")
    assert not part.undescribed


def test_a_part_may_be_one_class() -> None:
    assert WHOLE.only(Moved).current == {("Moved", 1)}


def test_an_event_outside_the_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="Told"):
        WHOLE.only(Moved | Told)


def test_a_version_of_an_unknown_event_is_refused() -> None:
    with pytest.raises(ValueError, match="Told"):
        Catalogue.of("ma.mithaq.test", Moved, versions={"Told": 2})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    to: str

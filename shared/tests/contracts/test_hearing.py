"""The contract test of consumers: which mismatches it finds, and the payloads it generates."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from mithaq.contracts import read_published, write_published
from mithaq.errors import MalformedEvent, UnknownEventVersion
from mithaq.events import Catalogue
from mithaq.testing.hearing import ensure_hears_what_is_published
from mithaq.testing.instances import UnknownWord, instances

SOURCE = "ma.mithaq.test"
FOLDER = Path(__file__).parents[2] / "contracts"
COMMITTED = {
    wire_name: schema
    for folder in sorted(FOLDER.iterdir())
    for wire_name, schema in read_published(FOLDER, folder.name).items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    year: int
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    act: str
    lines: tuple[Line, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsNote:
    act: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Misspelt:
    act: str
    nota: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOfCost:
    year: int
    cost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MisspeltInside:
    lines: tuple[LineOfCost, ...]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Version 1 is retired, version 2 is current."""
    old: Catalogue[Any] = Catalogue(SOURCE, {("Told", 1): NeedsNote})
    new: Catalogue[Any] = Catalogue(SOURCE, {("Told", 2): Told}, {("Told", 1): dict})
    write_published(tmp_path, old)
    write_published(tmp_path, new)
    return tmp_path


def hearing(*versions: type[Any]) -> Catalogue[Any]:
    return Catalogue(SOURCE, {("Told", n): each for n, each in enumerate(versions, 1)})


def test_a_tolerant_reader_of_both_versions_passes(folder: Path) -> None:
    ensure_hears_what_is_published(hearing(Heard, Heard), folder)


def test_a_reader_that_knows_one_version_fails(folder: Path) -> None:
    with pytest.raises(UnknownEventVersion):
        ensure_hears_what_is_published(hearing(Heard), folder)


def test_a_reader_that_needs_an_optional_field_fails(folder: Path) -> None:
    with pytest.raises(MalformedEvent):
        ensure_hears_what_is_published(hearing(Heard, NeedsNote), folder)


@pytest.mark.parametrize(
    ("misspelt", "field"), [(Misspelt, "/nota"), (MisspeltInside, r"/lines/\[\]/cost")]
)
def test_an_unpublished_field_fails(folder: Path, misspelt: type[Any], field: str) -> None:
    with pytest.raises(AssertionError, match=field):
        ensure_hears_what_is_published(hearing(Heard, misspelt), folder)


def test_a_retired_schema_says_so(folder: Path) -> None:
    published = read_published(folder, SOURCE)
    assert published[f"{SOURCE}.Told.v1"]["deprecated"] is True
    assert "Told.v2" in published[f"{SOURCE}.Told.v1"]["$comment"]
    assert "deprecated" not in published[f"{SOURCE}.Told.v2"]


@given(st.data())
def test_instances_are_what_the_schemas_allow_property(data: st.DataObject) -> None:
    wire_name = data.draw(st.sampled_from(sorted(COMMITTED)))
    payload = data.draw(instances(COMMITTED[wire_name]))
    Draft202012Validator(COMMITTED[wire_name]).validate(payload)


def test_an_unknown_schema_keyword_is_refused() -> None:
    with pytest.raises(UnknownWord, match="pattern"):
        instances({"type": "string", "pattern": "^a"})

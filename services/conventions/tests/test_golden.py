"""The golden files of today's versions leave no field unfilled: an absent one would prove nothing.

`tests/contract` reads them all; bytes once written are never edited.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conventions.catalogue import CATALOGUE

GOLDEN = Path(__file__).parent / "golden"


def fields(value: Any, path: str = "") -> Iterator[tuple[str, bool]]:
    """Each field by its path, and whether it is filled there; items of a list share one path."""
    match value:
        case dict():
            for name, each in value.items():
                yield from fields(each, f"{path}.{name}")
        case list() if value:
            for each in value:
                yield from fields(each, path)
        case _:
            yield path, value is not None and value != []


@pytest.mark.parametrize(("name", "version"), sorted(CATALOGUE.current))
def test_every_field_is_filled(name: str, version: int) -> None:
    stored = (GOLDEN / f"{name}.v{version}.json").read_text()
    told = list(fields(json.loads(stored)))
    assert {path for path, _ in told} == {path for path, filled in told if filled}
    assert CATALOGUE.encode(CATALOGUE.decode(name, version, stored))[2] == stored.rstrip("\n")


def test_nothing_else_is_kept_there() -> None:
    known = CATALOGUE.current | CATALOGUE.retired
    assert {file.name for file in GOLDEN.iterdir()} == {f"{n}.v{v}.json" for n, v in known}

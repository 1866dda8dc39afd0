"""Events once written can always be read: a golden file per event and version, never edited."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mithaq.events import Catalogue

from tests.contract.lock import broken, found, locked
from tests.contract.producers import CONTRACTS, PRODUCERS, golden_folder

ADD = "write such an event's bytes to {folder}/{name}.v{version}.json and run `make contracts`"
FILES = [
    pytest.param(catalogue, file, id=f"{catalogue.source}.{file.stem}")
    for catalogue in PRODUCERS
    for file in sorted(golden_folder(catalogue).glob("*.json"))
]


@pytest.mark.parametrize("catalogue", PRODUCERS, ids=lambda c: c.source)
def test_every_version_has_its_golden_bytes(catalogue: Catalogue[Any]) -> None:
    folder = golden_folder(catalogue)
    for name, version in sorted(catalogue.current | catalogue.retired):
        there = (folder / f"{name}.v{version}.json").exists()
        assert there, ADD.format(folder=folder, name=name, version=version)


@pytest.mark.parametrize(("catalogue", "file"), FILES)
def test_golden_bytes_are_still_read_without_loss(catalogue: Catalogue[Any], file: Path) -> None:
    """The current version may have more fields with defaults; none is lost or changed."""
    name, version = file.stem.split(".v")
    stored = file.read_text().rstrip("\n")
    today, written, again = catalogue.encode(catalogue.decode(name, int(version), stored))
    assert (today, written) in catalogue.current
    _validator(catalogue, name, written).validate(json.loads(again))
    if written == int(version):
        assert json.loads(again).items() >= json.loads(stored).items()


@pytest.mark.parametrize(("catalogue", "file"), FILES)
def test_golden_bytes_are_what_was_published(catalogue: Catalogue[Any], file: Path) -> None:
    name, version = file.stem.split(".v")
    _validator(catalogue, name, int(version)).validate(json.loads(file.read_text()))


def test_bytes_are_as_they_were_locked() -> None:
    """A golden file never changes; a schema is changed only by `make contracts`."""
    assert not broken(locked(), found()), "restore these files: nobody edits them"
    assert locked() == found(), "run `make contracts` and commit tests/contract/locked.sha256"


def test_a_changed_or_missing_file_breaks_the_lock() -> None:
    assert broken({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "other", "d": "4"}) == ["b", "c"]


def _validator(catalogue: Catalogue[Any], name: str, version: int) -> Draft202012Validator:
    file = CONTRACTS / catalogue.source / f"{name}.v{version}.json"
    return Draft202012Validator(
        json.loads(file.read_text()), format_checker=Draft202012Validator.FORMAT_CHECKER
    )

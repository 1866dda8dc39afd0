"""Bytes once written are read for ever: one file an event and version, never edited."""

import json
from pathlib import Path
from typing import get_args

import pytest
from conventions.catalogue import CATALOGUE
from conventions.domain.events import ConventionEvent

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("*.json"))


def test_every_event_has_its_golden_bytes() -> None:
    today = {CATALOGUE.wire_name(event.__name__, 1) for event in get_args(ConventionEvent)}
    kept = {f"{CATALOGUE.source}.{file.stem}" for file in FILES}
    assert today <= kept


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_golden_bytes_are_still_read_without_loss(file: Path) -> None:
    """Fields may have been added since, with a default; none is lost or reads otherwise."""
    name, version = file.stem.split(".v")
    stored = file.read_text().rstrip("\n")
    _, _, again = CATALOGUE.encode(CATALOGUE.decode(name, int(version), stored))
    assert json.loads(again).items() >= json.loads(stored).items()

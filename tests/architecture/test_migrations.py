"""A migration leaves a store that the former release still serves, and locks nobody out."""

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
from mithaq.store.revisions import Revisions, kernel_revisions, service_revisions

# What the former release relies on, and what would hold its appends up.
REFUSED: Final = {
    "drops what older code uses": r"\bDROP\s+(TABLE|COLUMN|FUNCTION|VIEW|SCHEMA|TYPE|INDEX)\b",
    "renames what older code uses": r"\bRENAME\b",
    "changes a column's type": r"\bALTER\s+(COLUMN\s+)?\w+\s+(SET\s+DATA\s+)?TYPE\b",
    "refuses rows that older code writes": r"\bSET\s+NOT\s+NULL\b",
    "adds a column that older code does not fill": (
        r"\bADD\s+(COLUMN\s+)?(?!CONSTRAINT)\w+[^,;\"]*\bNOT\s+NULL(?![^,;\"]*\bDEFAULT\b)"
    ),
    "indexes a table under use; take mithaq.store.indexes.create_index": (
        r"\bCREATE\s+(UNIQUE\s+)?INDEX\s+\w+\s+ON\s+(event|event_log|consumer_offset|outbox)\b"
    ),
}
DEFAULTED: Final = re.compile(r"\bDEFAULT\b.*\bNOT\s+NULL\b", re.IGNORECASE)


def faults(source: str) -> Sequence[str]:
    """What a migration may not do."""
    return [
        why
        for why, pattern in REFUSED.items()
        for found in re.finditer(pattern, source, re.IGNORECASE)
        if not DEFAULTED.search(found[0])
    ]


def chains() -> Iterator[Revisions]:
    yield kernel_revisions()
    for name in ("partners", "conventions", "programming", "notifications", "audit"):
        folder = import_module(f"{name}.bootstrap").SERVICE.migrations
        if folder is not None:
            yield service_revisions(folder)


def additive() -> list[Path]:
    """The migrations that say nothing of a floor: former releases serve what they leave."""
    return [path for chain in chains() for path in chain.above_the_last_floor()]


def test_there_are_some() -> None:
    assert [path.name for path in additive() if path.name.startswith("k0014")]


@pytest.mark.parametrize("path", additive(), ids=lambda path: path.stem)
def test_a_migration_only_adds(path: Path) -> None:
    assert not faults(path.read_text())


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE event",
        "ALTER TABLE event DROP COLUMN xid",
        "ALTER TABLE event RENAME COLUMN xid TO transaction",
        "ALTER TABLE event ALTER COLUMN version TYPE bigint",
        "ALTER TABLE event ALTER version SET NOT NULL",
        "ALTER TABLE event ADD COLUMN region text NOT NULL",
        "CREATE INDEX event_time ON event (recorded_at)",
    ],
)
def test_what_would_harm_the_former_release_is_refused(statement: str) -> None:
    assert faults(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE event ADD COLUMN region text",
        "ALTER TABLE event ADD COLUMN region text NOT NULL DEFAULT ''",
        "ALTER TABLE event ADD COLUMN region text DEFAULT '' NOT NULL",
        "CREATE TABLE region (name text NOT NULL)",
        "CREATE INDEX region_name ON region (name)",
        "CREATE OR REPLACE FUNCTION append_events() RETURNS int AS 'SELECT 1' LANGUAGE sql",
    ],
)
def test_what_adds_is_let_through(statement: str) -> None:
    assert not faults(statement)

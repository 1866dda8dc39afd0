"""Reads and writes schema files: `<folder>/<source>/<Event>.v<n>.json`, stable in diffs."""

import json
from pathlib import Path
from typing import Any

from mithaq.events import Catalogue

Schema = dict[str, Any]


def read_published(folder: Path, source: str) -> dict[str, Schema]:
    """Every published schema of a source by wire name."""
    return {
        f"{source}.{file.stem}": json.loads(file.read_text())
        for file in sorted((folder / source).glob("*.json"))
    }


def write_published(folder: Path, catalogue: Catalogue[Any]) -> list[Path]:
    """Write the schemas of current events and mark those of retired versions as deprecated.

    Returns the files that changed. Raises FileNotFoundError if a retired version's file is missing.
    """
    directory = folder / catalogue.source
    directory.mkdir(parents=True, exist_ok=True)
    documents = {
        directory / f"{wire_name.removeprefix(catalogue.source + '.')}.json": _document(
            wire_name, schema
        )
        for wire_name, schema in catalogue.schemas.items()
    }
    for name, version in sorted(catalogue.retired):
        file = directory / f"{name}.v{version}.json"
        documents[file] = json.loads(file.read_text()) | retired(name, version)
    return [file for file, document in documents.items() if _wrote(file, document)]


def retired(name: str, version: int) -> Schema:
    """What is added to a schema once no event is written under it any more."""
    return {
        "deprecated": True,
        "$comment": f"No longer produced since {name}.v{version + 1}; logs keep it, read it on.",
    }


def _wrote(file: Path, document: Schema) -> bool:
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    if file.exists() and file.read_text() == text:
        return False
    file.write_text(text)
    return True


def _document(wire_name: str, schema: Schema) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:mithaq:event:{wire_name}",
        **schema,
    }

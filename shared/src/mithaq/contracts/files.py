"""Schemas on disk: `<folder>/<source>/<Event>.v<n>.json`, readable and stable in diffs."""

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
    """Write the schemas of today's events; those of old versions stay. The files that changed."""
    place = folder / catalogue.source
    place.mkdir(parents=True, exist_ok=True)
    changed: list[Path] = []
    for wire_name, schema in catalogue.schemas.items():
        file = place / f"{wire_name.removeprefix(catalogue.source + '.')}.json"
        text = json.dumps(_document(wire_name, schema), indent=2, ensure_ascii=False) + "\n"
        if not file.exists() or file.read_text() != text:
            file.write_text(text)
            changed.append(file)
    return changed


def _document(wire_name: str, schema: Schema) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:mithaq:event:{wire_name}",
        **schema,
    }

"""`python -m tests.contract.golden`: write the golden bytes of events that have none yet.

One file an event and version, every field filled. A file that is there is never written again:
what was stored once must be read for ever.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from mithaq.canonical import canonical
from mithaq.events import Catalogue

from tests.contract.producers import PRODUCERS, golden_folder

Schema = Mapping[str, Any]

_TEXTS: Final = {
    "uuid": "018f0000-0000-7000-8000-000000000001",
    "date": "2026-03-02",
    "date-time": "2026-03-02T12:00:00Z",
}


def sample(schema: Schema, document: Schema, name: str) -> object:  # noqa: PLR0911 - one a type
    """A payload that the schema allows, with every field filled; texts say the field's name."""
    if "$ref" in schema:
        return sample(document["$defs"][schema["$ref"].rpartition("/")[2]], document, name)
    if "anyOf" in schema:
        filled = next(each for each in schema["anyOf"] if each.get("type") != "null")
        return sample(filled, document, name)
    match schema["type"]:
        case "object":
            fields = schema["properties"].items()
            return {field: sample(each, document, field) for field, each in fields}
        case "array":
            return [sample(schema["items"], document, name)]
        case "string":
            examples = [_TEXTS.get(schema.get("format", ""), name)]
            return schema.get("examples", examples)[0]
        case "integer":
            return 1
        case "boolean":
            return True
        case kind:
            raise ValueError(f"{name}: no sample for {kind!r}; write this golden file by hand")


def write_missing(catalogue: Catalogue[Any]) -> Iterator[Path]:
    """Write a file for each event of the current version without one; returns the files."""
    for name, version in sorted(catalogue.current):
        file = golden_folder(catalogue) / f"{name}.v{version}.json"
        if not file.exists():
            schema = catalogue.schemas[catalogue.wire_name(name, version)]
            event = catalogue.decode(name, version, canonical(sample(schema, schema, name)))
            file.write_text(catalogue.encode(event)[2] + "\n")
            yield file


def main() -> int:
    for catalogue in PRODUCERS:
        for file in write_missing(catalogue):
            sys.stdout.write(f"wrote {file}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

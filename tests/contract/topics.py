"""`python -m tests.contract.topics`: writes the schemas of topics derived from services' logs."""

import importlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tests.contract.producers import CONTRACTS

SERVICES: Final = ("partners", "conventions", "programming", "notifications", "audit")


def documents() -> Mapping[Path, str]:
    """The schema of each derived topic, by file."""
    found: dict[Path, str] = {}
    for name in SERVICES:
        service = importlib.import_module(f"{name}.bootstrap").SERVICE
        for derived in service.derived:
            topic = derived.topic(service.catalogue.source)
            document: dict[str, Any] = {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "$id": f"urn:mithaq:topic:{topic}",
                "$comment": "compacted: today's state" if derived.compacted else "keeps all",
                **derived.schema,
            }
            file = CONTRACTS / service.catalogue.source / "topics" / f"{derived.name}.json"
            found[file] = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    return found


def main() -> None:
    for file, text in documents().items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


if __name__ == "__main__":
    main()

"""`python -m mithaq.contracts FOLDER SERVICE...`: write the schemas of these services' events.

Writes nothing if a published schema would change in a way that breaks consumers.
"""

import argparse
import importlib
import sys
from pathlib import Path

from mithaq.contracts import breaks, read_published, write_published
from mithaq.events import Catalogue

REMEDY = (
    "A change other than a new optional field is a new version with an upcast:\n"
    "docs/guides/change-an-event.md.\n"
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m mithaq.contracts", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("services", nargs="+")
    options = parser.parse_args()
    catalogues: list[Catalogue[object]] = [
        importlib.import_module(f"{service}.catalogue").CATALOGUE for service in options.services
    ]
    refusals = [
        f"{wire_name}: {reason}"
        for catalogue in catalogues
        for wire_name, published in read_published(options.folder, catalogue.source).items()
        if wire_name in catalogue.schemas
        for reason in breaks(published, catalogue.schemas[wire_name])
    ]
    if refusals:
        sys.stderr.write("\n".join([*refusals, REMEDY]))
        return 1
    for catalogue in catalogues:
        for file in write_published(options.folder, catalogue):
            sys.stdout.write(f"wrote {file}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

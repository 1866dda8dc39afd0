"""`python -m tests.contract.lock [--check]`: locks golden files and contracts by their SHA-256.

`locked.sha256` has the form of `sha256sum`: every golden file and every published schema. Golden
bytes never change. A schema is only written by `make contracts`, which refuses a breaking change:
`--check` runs before it, so that a file edited or deleted by hand is not taken for what was
published.
"""

import hashlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.contract.producers import CONTRACTS, PRODUCERS, ROOT, golden_folder

LOCK: Final = Path(__file__).with_name("locked.sha256")


def _kept() -> Iterator[Path]:
    for catalogue in PRODUCERS:
        yield from golden_folder(catalogue).glob("*.json")
        yield from (CONTRACTS / catalogue.source).glob("*.json")


def found() -> dict[str, str]:
    """The SHA-256 of each file in the working tree, by path."""
    return {
        file.relative_to(ROOT).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in _kept()
    }


def locked() -> dict[str, str]:
    lines = (line.split("  ", 1) for line in LOCK.read_text().splitlines())
    return {path: digest for digest, path in lines}


def broken(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Locked files that are missing or have changed."""
    return sorted(path for path, digest in before.items() if now.get(path) != digest)


def main(arguments: list[str]) -> int:
    before, now = locked(), found()
    gone = broken(before, now)
    if arguments != ["--check"]:
        gone = [path for path in gone if "/golden/" in path]
    if gone:
        sys.stderr.write("\n".join(["Restore these, nobody edits them:", *gone, ""]))
        return 1
    if arguments != ["--check"]:
        lines = (f"{digest}  {path}\n" for path, digest in sorted(now.items()))
        LOCK.write_text("".join(lines))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

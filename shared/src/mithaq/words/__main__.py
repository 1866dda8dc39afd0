"""`python -m mithaq.words <folder> <package>...`: checks catalogues, writes a page for reviewers.

Brings the files in line with the code first (`make words`). The folder gets `words.html` and, for a
language that is to be begun, one template a package (`<package>.pot`).
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from mithaq.words.checking import findings
from mithaq.words.extract import KERNEL
from mithaq.words.review import page
from mithaq.words.sync import synchronise, template


def main(folder: Path, packages: Sequence[str]) -> int:
    """Returns the exit status: 0 if nothing is missing or wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = []
    for package in (KERNEL, *packages):
        for path in synchronise(package):
            sys.stdout.write(f"written: {path}\n")
        (folder / f"{package}.pot").write_bytes(template(package))
        wrong += [f"{package}: {finding}" for finding in findings(package)]
    (folder / "words.html").write_text(page((KERNEL, *packages)), encoding="utf-8")
    for line in wrong:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{len(wrong)} faults; side by side: {folder / 'words.html'}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))

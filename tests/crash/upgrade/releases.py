"""The two releases that run side by side: the former one's wheels, and the next one's source."""

import shutil
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from tests.crash.upgrade.changes import CHANGES

FORMER: Final = "ff28cc7"
PACKAGES: Final = ("mithaq", "partners", "conventions")
_WHEELS: Final = Path(__file__).parent / "wheels"


@dataclass(frozen=True, slots=True)
class Release:
    """A release, and the folder that comes first on the path of its processes."""

    name: str
    folder: Path


def former(folder: Path) -> Release:
    """The wheels of the release in the field, unpacked."""
    for wheel in (_WHEELS / FORMER).glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(folder)
    return Release(FORMER, folder)


def following(folder: Path) -> Release:
    """A copy of this code, with a further column in a read model and a new version of an event."""
    for package in PACKAGES:
        found = find_spec(package)
        assert found is not None
        assert found.origin is not None
        shutil.copytree(Path(found.origin).parent, folder / package)
    copy = folder / "conventions"
    for file, old, new in CHANGES:
        content = (copy / file).read_text(encoding="utf-8")
        assert content.count(old) == 1, f"{file} does not have one {old!r}"
        (copy / file).write_text(content.replace(old, new), encoding="utf-8")
    return Release("next", folder)

"""`python -m tests.architecture.crossing`: how many files one command crosses, route to read model.

A file counts if it belongs to the service and, between the request and the rows, one of its
functions ran, or if it defines the command, its row of the table, a rule the row names or an
event that followed. Exit status 1 if a command crosses more files than it may.
"""

import asyncio
import inspect
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

import conventions
from conventions.domain.amendments.commands import DraftAmendment
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.event import ConventionEvent
from conventions.domain.signatures.commands import SignConvention
from conventions.domain.table import BY_COMMAND
from conventions.domain.tranches.commands import CallFunds

from tests.architecture import histories as h
from tests.architecture.in_memory import InMemoryService

# Half of them are core: who may, which day, which duty, what flows, who is suspended, whether the
# duration runs, for whom one acts, what it takes of an envelope; and what paper stands for, what
# the tranches of a contribution share.
LIMIT: Final = 38
PACKAGE: Final = Path(inspect.getfile(conventions)).parent


@dataclass(frozen=True)
class Crossing:
    """One request for a command, and the history before it."""

    command: type[ConventionCommand]
    path: str
    body: dict[str, object]
    history: list[ConventionEvent]
    organisation: str
    most: int = LIMIT


CROSSINGS: Final = (
    Crossing(
        CallFunds,
        "/tranches/R1/calls",
        {"amount": {"amount": "40.00", "currency": "MAD"}, "act": "appel 1"},
        h.in_force(),
        str(h.COMMUNE),
    ),
    Crossing(
        SignConvention,
        "/signatures",
        {"mandate_id": str(h.COMMUNE), "text_sha256": h.SHA256, "level": "simple"},
        h.to_sign(),
        str(h.COMMUNE),
    ),
    Crossing(
        DraftAmendment,
        "/amendments",
        {"reason": "durée", "ends_on": "2030-12-31"},
        h.in_force(),
        str(h.REGION),
        most=50,  # it may change every part, so that the rules of every topic refuse it
    ),
)


@contextmanager
def traced(files: set[str]) -> Iterator[None]:
    """Note the file of every function of the service that runs."""

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(str(PACKAGE)):
            files.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)


async def crossed(crossing: Crossing) -> list[str]:
    """The files of the service that this command crosses, relative to its package."""
    service = await InMemoryService.after(crossing.history)
    token = {"sub": "person", "org": crossing.organisation, "roles": ["partner"]}
    files: set[str] = set()
    with traced(files):
        events = await service.give(crossing.path, crossing.body, json.dumps(token))
        await service.project(events)
    row = BY_COMMAND[crossing.command]
    files.add(str(Path(inspect.getfile(crossing.command)).with_name("table.py")))
    defining = (crossing.command, *row.rules, *(type(event) for event in events))
    files |= {inspect.getfile(each) for each in defining}
    return sorted({_room(Path(f)) for f in files if "/conventions/" in f})


def _room(file: Path) -> str:
    """A file; of the operations of amendments, which are asked one after the other, the folder."""
    path = file.relative_to(PACKAGE)
    return path.parent.as_posix() if path.parent.name == "operations" else path.as_posix()


def main() -> int:
    too_many = False
    for crossing in CROSSINGS:
        files = asyncio.run(crossed(crossing))
        too_many |= len(files) > crossing.most
        sys.stdout.write(
            f"{crossing.command.__name__}: {len(files)} files (at most {crossing.most})\n"
        )
        sys.stdout.write("".join(f"  {file}\n" for file in files))
    return 1 if too_many else 0


if __name__ == "__main__":
    raise SystemExit(main())

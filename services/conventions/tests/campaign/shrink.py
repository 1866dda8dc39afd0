"""The shortest story that still breaks the same invariant, told so that it can be given again."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Final

from conventions.domain.core.commands import ConventionCommand

from ..people import ID
from .life import faults_of

_ROUNDS: Final = 3


def shrunk(commands: Sequence[ConventionCommand]) -> Sequence[ConventionCommand]:
    """Drop what is not needed: halves first, then one by one, from the end to the beginning."""
    kept, name = list(commands), _invariant(commands)
    size = max(len(kept) // 2, 1)
    for _ in range(_ROUNDS):
        while size:
            for first in reversed(range(0, len(kept), size)):
                fewer = kept[:first] + kept[first + size :]
                if _invariant(fewer) == name:
                    kept = fewer
            size //= 2
        size = 1
    return kept


def _invariant(commands: Sequence[ConventionCommand]) -> str | None:
    """The first that these commands break, by its name."""
    return next((fault.split(":")[0] for fault in faults_of(commands)), None)


def story_of(commands: Sequence[ConventionCommand]) -> str:
    """One command a line: who gives it, on which days, and all that it contains."""
    return "\n".join(f"  {number:3} {_told(each)}" for number, each in enumerate(commands, 1))


def _told(command: ConventionCommand) -> str:
    header, caller = command.header, command.caller
    said = {each.name: getattr(command, each.name) for each in fields(command)}
    content = ", ".join(f"{name}={value}" for name, value in said.items() if name != "header")
    who = f"{caller.subject!r} of {caller.organisation} as {sorted(caller.roles)}"
    days = f"on {header.dating.on} recorded {header.dating.recorded_on} ({header.dating.reason!r})"
    stopped = f", suspended {sorted(map(str, header.inactive))}" if header.inactive else ""
    about = "" if header.convention_id == ID else f" to ...{str(header.convention_id)[-2:]}"
    return f"{type(command).__name__}({content}){about}\n      by {who}, {days}{stopped}"

"""What routes are given: the commands, the read models, and today's date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from fastapi import Depends
from mithaq.commands import Caller
from mithaq.http import parts_of
from mithaq.projections import Reader

from programming.application import Programming
from programming.domain.permissions import OFFICE

RABAT: Final = ZoneInfo("Africa/Casablanca")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammingParts:
    programming: Programming
    board: Reader
    projects: Reader
    clock: Callable[[], datetime]

    def today(self) -> date:
        """The day it is in Morocco."""
        return self.clock().astimezone(RABAT).date()


Parts = Annotated[ProgrammingParts, Depends(parts_of(ProgrammingParts))]


def capacity_of(caller: Caller) -> str:
    return OFFICE if OFFICE in caller.roles else "proposer"

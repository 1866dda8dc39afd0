"""What every route of this service asks for."""

from typing import Annotated

from fastapi import Depends
from mithaq.commands import Caller
from mithaq.http import parts_of
from pydantic import StringConstraints

from partners.application import Partners

Parts = Annotated[Partners, Depends(parts_of(Partners))]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


def capacity_of(caller: Caller) -> str:
    """In which of their roles someone acts: an event's `capacity`."""
    return next((role for role in ("office", "partner") if role in caller.roles), "caller")

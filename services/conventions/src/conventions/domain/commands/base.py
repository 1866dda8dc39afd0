"""What every command carries."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.commands import Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionCommand:
    """`on` is the day the command holds, never the day it was typed."""

    convention_id: UUID
    caller: Caller
    on: date

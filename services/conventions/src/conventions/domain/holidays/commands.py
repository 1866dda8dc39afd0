"""The office's command on days off."""

from dataclasses import dataclass
from datetime import date

from mithaq.commands import Caller
from mithaq.dating import Dating


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectHoliday:
    """That day is off, or working, whatever the table says; `act` names what announces it."""

    caller: Caller
    dating: Dating
    day: date
    off: bool
    name_fr: str
    name_ar: str
    act: str

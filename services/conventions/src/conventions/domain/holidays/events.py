"""The event of corrected days off. Stream: `holidays-ma`."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayCorrected:
    """That day is off from now on, or working. `late`: it was recorded once the day had come.

    A late one moves what is still to come; what fell due by then stays as it fell due.
    """

    day: date
    off: bool
    name_fr: str
    name_ar: str
    act: str
    late: bool = False

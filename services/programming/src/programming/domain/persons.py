"""Who did what, and from which day: persons are compared folded, so `amina` and `Amina` are one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The person who did something, folded, and the day from which it holds."""

    person: str
    on: date

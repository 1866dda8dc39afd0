"""What a check has to say when it does not hold."""

from dataclasses import dataclass
from enum import StrEnum


class Harm(StrEnum):
    LOST = "lost"
    DUPLICATED = "duplicated"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Fault:
    harm: Harm
    text: str


def lost(text: str) -> Fault:
    return Fault(Harm.LOST, text)


def duplicated(text: str) -> Fault:
    return Fault(Harm.DUPLICATED, text)


def wrong(text: str) -> Fault:
    return Fault(Harm.WRONG, text)

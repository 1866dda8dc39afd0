"""Faults that checks report."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    LOST = "lost"
    DUPLICATED = "duplicated"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Fault:
    kind: FaultKind
    text: str


def lost(text: str) -> Fault:
    return Fault(FaultKind.LOST, text)


def duplicated(text: str) -> Fault:
    return Fault(FaultKind.DUPLICATED, text)


def wrong(text: str) -> Fault:
    return Fault(FaultKind.WRONG, text)

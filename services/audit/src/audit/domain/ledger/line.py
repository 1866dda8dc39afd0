"""One line of the commitments ledger: which amount of which contribution it moves."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from mithaq.money import Money


class Kind(StrEnum):
    """Which amount of a contribution a line moves."""

    PLEDGED = "pledged"
    PROMISED = "promised"
    AMENDED = "amended"
    CALLED = "called"
    COMMITTED = "committed"
    VISAED = "visaed"
    ORDERED = "ordered"
    PAID = "paid"
    JUSTIFIED = "justified"
    OVERPAID = "overpaid"


KINDS: Final = tuple(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """Who contributes to which action in which year; `nature` is cash, in_kind or land."""

    contribution: str
    organisation_id: UUID
    action: str
    year: int
    nature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`amount` is what the event adds, or takes away if negative; `act` is what it rests on."""

    kind: Kind
    undertaking: Undertaking
    amount: Money
    act: str | None = None

"""What a line of the ledger says."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from mithaq.money import Money

from audit.ledger.known import Undertaking


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
class Line:
    """`amount` is what this event adds (or takes away, if negative); `act` is what it rests on."""

    kind: Kind
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    nature: str
    amount: Money
    act: str | None = None


def line_of(kind: Kind, undertaking: Undertaking, amount: Money, act: str | None) -> Line:
    return Line(
        kind=kind,
        contribution=undertaking.contribution,
        organisation_id=undertaking.organisation_id,
        action=undertaking.action,
        year=undertaking.year,
        nature=undertaking.nature,
        amount=amount,
        act=act,
    )

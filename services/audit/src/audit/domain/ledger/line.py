"""One line of the commitments ledger: which amount of which contribution it moves."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from mithaq.money import Total


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
    DELIVERED = "delivered"
    ACCEPTED = "accepted"


KINDS: Final = tuple(Kind)
CASH: Final = "cash"  # contributions of another nature have no tranches, and no balance


# Of a share, which is not split yet: of whatever action, in whatever year. No action is named so.
ANY_ACTION: Final = ""
ANY_YEAR: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """Who contributes to which action in which year; `nature` is cash, in_kind or land.

    A share that is not split yet has ANY_ACTION, ANY_YEAR, or both.
    """

    contribution: str
    organisation_id: UUID
    action: str
    year: int
    nature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """Taken over from a paper file: its paper, the digest of its scan, how precisely it is dated.

    No rule of ours was checked when it happened.
    """

    source: str
    sha256: str | None
    precision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`amount` is what the event adds, or takes away if negative; `act` is what it rests on.

    `basis` is where the figure comes from, if the event says so: published, or assumed. `covered`:
    what it takes away was there on each day from its own, as conventions made sure of. `on` is the
    day it holds from, where that is not its event's; `archived` marks what comes from paper.
    """

    kind: Kind
    undertaking: Undertaking
    amount: Total
    act: str | None = None
    basis: str | None = None
    covered: bool = False
    archived: Archived | None = None
    on: date | None = None

"""What a text obliges a party to besides its money: reports, land, maintenance. Part of the terms.

Commands, events and views carry these same values.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from mithaq.events import Open


class ObligationKind(StrEnum):
    PERIODIC_REPORT = "periodic_report"
    FINAL_REPORT = "final_report"
    LAND_DELIVERY = "land_delivery"
    MAINTENANCE = "maintenance"
    OTHER = "other"


class DueKind(StrEnum):
    """From what the day is counted on which an obligation is due."""

    FIXED_DAY = "fixed_day"
    AFTER_FORCE = "after_force"
    EVERY_PERIOD = "every_period"
    AT_COMPLETION = "at_completion"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRule:
    """When it is due: what its kind needs is there, and nothing else.

    `months` are those of a period, or with `days` those after the entry into force. `grace_days`
    come on top: only once they are over too is it missed.
    """

    kind: Open[DueKind]
    day: date | None = None
    months: int = 0
    days: int = 0
    grace_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """What `owner` owes, shown by documents of the kinds of `evidence`, each of them at least.

    `beneficiary` may certify it, beside the lead and the office; None where the text names nobody.
    """

    obligation: str
    kind: Open[ObligationKind]
    owner: UUID
    due: DueRule
    evidence: tuple[str, ...] = ()
    subject_fr: str
    subject_ar: str | None = None
    beneficiary: UUID | None = None


def passed_on(obligation: Obligation, leaver: UUID, successor: UUID) -> Obligation:
    """Its successor owes what a party owed, and is owed what it was; nobody owes itself."""
    owner = successor if obligation.owner == leaver else obligation.owner
    beneficiary = successor if obligation.beneficiary == leaver else obligation.beneficiary
    kept = None if beneficiary == owner else beneficiary
    return replace(obligation, owner=owner, beneficiary=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that an obligation falls due: what is done from `first` to `last`, both included.

    Due by `due_on`, grace included; without days it is due at completion.
    """

    number: int
    first: date | None = None
    last: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceDocument:
    """A document that shows that an obligation was met, by the digest of its file."""

    kind: str
    sha256: str
    reference: str | None = None

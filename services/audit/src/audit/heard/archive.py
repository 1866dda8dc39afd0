"""Events of the conventions service about what was taken over from paper files."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money

from audit.heard.terms import Contribution, ContributionChange, Outline, Party, PartyChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The paper that a fact stands on; `sha256` is of its scan, None where there is none."""

    reference: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedParty:
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTakenOver:
    amendment: int
    effective_on: date
    precision: str
    contributions: tuple[ContributionChange, ...] = ()
    parties: tuple[PartyChange, ...] = ()
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPaymentTakenOver:
    """All of it was called, ordered and paid by then; `justified` of it is proved."""

    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    amount: Money
    justified: Money
    refund_due: Money
    on: date
    precision: str
    act: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedDeliveryTakenOver:
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: str
    amount: Money
    accepted: bool
    on: date
    precision: str
    act: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionTakenOver:
    """`contributions` are as signed on `signed_on`; `since` is the day of its termination, if any.

    `precision` is of the signature.
    """

    convention_id: UUID
    outline: Outline
    drafted_by: UUID
    source: Source
    parties: tuple[ArchivedParty, ...]
    contributions: tuple[Contribution, ...]
    signed_on: date
    precision: str
    amendments: tuple[AmendmentTakenOver, ...] = ()
    payments: tuple[ArchivedPaymentTakenOver, ...] = ()
    deliveries: tuple[ArchivedDeliveryTakenOver, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFact:
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFactCompleted:
    """A gap of the file was filled: a promise since `promised_on`, or a payment on its day."""

    convention_id: UUID
    fact: ArchivedFact
    pledged: Contribution | None = None
    promised_on: date | None = None
    payment: ArchivedPaymentTakenOver | None = None


ArchiveEvent = ConventionTakenOver | ArchivedFactCompleted

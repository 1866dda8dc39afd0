"""Events of a take-over: of its own stream until it is checked, then of the convention's.

They come from the archive: none of them says that a rule of ours was checked when the fact
happened. Days are those that imprecise dates stand as; `precision` and `source` say of what.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.amendments.events import ActionChange, ContributionChange, PartyChange
from conventions.domain.core.amendment import Period
from conventions.domain.core.archived import (
    ArchivedConvention,
    ArchivedDay,
    ArchivedFact,
    ArchivedParty,
    ArchivedPayment,
    Gap,
    PaperState,
    Precision,
    Source,
)
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Action, Contribution, Outline
from conventions.domain.core.vocabulary import ContributionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedConventionEntered(ConventionEvent):
    """Somebody typed a paper file; it is no convention until another person has checked it."""

    revision: int
    record: ArchivedConvention


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverReturned(ConventionEvent):
    """The record is not what the file says: it is entered anew."""

    revision: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverChecked(ConventionEvent):
    """Another person found the record true to the file: the convention's own stream begins."""

    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTakenOver:
    """What an amendment on paper changed, from the day `effective_on`."""

    amendment: int
    effective_on: date
    precision: Open[Precision]
    signed_on: date
    total: Money
    ends_on: date | None = None
    period: Period | None = None
    contributions: tuple[ContributionChange, ...] = ()
    parties: tuple[PartyChange, ...] = ()
    actions: tuple[ActionChange, ...] = ()
    reason: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPaymentTakenOver:
    """A payment of the file, as a tranche of its own: `amount` left the payer, all ordered by then.

    `justified` of it was proved by the same day, as far as the file tells. Of a convention that is
    terminated `refund_due` is what is to come back of it since then.
    """

    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    amount: Money
    justified: Money
    refund_due: Money
    on: date
    precision: Open[Precision]
    act: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedDeliveryTakenOver:
    """What was given in kind or as land by the file, and whether it was accepted that day."""

    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: Open[ContributionKind]
    amount: Money
    accepted: bool
    act: str
    on: date
    precision: Open[Precision]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionTakenOver(ConventionEvent):
    """A convention of the ministry's paper archive goes on here, in the state of its file.

    `entered_by` typed the record that who gave this command checked, `typed_by` are all who ever
    typed it. `precision` is of the
    signature. `contributions`, `actions` and `parties` are as signed; what amendments made of them
    is theirs to tell. `unplaced` are payments whose contribution the file does not name: they count
    nowhere. `gaps` are what the file leaves open.
    """

    outline: Outline
    drafted_by: UUID
    entered_by: str
    source: Source
    parties: tuple[ArchivedParty, ...]
    actions: tuple[Action, ...]
    contributions: tuple[Contribution, ...]
    signed_on: date
    precision: Open[Precision]
    in_force_on: date
    ends_on: date | None = None
    amendments: tuple[AmendmentTakenOver, ...] = ()
    payments: tuple[ArchivedPaymentTakenOver, ...] = ()
    unplaced: tuple[ArchivedPayment, ...] = ()
    deliveries: tuple[ArchivedDeliveryTakenOver, ...] = ()
    state: Open[PaperState]
    since: date | None = None
    gaps: tuple[Gap, ...] = ()
    in_force: ArchivedDay | None = None
    ends: ArchivedDay | None = None
    typed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFactProposed(ConventionEvent):
    """Somebody read more in the file; nothing changes until another person confirms it."""

    fact_number: int
    fact: ArchivedFact


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFactReturned(ConventionEvent):
    """It is not what the paper says: nothing changes."""

    fact_number: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFactTaken(ConventionEvent):
    """Two persons read it. `gaps` are what is still open; what follows from it has its field."""

    fact_number: int
    fact: ArchivedFact
    entered_by: str
    gaps: tuple[Gap, ...]
    in_force_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFactCompleted(ArchivedFactTaken):
    """A gap of the file is filled; `pledged` is promised since `promised_on`."""

    pledged: Contribution | None = None
    promised_on: date | None = None
    payment: ArchivedPaymentTakenOver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFactCorrected(ArchivedFactTaken):
    """What had been taken over was misread: `before` is what it was, `fact.reason` says why."""

    before: ArchivedDay | None = None


EntryEvent = ArchivedConventionEntered | TakeOverReturned | TakeOverChecked
FactEvent = (
    ArchivedFactProposed | ArchivedFactReturned | ArchivedFactCompleted | ArchivedFactCorrected
)
TakeoverEvent = ConventionTakenOver | FactEvent

"""A convention that was signed on paper, as somebody reads its file: facts, papers, gaps.

Nothing here was checked by a rule of ours when it happened: each fact says on which paper it
stands, and how precisely the paper dates it.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.terms import Action, Contribution, Outline, Party


class Precision(StrEnum):
    """How much of a date the paper tells."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class PaperState(StrEnum):
    """Where a convention stands by its paper file."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    TERMINATED = "terminated"


class GapKind(StrEnum):
    """What a paper file leaves open."""

    END = "end"
    FORCE_DAY = "force_day"
    SIGNATURE_DAY = "signature_day"
    SHARE = "share"
    TOTAL = "total"
    PAYMENT = "payment"
    DIGEST = "digest"


# A paper without a digest is weaker proof; the others leave open what a payment rests on.
TOLD_ONLY = frozenset({GapKind.DIGEST, GapKind.FORCE_DAY, GapKind.SIGNATURE_DAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """`part` says of which party, payment or paper; None: of the convention."""

    kind: Open[GapKind]
    part: str | None = None

    @property
    def holds_payment(self) -> bool:
        """Whether no payment is ordered until it is filled."""
        return self.kind not in TOLD_ONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The paper that a fact stands on; `sha256` is of its scan, None where there is none."""

    reference: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedDay:
    """A date as the paper gives it: any day of the month or year where it tells no more."""

    day: date
    precision: Open[Precision] = Precision.DAY

    @property
    def first(self) -> date:
        month = 1 if self.precision == Precision.YEAR else self.day.month
        return self.day if self._exact else date(self.day.year, month, 1)

    @property
    def last(self) -> date:
        if self._exact:
            return self.day
        month = 12 if self.precision == Precision.YEAR else self.day.month
        return date(self.day.year, month, monthrange(self.day.year, month)[1])

    @property
    def _exact(self) -> bool:
        return self.precision not in (Precision.MONTH, Precision.YEAR)

    def stands_as(self, today: date) -> date:
        """The last day that it may be, as nothing is told of one to come."""
        return min(self.last, max(today, self.first))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedParty:
    """`signatory_function` is what whoever signed for it was, never who; `signed` None: unknown."""

    party: Party
    signatory_function: str | None = None
    signed: ArchivedDay | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedAmendment:
    """An amendment by what the convention read after it; None: it left that as it was."""

    number: int
    signed: ArchivedDay | None = None
    effective: ArchivedDay
    total: Money
    ends: ArchivedDay | None = None
    parties: tuple[ArchivedParty, ...] | None = None
    actions: tuple[Action, ...] | None = None
    contributions: tuple[Contribution, ...] | None = None
    reason: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPayment:
    """Money that left a payer under a bank reference; `contribution` None: the file says not which.

    `justified` is what of it was proved by then.
    """

    payment: str
    contribution: str | None = None
    paid: ArchivedDay
    amount: Money
    justified: Money
    reference: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedDelivery:
    """What was given in kind or as land, at its value; `accepted` by another party, or not yet."""

    delivery: str
    contribution: str
    delivered: ArchivedDay
    amount: Money
    accepted: bool = True
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedConvention:
    """The whole record of one paper convention, as signed, and what became of it since.

    `drafted_by` is the organisation that kept the file; `in_force` and `ends` are None where the
    file does not say. `since` is from when it is suspended, completed or terminated.
    """

    outline: Outline
    drafted_by: UUID
    source: Source
    parties: tuple[ArchivedParty, ...]
    actions: tuple[Action, ...]
    contributions: tuple[Contribution, ...]
    in_force: ArchivedDay | None = None
    ends: ArchivedDay | None = None
    amendments: tuple[ArchivedAmendment, ...] = ()
    payments: tuple[ArchivedPayment, ...] = ()
    deliveries: tuple[ArchivedDelivery, ...] = ()
    state: Open[PaperState] = PaperState.IN_FORCE
    since: ArchivedDay | None = None
    state_source: Source | None = None


class FactKind(StrEnum):
    """What may be told of a paper convention after it was taken over."""

    END = "end"
    FORCE_DAY = "force_day"
    SIGNATURE_DAY = "signature_day"
    CONTRIBUTION = "contribution"
    PAYMENT = "payment"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFact:
    """A fact that fills a gap, or says better what was told: the field of its kind is there alone.

    `part` is the party of a signature, the payment that is placed, the paper that is digested;
    `to` the contribution that a payment belongs to. Without a `reason` nothing told is changed.
    """

    kind: Open[FactKind]
    part: str | None = None
    day: ArchivedDay | None = None
    contribution: Contribution | None = None
    to: str | None = None
    source: Source
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFact:
    """`by` is the person who entered it: another one confirms it."""

    fact: ArchivedFact
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What a convention that was taken over keeps of its file.

    `unplaced` are payments of no known contribution: they count nowhere until they have one.
    `days` are dates as the file has them, by what they are of; `amendments` how many it had.
    """

    entered_by: str
    checked_by: str
    gaps: tuple[Gap, ...] = ()
    unplaced: Mapping[str, ArchivedPayment] = field(default_factory=dict)
    days: Mapping[str, ArchivedDay] = field(default_factory=dict)
    proposed: Mapping[int, ProposedFact] = field(default_factory=dict)
    proposals: int = 0
    amendments: int = 0

"""The state that every decision looks at."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from mithaq.money import ZERO, Money

from conventions.domain.core.acceptance import Acceptance
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.approval_round import (
    Answers,
    ApprovedText,
    RequiredApproval,
    TacitDelay,
)
from conventions.domain.core.archived import Archive
from conventions.domain.core.chronology import Days
from conventions.domain.core.committee import Committees
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.duties import DoneBy
from conventions.domain.core.flow import EMPTY, Flow
from conventions.domain.core.frame import ASSUMED, Frame, Thresholds, frame_of
from conventions.domain.core.negotiation import Negotiation
from conventions.domain.core.notice import Notice
from conventions.domain.core.occurrences import Owed
from conventions.domain.core.progress import Observed
from conventions.domain.core.schedule import Lookups
from conventions.domain.core.settlement import PartySettlement, RefundClaim
from conventions.domain.core.signing_round import SigningRound
from conventions.domain.core.terms import Terms
from conventions.domain.core.tranche import GivenUp, Tranche
from conventions.domain.core.vocabulary import State

ActedFor = Mapping[str, frozenset[UUID]]


@dataclass(frozen=True, slots=True)
class Absent:
    """No such convention yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenText:
    """Digests of the agreed text: `text_sha256` of its canonical form, the others by language."""

    text_sha256: str
    text_sha256_fr: str
    text_sha256_ar: str | None = None
    agreed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """Of one field since the text was agreed: how many characters, of so many that it had."""

    length: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A suspensive condition is met, or refused; `act` names the paper that says so."""

    met: bool
    on: date
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """`version` counts the events of the stream; `prepared_by` who wrote what the parties sign,
    and who approved it.

    `tacit` are the approvals asked for whose silence counts as consent after a while.
    `asked` is every body ever asked to approve; `approved` the texts that came to bind, each with
    what it was granted; `days` from when each fact holds that others rest on
    (`domain/chronology.py`).
    `suspensions` are days: the first suspended, and that of the resumption, None while it lasts.
    `given_up` is money of cancelled tranches, by contribution, that is not planned again yet.
    `lookups` are over the tranches, which `core/schedule.py` alone changes.
    `acted_for` says for which organisations each person gave commands here.
    `repriced` is what amendments and splits added to each contribution, by the day from which they
    did; `overdue_since` the last day to split the shares, once it was over. `settlements` are of
    those who paid, once it is terminated.
    `frame` is what it adopted; without, that of its instrument binds: `framed` answers either.
    `corrected` is what was corrected of each field of the frozen text.
    `decided` are the suspensive conditions that were decided since the signature; `committees`
    what became of the committees of its text since the force. `force_overdue`: it was signed long
    ago and was told not to be in force.
    `owed` is what became of its obligations, by occurrence; `ended_on` when it was completed or
    terminated.
    `overdue` is what was told of each tranche: the due day that was over, and beyond how many days;
    `looks` are the days of their next marks;
    `ending_told` and `over_told` the last day that was told as near, and as over;
    `mandates_ending` what was told of a party that has still to sign: its last day with a mandate.
    `acceptances` are of the works, by action; `notices` the formal ones, by number; `claims` what
    its termination claimed back, by tranche. `closed_by` is the person who closed it.
    `archive` is what it keeps of its paper file, None where it was drafted here.
    """

    convention_id: UUID
    version: int = 0
    state: State
    drafted_by: UUID
    terms: Terms
    negotiation: Negotiation = field(default_factory=Negotiation)
    text: FrozenText | None = None
    approvals: Answers = field(default_factory=dict)
    tacit: Mapping[RequiredApproval, TacitDelay] = field(default_factory=dict)
    approved: tuple[ApprovedText, ...] = ()
    asked: frozenset[UUID] = frozenset()
    signing: SigningRound = field(default_factory=SigningRound)
    in_force_on: date | None = None
    ends_on: date | None = None
    tranches: Mapping[str, Tranche] = field(default_factory=dict)
    lookups: Lookups = field(default_factory=Lookups)
    progress: Mapping[str, Observed] = field(default_factory=dict)
    amendments: Mapping[int, Amendment] = field(default_factory=dict)
    prepared_by: DoneBy = field(default_factory=dict)
    days: Days = field(default_factory=dict)
    suspensions: tuple[tuple[date, date | None], ...] = ()
    repriced: Mapping[str, Flow] = field(default_factory=dict)
    overdue_since: date | None = None
    deliveries: Mapping[str, Delivery] = field(default_factory=dict)
    given_up: Mapping[str, tuple[GivenUp, ...]] = field(default_factory=dict)
    settlements: Mapping[UUID, PartySettlement] = field(default_factory=dict)
    acted_for: ActedFor = field(default_factory=dict)
    frame: Frame | None = None
    decided: Mapping[str, Decided] = field(default_factory=dict)
    corrected: Mapping[str, Corrections] = field(default_factory=dict)
    owed: Owed = field(default_factory=dict)
    ended_on: date | None = None
    committees: Committees = field(default_factory=Committees)
    force_overdue: bool = False
    overdue: Mapping[str, tuple[date, int]] = field(default_factory=dict)
    looks: Mapping[str, date] = field(default_factory=dict)
    ending_told: date | None = None
    over_told: date | None = None
    acceptances: Mapping[str, Acceptance] = field(default_factory=dict)
    notices: Mapping[int, Notice] = field(default_factory=dict)
    claims: Mapping[str, RefundClaim] = field(default_factory=dict)
    closed_by: str | None = None
    archived_on: date | None = None
    archive: Archive | None = None
    mandates_ending: Mapping[UUID, tuple[date, int]] = field(default_factory=dict)

    def framed(self, thresholds: Thresholds = ASSUMED) -> Frame:
        """What binds it besides its text; without a frame, by the deployment's thresholds.

        The articles of a convention that was taken over stand on its paper: none is asked for here.
        """
        usual = self.frame or frame_of(self.terms.outline.instrument, thresholds)
        return usual if self.archive is None else replace(usual, mandatory_articles=())

    @property
    def open_amendment(self) -> Amendment | None:
        return next((a for a in self.amendments.values() if a.open), None)

    @property
    def split_overdue(self) -> bool:
        """Whether the last day to split its shares was over and some are left."""
        day = self.overdue_since
        return day is not None and day == self.terms.split_by and bool(self.terms.shares)

    @property
    def duration_over(self) -> bool:
        """Whether its last day was told as over, and no amendment moved it since."""
        return self.over_told is not None and self.over_told == self.ends_on

    def suspended_on(self, day: date) -> bool:
        """Whether no money could move on that day; from the resumption's day on it may again."""
        return any(
            first <= day and (last is None or day < last) for first, last in self.suspensions
        )

    def promised_on(self, contribution: str, day: date) -> Money:
        """What this contribution was, on a day, by the amendments in effect by then."""
        since = self.repriced.get(contribution, EMPTY)
        pledged = self.terms.contributions.get(contribution)
        now = pledged.amount if pledged else ZERO
        return now - (since.total - since.until(day))

    def reported_by(self, action: str) -> DoneBy:
        """Who reported the progress of an action, and who accepted it."""
        observed = self.progress.get(action)
        return observed.done_by if observed else {}

"""The state that every decision looks at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.amendment import Amendment
from conventions.domain.core.approval_round import Answers, ApprovedText
from conventions.domain.core.chronology import Days
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.duties import DoneBy
from conventions.domain.core.flow import EMPTY, Flow
from conventions.domain.core.position import Position
from conventions.domain.core.progress import Observed
from conventions.domain.core.schedule import Lookups
from conventions.domain.core.signing_round import SigningRound
from conventions.domain.core.terms import Terms
from conventions.domain.core.tranche import GivenUp, Tranche
from conventions.domain.core.vocabulary import State

ActedFor = Mapping[str, frozenset[UUID]]


@dataclass(frozen=True, slots=True)
class Absent:
    """No such convention yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """The last round. `concluded` holds as long as nobody edits the text afterwards.

    Positions are kept by party, then by article (None: the whole text). A round `taken_over` from
    paper was recorded after its deadline: nobody could answer in time, so silence says nothing.
    `undecided`: its deadline ended it without an accord, and the lead may arbitrate.
    """

    round: int = 0
    opened_on: date | None = None
    deadline: date | None = None
    taken_over: bool = False
    open: bool = False
    concluded: bool = False
    undecided: bool = False
    positions: Mapping[UUID, Mapping[str | None, Position]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenText:
    """Digests of the agreed text: `text_sha256` of its canonical form, the others by language."""

    text_sha256: str
    text_sha256_fr: str
    text_sha256_ar: str | None = None
    agreed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """`version` counts the events of the stream; `prepared_by` who wrote what the parties sign,
    and who approved it.

    `asked` is every body ever asked to approve; `approved` the texts that came to bind, each with
    what it was granted; `days` from when each fact holds that others rest on
    (`domain/chronology.py`).
    `suspensions` are days: the first suspended, and that of the resumption, None while it lasts.
    `given_up` is money of cancelled tranches, by contribution, that is not planned again yet.
    `lookups` are over the tranches, which `core/schedule.py` alone changes.
    `acted_for` says for which organisations each person gave commands here.
    `repriced` is what amendments added to each contribution, by the day from which they did.
    """

    convention_id: UUID
    version: int = 0
    state: State
    drafted_by: UUID
    terms: Terms
    negotiation: Negotiation = field(default_factory=Negotiation)
    text: FrozenText | None = None
    approvals: Answers = field(default_factory=dict)
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
    deliveries: Mapping[str, Delivery] = field(default_factory=dict)
    given_up: Mapping[str, tuple[GivenUp, ...]] = field(default_factory=dict)
    acted_for: ActedFor = field(default_factory=dict)

    @property
    def open_amendment(self) -> Amendment | None:
        return next((a for a in self.amendments.values() if a.open), None)

    def suspended_on(self, day: date) -> bool:
        """Whether no money could move on that day; from the resumption's day on it may again."""
        return any(
            first <= day and (last is None or day < last) for first, last in self.suspensions
        )

    def promised_on(self, contribution: str, day: date) -> Money:
        """What this contribution was, on a day, by the amendments in effect by then."""
        since = self.repriced.get(contribution, EMPTY)
        return self.terms.contributions[contribution].amount - (since.total - since.until(day))

    def reported_by(self, action: str) -> DoneBy:
        """Who reported the progress of an action, and who accepted it."""
        observed = self.progress.get(action)
        return observed.done_by if observed else {}

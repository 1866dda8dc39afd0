"""The state that every decision looks at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from conventions.domain.events.agreeing import PartySigned, RequiredApproval, TextAgreed
from conventions.domain.state.amendment import Amendment
from conventions.domain.state.terms import Terms
from conventions.domain.state.tranche import Tranche
from conventions.domain.vocabulary import Stance, State


@dataclass(frozen=True, slots=True)
class Absent:
    """No such convention yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    stance: Stance
    remark: str | None
    proposed_text_fr: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """The last round. `concluded` holds as long as nobody edits the text afterwards.

    Positions are kept by party, then by article (None: the whole text).
    """

    round: int = 0
    deadline: date | None = None
    open: bool = False
    concluded: bool = False
    positions: Mapping[UUID, Mapping[str | None, Position]] = field(default_factory=dict)


class Answer(StrEnum):
    """What came of a visa that was asked for."""

    AWAITED = "awaited"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    percent: int
    observed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Whose turn it is, and who signed what."""

    asked: frozenset[UUID] = frozenset()
    signatures: Mapping[UUID, PartySigned] = field(default_factory=dict)
    signed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """`version` counts the events of the stream."""

    convention_id: UUID
    version: int
    state: State
    drafted_by: UUID
    terms: Terms
    negotiation: Negotiation = Negotiation()
    text: TextAgreed | None = None
    approvals: Mapping[RequiredApproval, Answer] = field(default_factory=dict)
    signing: Signing = Signing()
    in_force_on: date | None = None
    ends_on: date | None = None
    tranches: Mapping[str, Tranche] = field(default_factory=dict)
    progress: Mapping[str, Progress] = field(default_factory=dict)
    amendments: Mapping[int, Amendment] = field(default_factory=dict)

    @property
    def open_amendment(self) -> Amendment | None:
        return next((a for a in self.amendments.values() if a.open), None)

    def tranches_of(self, contribution: str) -> list[Tranche]:
        """The schedule of one contribution, in order of payment."""
        mine = (t for t in self.tranches.values() if t.contribution == contribution)
        return sorted(mine, key=lambda tranche: tranche.place)


ConventionState = Absent | Convention

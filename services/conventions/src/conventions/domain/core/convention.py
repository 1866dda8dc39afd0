"""The state that every decision looks at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from mithaq.events import Open

from conventions.domain.core.amendment import Amendment
from conventions.domain.core.position import Position
from conventions.domain.core.signing_round import SigningRound
from conventions.domain.core.terms import Terms
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import ApprovalAnswer, ApprovalKind, State


@dataclass(frozen=True, slots=True)
class Absent:
    """No such convention yet."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenText:
    """Digests of the agreed text: `text_sha256` of its canonical form, the others by language."""

    text_sha256: str
    text_sha256_fr: str
    text_sha256_ar: str | None = None
    agreed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredApproval:
    """An approval that the text needs; without an organisation, any controller may grant it."""

    kind: Open[ApprovalKind]
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Physical progress of an action, in whole percent, as it was seen on a day."""

    percent: int
    observed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """`version` counts the events of the stream."""

    convention_id: UUID
    version: int = 0
    state: State
    drafted_by: UUID
    terms: Terms
    negotiation: Negotiation = field(default_factory=Negotiation)
    text: FrozenText | None = None
    approvals: Mapping[RequiredApproval, ApprovalAnswer] = field(default_factory=dict)
    signing: SigningRound = field(default_factory=SigningRound)
    in_force_on: date | None = None
    ends_on: date | None = None
    tranches: Mapping[str, Tranche] = field(default_factory=dict)
    progress: Mapping[str, Progress] = field(default_factory=dict)
    amendments: Mapping[int, Amendment] = field(default_factory=dict)

    @property
    def open_amendment(self) -> Amendment | None:
        return next((a for a in self.amendments.values() if a.open), None)

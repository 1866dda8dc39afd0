"""The state of an organisation that decisions look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from uuid import UUID

from mithaq.morocco import day_after

from partners.domain.change import OrganisationChange
from partners.domain.identity import OrganisationIdentity
from partners.domain.mandate import Mandate
from partners.domain.vocabulary import OrganisationState


class Confirmation(Enum):
    """What became of a mandate that one person recorded."""

    AWAITED = auto()
    GIVEN = auto()
    DECLINED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMandate:
    """A recorded mandate: the person who recorded it, and the day from which it is revoked.

    It has `ended` once an event told that it holds no more; `ending_told` is within how many days
    that was told before. `depth` is how many times over it may
    be passed on, `delegated_from` the mandate whose holder gave it.
    """

    mandate: Mandate
    recorded_by: str
    confirmation: Confirmation = Confirmation.AWAITED
    revoked_on: date | None = None
    ended: bool = False
    ending_told: int | None = None
    depth: int = 0
    delegated_from: UUID | None = None

    @property
    def ends_on(self) -> date | None:
        """The first day without it; None if it is open-ended."""
        last, revoked_on = self.mandate.valid_to, self.revoked_on
        ends = [day for day in (last and day_after(last), revoked_on) if day is not None]
        return min(ends, default=None)

    def holds_on(self, day: date) -> bool:
        """Confirmed, covered by its dates, and not revoked on that day or before."""
        return (
            self.confirmation is Confirmation.GIVEN
            and self.mandate.covers(day)
            and (self.revoked_on is None or self.revoked_on > day)
        )

    def may_hold_from(self, day: date) -> bool:
        """Whether it holds, or once confirmed would hold, on that day or a later one."""
        last, revoked_on = self.mandate.valid_to, self.revoked_on
        return (
            self.confirmation is not Confirmation.DECLINED
            and (last is None or last >= day)
            and (revoked_on is None or revoked_on > day)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRequest:
    """Who asked that a representative be erased, and why."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedChange:
    """A change that somebody asked for and nobody confirmed yet."""

    by: str
    change: OrganisationChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`state` is None before registration; the rest of an organisation is in the read models.

    Persons stand here as they are compared (`mithaq.commands.person`): who registered it, who each
    representative is and who named them, who recorded which mandate, who asked for which erasure,
    and in `acting` who ever gave a command about it with a token of its own.

    `before` is the state it had when it was closed or merged, `merged_into` the one that answers
    for it now, `absorbed` those that it answers for.
    """

    state: OrganisationState | None = None
    registered_by: str | None = None
    persons: Mapping[UUID, str] = field(default_factory=dict)
    erased: frozenset[UUID] = frozenset()
    erasures: Mapping[UUID, ErasureRequest] = field(default_factory=dict)
    mandates: Mapping[UUID, HeldMandate] = field(default_factory=dict)
    acting: frozenset[str] = frozenset()
    identity: OrganisationIdentity | None = None
    parent: UUID | None = None
    asked: AskedChange | None = None
    before: OrganisationState | None = None
    merged_into: UUID | None = None
    absorbed: frozenset[UUID] = frozenset()
    named_by: Mapping[UUID, str] = field(default_factory=dict)

    def represented_by(self, person: str) -> bool:
        """Whether this person is one of its representatives now."""
        return any(each == person for key, each in self.persons.items() if key not in self.erased)

    def knows(self, person: str) -> bool:
        """Whether this person represents it, or ever did, or acted for it with its token."""
        return person in self.acting or person in self.persons.values()

    def under(self, mandate_id: UUID) -> Sequence[HeldMandate]:
        """Every mandate that was delegated from this one, at whatever depth, the nearest first."""
        found: list[HeldMandate] = []
        wanted = {mandate_id}
        while wanted:
            nearest = [m for m in self.mandates.values() if m.delegated_from in wanted]
            found += nearest
            wanted = {each.mandate.mandate_id for each in nearest}
        return found

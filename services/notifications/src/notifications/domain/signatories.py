"""Who receives a notice: holders of a mandate to sign, on the day it was asked or today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from mithaq.morocco import day_in_morocco

from notifications.domain.delivery import is_stale
from notifications.domain.notices import TURNS, Audience, Notice


class Missing(StrEnum):
    """Why a notice has no recipient: we have not read so far, or nobody may sign."""

    CONVENTION = "convention-not-yet-known"
    SIGNATORY = "no-signatory-known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    organisation_id: UUID
    representative_id: UUID
    valid_from: date
    valid_to: date | None = None
    revoked_on: date | None = None

    def lets_sign(self, asked_on: date, today: date) -> bool:
        """Whether the window covers one of the two days and no revocation has taken hold since.

        Both days count: a convention taken over from the archives was asked for long ago, and a
        mandate granted after the request lets its holder sign today.
        """
        revoked = self.revoked_on is not None and self.revoked_on <= max(asked_on, today)
        return not revoked and (self._covers(asked_on) or self._covers(today))

    def _covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party that `leads` is told of a refusal even where it does not sign."""

    organisation_id: UUID
    signs: bool
    leads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownConvention:
    """A convention as far as its events were heard.

    `version` is that of the last event. Of the text that a notice is about, the convention's own or
    an amendment's: `voided_at` is the version at which the turns to sign asked for earlier lost
    their meaning (0: never), `signed_at` that at which each organisation last signed. `asked_by` is
    the organisation whose person asked for the signatures, a party or not.
    """

    version: int
    voided_at: int
    parties: Sequence[Party]
    signed_at: Mapping[UUID, int] = field(default_factory=dict)
    asked_by: UUID | None = None

    @property
    def concerned(self) -> set[UUID]:
        """Whoever signs, leads, or asked for the signatures."""
        told = {each.organisation_id for each in self.parties if each.signs or each.leads}
        return told if self.asked_by is None else told | {self.asked_by}

    def turn_passed(self, organisation_id: UUID, asked_at: int) -> bool:
        """Whether the turn asked for at that version was voided since, or its party signed."""
        return max(self.voided_at, self.signed_at.get(organisation_id, 0)) > asked_at


@dataclass(frozen=True, slots=True)
class Waiting:
    """No recipient yet: `reason` says what is missing."""

    reason: Missing


@dataclass(frozen=True, slots=True)
class Obsolete:
    """The turn to sign has passed before anyone could be told."""


@dataclass(frozen=True, slots=True)
class Stale:
    """News that is too old to be told."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """Representatives to write to, each with the organisation it signs for."""

    recipients: Sequence[tuple[UUID, UUID]]


Resolution = Waiting | Obsolete | Stale | Addressed


def resolve(
    notice: Notice, known: KnownConvention | None, mandates: Iterable[Mandate], now: datetime
) -> Resolution:
    """To whom the notice goes, if that can be said yet."""
    if known is None or known.version < notice.version:
        return Waiting(Missing.CONVENTION)
    if notice.template in TURNS:
        if known.turn_passed(notice.organisation_id, notice.version):
            return Obsolete()
    elif is_stale(notice.recorded_at, now):
        return Stale()
    today = day_in_morocco(now)
    concerned = set(organisations_told(notice, known))
    recipients = {
        (mandate.representative_id, mandate.organisation_id)
        for mandate in mandates
        if mandate.organisation_id in concerned and mandate.lets_sign(notice.effective_date, today)
    }
    if not recipients:
        return Waiting(Missing.SIGNATORY)
    return Addressed(sorted(recipients))


def organisations_told(notice: Notice, known: KnownConvention) -> Iterable[UUID]:
    """Whose signatories are told."""
    match notice.audience:
        case Audience.ORGANISATION:
            return [notice.organisation_id]
        case Audience.OTHER_PARTIES:
            return known.concerned - {notice.organisation_id}

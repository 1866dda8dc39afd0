"""Who receives a notice: holders of a mandate to sign, on the day it was asked or today.

Where nobody holds one any more, all who represent the organisation.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from mithaq.morocco import day_in_morocco

from notifications.domain.delivery import is_stale
from notifications.domain.notices import PERSON, TURNS, Audience, Notice, Template


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
class Representative:
    """Somebody who represents the organisation and was not erased."""

    organisation_id: UUID
    representative_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward:
    """Of whom alone a party's signature is awaited since that version; None: of nobody alone."""

    version: int
    person: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party that `leads` is told of a refusal even where it does not sign.

    Of those that build, the ones with the highest `builds` are paid for it.
    """

    organisation_id: UUID
    signs: bool
    leads: bool = False
    builds: int = 0


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
    forwarded: Mapping[UUID, Forward] = field(default_factory=dict)
    asked_by: UUID | None = None

    @property
    def concerned(self) -> set[UUID]:
        """Whoever signs, leads, or asked for the signatures."""
        signing = {each.organisation_id for each in self.parties if each.signs}
        return signing | self.conducting

    @property
    def conducting(self) -> set[UUID]:
        """Who leads, and who asked for the signatures."""
        leading = {each.organisation_id for each in self.parties if each.leads}
        return leading if self.asked_by is None else leading | {self.asked_by}

    @property
    def holding(self) -> set[UUID]:
        """Who is paid to build: the delegated owners, else the owners; without, who conducts."""
        most = max((each.builds for each in self.parties), default=0)
        building = {each.organisation_id for each in self.parties if each.builds == most > 0}
        return building or self.conducting

    def turn_passed(self, organisation_id: UUID, asked_at: int) -> bool:
        """Whether the turn asked for at that version was voided since, or its party signed.

        Forwarded since, it is somebody else's, who is told of that.
        """
        forward = self.forwarded.get(organisation_id)
        forwarded_at = forward.version if forward else 0
        signed_at = self.signed_at.get(organisation_id, 0)
        return max(self.voided_at, signed_at, forwarded_at) > asked_at

    def may_sign(self, organisation_id: UUID, person: UUID) -> bool:
        """Whether the party's signature is awaited of nobody else alone."""
        forward = self.forwarded.get(organisation_id)
        return forward is None or forward.person in (None, person)


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
    notice: Notice,
    known: KnownConvention | None,
    mandates: Iterable[Mandate],
    now: datetime,
    people: Iterable[Representative] = (),
) -> Resolution:
    """To whom the notice goes, if that can be said yet."""
    if known is None or known.version < notice.version:
        return Waiting(Missing.CONVENTION)
    if notice.template in TURNS:
        if known.turn_passed(notice.organisation_id, notice.version):
            return Obsolete()
    elif is_stale(notice.recorded_at, now):
        return Stale()
    told = set(organisations_told(notice, known))
    signatories = [
        each for each in _signatories(notice, mandates, now) if each.organisation_id in told
    ]
    if signatories and notice.template is Template.WITHOUT_MANDATE:
        return Obsolete()
    recipients = {
        (each.representative_id, each.organisation_id)
        for each in (people if notice.audience is Audience.PEOPLE else signatories)
        if _is_meant(notice, known, each)
    }
    if not recipients:
        return Waiting(Missing.SIGNATORY)
    return Addressed(sorted(recipients))


def _signatories(notice: Notice, mandates: Iterable[Mandate], now: datetime) -> Iterator[Mandate]:
    today = day_in_morocco(now)
    return (each for each in mandates if each.lets_sign(notice.effective_date, today))


def _is_meant(notice: Notice, known: KnownConvention, each: Mandate | Representative) -> bool:
    """A notice to one person is no other's; a turn that was forwarded, of nobody else's."""
    if notice.audience is Audience.PERSON:
        return str(each.representative_id) == notice.facts[PERSON]
    if notice.template is Template.SIGNATURE_TURN:
        return known.may_sign(each.organisation_id, each.representative_id)
    return True


def organisations_told(notice: Notice, known: KnownConvention) -> Iterable[UUID]:
    """Whose people are told."""
    match notice.audience:
        case Audience.ORGANISATION | Audience.PERSON | Audience.PEOPLE:
            return [notice.organisation_id]
        case Audience.OTHER_PARTIES:
            return known.concerned - {notice.organisation_id}
        case Audience.ALL_PARTIES:
            return known.concerned
        case Audience.CONDUCTING:
            return known.conducting
        case Audience.HOLDING:
            return known.holding

"""Events of a framework's envelope.

Stream: `envelope-{framework_id}`, appended with the convention whose command leads to them, all or
nothing: of two that reserve the same money at once the second finds the stream moved on, decides
afresh and is refused by name.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conventions.domain.envelopes.lines import Lines, Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeEvent:
    framework_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeOpened(EnvelopeEvent):
    """The framework is in force: its financing conventions may reserve what it offers."""

    offer: Offer
    in_force_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeRevisionAgreed(EnvelopeEvent):
    """The text of an amendment was agreed: until it is in effect what is reserved fits both."""

    amendment: int
    offer: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeRevisionEnded(EnvelopeEvent):
    """That amendment is in effect, or agreed no more: its offer is no second bound any longer."""

    amendment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeRevised(EnvelopeEvent):
    """The framework's text reads otherwise: this is what it offers from now on."""

    offer: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeSuspended(EnvelopeEvent):
    """Nothing more is reserved until the framework is resumed; what is reserved stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeResumed(EnvelopeEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeClosed(EnvelopeEvent):
    """The framework has ended: nothing more is reserved; its financing conventions go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeReserved(EnvelopeEvent):
    """From now on a convention's text takes all this, in place of what it took.

    `amendment` None: the convention as it reads; else the agreed text of that amendment, which is
    held beside it until it is in effect: whichever of the two takes more counts, never both. Under
    the framework's own id it is what the framework spends itself, in tranches and deliveries.
    """

    convention_id: UUID
    amendment: int | None = None
    lines: Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeReleased(EnvelopeEvent):
    """That text takes nothing any more: this was what it took."""

    convention_id: UUID
    amendment: int | None = None
    lines: Lines


OfferEvent = EnvelopeOpened | EnvelopeRevisionAgreed | EnvelopeRevisionEnded | EnvelopeRevised
StandingEvent = EnvelopeSuspended | EnvelopeResumed | EnvelopeClosed
ReservationEvent = EnvelopeReserved | EnvelopeReleased
EnvelopeEvents = OfferEvent | StandingEvent | ReservationEvent

"""The state of a framework's envelope, and what its events change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never
from uuid import UUID

from mithaq.events import Provenance
from mithaq.states import changed, put, without

from conventions.domain.envelopes import events as e
from conventions.domain.envelopes.lines import Lines, Offer

Told = tuple[tuple[date, Lines], ...]
Texts = Mapping[int | None, Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What holds from which day on: `offers` of the framework, and `held` by convention and text.

    `agreed` is what each amendment that is not in effect yet will offer, and from when on it may.
    Of `suspensions` the last has no end while it lasts. `opened_on` None: it was never opened. What
    the framework takes of it itself is held under its own id.
    """

    framework_id: UUID | None = None
    opened_on: date | None = None
    offers: tuple[tuple[date, Offer], ...] = ()
    agreed: Mapping[int, tuple[date, Offer]] = field(default_factory=dict)
    suspensions: tuple[tuple[date, date | None], ...] = ()
    closed_on: date | None = None
    held: Mapping[UUID, Texts] = field(default_factory=dict)

    @property
    def offer(self) -> Offer:
        """What the framework offers now."""
        return self.offers[-1][1]

    def offered_on(self, day: date) -> Offer:
        """Before the first day in force, what it offered then."""
        known = [offer for since, offer in self.offers if since <= day]
        return known[-1] if known else self.offers[0][1]

    def suspended_on(self, day: date) -> bool:
        return any(
            first <= day and (last is None or day < last) for first, last in self.suspensions
        )

    @property
    def suspended(self) -> bool:
        return bool(self.suspensions) and self.suspensions[-1][1] is None

    def texts_of(self, convention_id: UUID) -> Mapping[int | None, Lines]:
        """What each of a convention's texts takes now."""
        texts = self.held.get(convention_id, {})
        return {text: told[-1][1] for text, told in texts.items() if told[-1][1]}

    def texts_on(self, convention_id: UUID, day: date) -> Mapping[int | None, Lines]:
        """What each of its texts took on that day."""
        texts = self.held.get(convention_id, {})
        found = {text: _on(told, day) for text, told in texts.items()}
        return {text: lines for text, lines in found.items() if lines}


def _on(told: Told, day: date) -> Lines:
    known = [lines for since, lines in told if since <= day]
    return known[-1] if known else ()


def stream_of(framework_id: UUID) -> str:
    return f"envelope-{framework_id}"


def evolve(envelope: Envelope, event: e.EnvelopeEvents, provenance: Provenance) -> Envelope:
    day = provenance.effective_date
    match event:
        case e.EnvelopeSuspended():
            return changed(envelope, suspensions=(*envelope.suspensions, (day, None)))
        case e.EnvelopeResumed():
            *ended, (first, _) = envelope.suspensions
            return changed(envelope, suspensions=(*ended, (first, day)))
        case e.EnvelopeClosed():
            return changed(envelope, closed_on=day)
        case e.EnvelopeReserved():
            return _held(envelope, event, event.lines, day)
        case e.EnvelopeReleased():
            return _held(envelope, event, (), day)
        case _:
            return _offering(envelope, event, day)


def _offering(envelope: Envelope, event: e.OfferEvent, day: date) -> Envelope:
    match event:
        case e.EnvelopeOpened():
            offers = ((event.in_force_on, event.offer),)
            return changed(
                envelope,
                framework_id=event.framework_id,
                opened_on=event.in_force_on,
                offers=offers,
            )
        case e.EnvelopeRevisionAgreed():
            agreed = put(envelope.agreed, event.amendment, (day, event.offer))
            return changed(envelope, agreed=agreed)
        case e.EnvelopeRevisionEnded():
            return changed(envelope, agreed=without(envelope.agreed, event.amendment))
        case e.EnvelopeRevised():
            before = tuple(each for each in envelope.offers if each[0] < day)
            return changed(envelope, offers=(*before, (day, event.offer)))
        case _:
            assert_never(event)


def _held(envelope: Envelope, event: e.ReservationEvent, lines: Lines, day: date) -> Envelope:
    """From that day on; what was said of later days is said anew."""
    texts = envelope.held.get(event.convention_id, {})
    told = tuple(each for each in texts.get(event.amendment, ()) if each[0] < day)
    texts = {**texts, event.amendment: (*told, (day, lines))}
    return changed(envelope, held=put(envelope.held, event.convention_id, texts))

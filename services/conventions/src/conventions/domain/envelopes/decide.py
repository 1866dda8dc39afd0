"""Decisions on an envelope: what its framework says, and what a financing convention takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from typing import Final
from uuid import UUID

from mithaq.events import Actor, Origin
from mithaq.money import Money

from conventions.domain.envelopes import events as e
from conventions.domain.envelopes import rules
from conventions.domain.envelopes.bodies import Parties
from conventions.domain.envelopes.envelope import Envelope, evolve
from conventions.domain.envelopes.lines import (
    Lines,
    Offer,
    by_year,
    of_partners,
    organisations,
    within,
)
from conventions.domain.envelopes.room import Case, cases_of, cases_under, overdrawn, shortage

Texts = Mapping[int | None, Lines]
_ITSELF: Final = Actor(id="envelope", capacity="system")  # its own state is of nobody's making


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a framework stands that is in force, or was: what its envelope says after it.

    `agreed` is what each amendment will offer whose text is agreed and not in effect yet. `own` is
    what the framework spends itself; and under each of those amendments.
    """

    framework_id: UUID
    in_force_on: date
    offer: Offer
    agreed: Mapping[int, Offer]
    own: Texts
    suspended: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """What a financing convention takes, text by text: None is its own, a number an amendment's."""

    framework_id: UUID
    convention_id: UUID
    texts: Texts


def stand(
    envelope: Envelope, standing: Standing, on: date, parties: Parties
) -> Sequence[e.EnvelopeEvents]:
    """Say what the framework says now. Raises EnvelopeBelowReserved, EnvelopeExceeded.

    The first word on a framework opens its envelope, be it one of its suspension or its end.
    """
    told: list[e.EnvelopeEvents] = []
    for saying in (_opened, _ended, _less_spent, _revised, _agreed, _more_spent, _stood):
        new = list(saying(envelope, standing, on, parties))
        told += new
        envelope = reduce(partial(_after, on=on), new, envelope)
    return told


Saying = Iterator[e.EnvelopeEvents]


def _opened(envelope: Envelope, standing: Standing, _on: date, _parties: Parties) -> Saying:
    if envelope.opened_on is None:
        yield e.EnvelopeOpened(
            framework_id=standing.framework_id,
            offer=standing.offer,
            in_force_on=standing.in_force_on,
        )


def _ended(envelope: Envelope, standing: Standing, _on: date, _parties: Parties) -> Saying:
    for amendment in sorted(envelope.agreed.keys() - standing.agreed.keys()):
        yield e.EnvelopeRevisionEnded(framework_id=standing.framework_id, amendment=amendment)


def _less_spent(envelope: Envelope, standing: Standing, _on: date, _parties: Parties) -> Saying:
    """Before the offer is compared: an effect cancels tranches that have no room any more."""
    framework_id = standing.framework_id
    now = envelope.texts_of(framework_id)
    spending = {text: lines for text, lines in standing.own.items() if text in now}
    lower = {text: lines for text, lines in spending.items() if within(lines, now[text])}
    yield from _taken(framework_id, framework_id, now, {**now, **lower})
    yield from _given_back(framework_id, framework_id, now, standing.own)


def _revised(envelope: Envelope, standing: Standing, on: date, parties: Parties) -> Saying:
    """What has ended offers nothing more; what was reserved rests on what it offered last."""
    if standing.offer != envelope.offer and not standing.closed:
        ensure_above_reserved(envelope, None, standing.offer, on, parties)
        yield e.EnvelopeRevised(framework_id=standing.framework_id, offer=standing.offer)


def _agreed(envelope: Envelope, standing: Standing, on: date, parties: Parties) -> Saying:
    """What the framework will spend itself under an amendment comes before what it will offer."""
    framework_id = standing.framework_id
    for amendment, offer in standing.agreed.items():
        if amendment in envelope.agreed and envelope.agreed[amendment][1] == offer:
            continue
        own: Texts = {amendment: standing.own[amendment]}
        spent = list(_taken(framework_id, framework_id, envelope.texts_of(framework_id), own))
        known = reduce(partial(_after, on=on), spent, envelope)
        ensure_above_reserved(known, amendment, offer, on, parties)
        yield from spent
        yield e.EnvelopeRevisionAgreed(framework_id=framework_id, amendment=amendment, offer=offer)


def _more_spent(envelope: Envelope, standing: Standing, on: date, parties: Parties) -> Saying:
    """Rule 7 holds for what the framework spends itself as for any convention under it."""
    framework_id = standing.framework_id
    now = envelope.texts_of(framework_id)
    for text, lines in standing.own.items():
        if now.get(text, ()) != lines:
            seen, spent = parties.envelope(envelope), parties.lines(lines)
            for organisation in organisations(spent):
                cases = cases_under(seen, text, organisation, on, without=framework_id)
                ensure_room(cases, organisation, spent, parties)
    yield from _taken(framework_id, framework_id, now, standing.own)


def _stood(envelope: Envelope, standing: Standing, _on: date, _parties: Parties) -> Saying:
    framework_id = standing.framework_id
    if standing.suspended and not envelope.suspended:
        yield e.EnvelopeSuspended(framework_id=framework_id)
    if envelope.suspended and not standing.suspended:
        yield e.EnvelopeResumed(framework_id=framework_id)
    if standing.closed and envelope.closed_on is None:
        yield e.EnvelopeClosed(framework_id=framework_id)


def ensure_above_reserved(
    envelope: Envelope, amendment: int | None, offer: Offer, on: date, parties: Parties
) -> None:
    """On no day from `on` is less offered than is reserved of it, whichever text comes true."""
    envelope, offer = parties.envelope(envelope), parties.offer(offer)
    every = (told for texts in envelope.held.values() for told in texts.values())
    for organisation in organisations(*(lines for told in every for _, lines in told)):
        short = overdrawn(envelope, amendment, offer, organisation, on)
        if short is not None:
            raise rules.EnvelopeBelowReserved(
                party=parties.called(organisation),
                **_of_year(short.year),
                reserved=str(Money(short.wanted)),
                offered=str(Money(short.free)),
            )


def reserve_first(
    standing: Standing | None, wanted: Reservation, on: date, parties: Parties
) -> Sequence[e.EnvelopeEvents]:
    """As `reserve`, of a framework that has no envelope yet: it is opened, if it is in force.

    A framework that is in force since before there were envelopes is in force all the same.
    """
    if standing is None:
        raise rules.FrameworkNotInForce(framework=str(wanted.framework_id), on=str(on))
    opened = stand(Envelope(), standing, on, parties)
    envelope = reduce(partial(_after, on=on), opened, Envelope())
    return [*opened, *reserve(envelope, wanted, on, parties)]


def _after(envelope: Envelope, event: e.EnvelopeEvents, *, on: date) -> Envelope:
    return evolve(envelope, event, Origin(by=_ITSELF, effective_date=on))


def reserve(
    envelope: Envelope, wanted: Reservation, on: date, parties: Parties
) -> Sequence[e.EnvelopeEvents]:
    """Take what these texts take, and give back what the convention's others took.

    A text that takes no more of any line than one that is held already needs no room; and one that
    takes no more of any partner, no framework in force.

    Raises FrameworkNotInForce, EnvelopeExceeded.
    """
    framework_id, convention_id = wanted.framework_id, wanted.convention_id
    now, seen = envelope.texts_of(convention_id), parties.envelope(envelope)
    held = list(seen.texts_of(convention_id).values())
    for lines in map(parties.lines, wanted.texts.values()):
        if any(within(lines, each) for each in held):
            continue
        if not any(within(of_partners(lines), of_partners(each)) for each in held):
            ensure_in_force(envelope, framework_id, on)
        ensure_free(seen, convention_id, lines, on, parties)
    return [
        *_taken(framework_id, convention_id, now, wanted.texts),
        *_given_back(framework_id, convention_id, now, wanted.texts),
    ]


def _taken(framework_id: UUID, convention_id: UUID, now: Texts, wanted: Texts) -> Saying:
    for text, lines in wanted.items():
        if now.get(text, ()) != lines:
            yield e.EnvelopeReserved(
                framework_id=framework_id, convention_id=convention_id, amendment=text, lines=lines
            )


def _given_back(framework_id: UUID, convention_id: UUID, now: Texts, wanted: Texts) -> Saying:
    for text, lines in now.items():
        if text not in wanted:
            yield e.EnvelopeReleased(
                framework_id=framework_id, convention_id=convention_id, amendment=text, lines=lines
            )


def ensure_in_force(envelope: Envelope, framework_id: UUID, on: date) -> None:
    """Now, and on the day that the command is dated."""
    opened, ends_on = envelope.opened_on, envelope.offer.ends_on if envelope.offers else None
    over = envelope.closed_on is not None or (ends_on is not None and on > ends_on)
    if opened is None or on < opened or over or envelope.suspended or envelope.suspended_on(on):
        raise rules.FrameworkNotInForce(framework=str(framework_id), on=str(on))


def ensure_free(
    envelope: Envelope, convention_id: UUID, lines: Lines, on: date, parties: Parties
) -> None:
    """Rule 7, on every day from `on`: what others hold is left to them."""
    for organisation in organisations(lines):
        cases = cases_of(envelope, organisation, on, without=convention_id)
        ensure_room(cases, organisation, lines, parties)


def ensure_room(cases: Sequence[Case], organisation: UUID, lines: Lines, parties: Parties) -> None:
    """Raises EnvelopeExceeded with the first year that has too little, and what it has."""
    short = shortage(cases, by_year(lines, organisation))
    if short is not None:
        raise rules.EnvelopeExceeded(
            party=parties.called(organisation),
            **_of_year(short.year),
            wanted=str(Money(short.wanted)),
            free=str(Money(short.free)),
        )


def _of_year(year: int | None) -> dict[str, int | str | None]:
    """For a sentence: the year, or that it is about an amount of no named year."""
    return {"year": year, "scope": "any-year" if year is None else "named-year"}

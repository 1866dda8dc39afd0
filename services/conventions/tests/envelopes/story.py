"""Envelopes of the tests: two partners, and what conventions take of what they promise."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from conventions.domain.envelopes.bodies import Parties
from conventions.domain.envelopes.decide import Reservation, Standing, reserve, stand
from conventions.domain.envelopes.envelope import Envelope, evolve
from conventions.domain.envelopes.events import EnvelopeEvents
from conventions.domain.envelopes.lines import Lines, Offer, summed_up
from mithaq.events import Actor, Origin

from ..people import COMMUNE, DAY, REGION
from ..proposal import mad

FRAMEWORK = UUID(int=0xF)
IN_FORCE_ON = date(2026, 1, 15)
PARTIES = Parties(str)  # nobody was registered twice
By = Mapping[tuple[UUID, int | None], int]


def lines(by: By) -> Lines:
    """Of dirhams by partner and year."""
    return summed_up((who, year, mad(dirhams)) for (who, year), dirhams in by.items())


def offer(by: By, *, years: tuple[int, int] = (2026, 2029), ends_on: date | None = None) -> Offer:
    return Offer(lines=lines(by), first_year=years[0], last_year=years[1], ends_on=ends_on)


OFFER = offer({(REGION, 2026): 100, (REGION, 2027): 50, (COMMUNE, None): 80})


def standing(
    offered: Offer = OFFER,
    *,
    agreed: Mapping[int, Offer] | None = None,
    own: Mapping[int | None, By] | None = None,
    **state: bool,
) -> Standing:
    """Of a framework that spends nothing itself, unless `own` says what."""
    spent = own or {}
    return Standing(
        framework_id=FRAMEWORK,
        in_force_on=IN_FORCE_ON,
        offer=offered,
        agreed=agreed or {},
        own={text: lines(spent.get(text, {})) for text in (None, *(agreed or {}))},
        **state,
    )


def after(envelope: Envelope, events: Sequence[EnvelopeEvents], on: date = DAY) -> Envelope:
    for event in events:
        origin = Origin(by=Actor(id="someone", capacity="office"), effective_date=on)
        envelope = evolve(envelope, event, origin)
    return envelope


def stood(
    envelope: Envelope, new: Standing, on: date = DAY, parties: Parties = PARTIES
) -> Envelope:
    """The envelope once its framework stands so. Raises what refuses it."""
    return after(envelope, stand(envelope, new, on, parties), on)


def opened(offered: Offer = OFFER) -> Envelope:
    return stood(Envelope(), standing(offered), IN_FORCE_ON)


def wish(convention: int, texts: Mapping[int | None, By]) -> Reservation:
    return Reservation(
        framework_id=FRAMEWORK,
        convention_id=UUID(int=convention),
        texts={text: lines(by) for text, by in texts.items()},
    )


def taken(
    envelope: Envelope,
    convention: int,
    texts: Mapping[int | None, By],
    on: date = DAY,
    parties: Parties = PARTIES,
) -> Envelope:
    """The envelope once a convention's texts take this. Raises what refuses it."""
    return after(envelope, reserve(envelope, wish(convention, texts), on, parties), on)

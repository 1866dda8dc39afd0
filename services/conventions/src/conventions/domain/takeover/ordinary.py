"""The ordinary events that a fact of the archive stands for: the one reading of it.

State, lists and history fold these; nothing of them is recorded, nor is anybody told as who did
them: the archive itself is their author.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from mithaq.commands import OURS
from mithaq.events import Actor, Origin

from conventions.domain.amendments import events as amendments
from conventions.domain.core.amendment import Operations
from conventions.domain.core.archived import PaperState
from conventions.domain.core.convention import FrozenText
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Terms
from conventions.domain.core.text import arabic_sha256, french_sha256, terms_sha256
from conventions.domain.deliveries import events as deliveries
from conventions.domain.drafting import events as drafting
from conventions.domain.ending import events as ending
from conventions.domain.negotiation import events as negotiation
from conventions.domain.signatures import events as signatures
from conventions.domain.takeover import events as e
from conventions.domain.takeover.money import payment, refunds, settlements

# No token has such a subject: nobody is kept from a duty, or given one, by what the archive tells.
ARCHIVE: Final = Actor(id=f"{OURS}archive", capacity="archive")


@dataclass(frozen=True, slots=True)
class Ordinary:
    """An event that a fact of the archive stands for, and the day it holds from."""

    event: ConventionEvent
    on: date

    @property
    def provenance(self) -> Origin:
        return Origin(by=ARCHIVE, effective_date=self.on)


def ordinary(event: e.TakeoverEvent) -> Iterator[Ordinary]:
    """In an order in which they may be folded; nothing for what changes no ordinary fact."""
    match event:
        case e.ConventionTakenOver():
            yield from _whole(event)
        case e.ArchivedFactCompleted():
            yield from _completed(event)
        case e.ArchivedFactCorrected() | e.ArchivedFactProposed() | e.ArchivedFactReturned():
            return
        case _:
            assert_never(event)


def _whole(event: e.ConventionTakenOver) -> Iterator[Ordinary]:
    yield from _signed(event)
    for effect in event.amendments:
        yield from _amended(event, effect)
    for paid in event.payments:
        yield from map(_told, payment(event.convention_id, paid))
    for given in event.deliveries:
        yield from _delivered(event, given)
    yield from _state(event)


def _completed(event: e.ArchivedFactCompleted) -> Iterator[Ordinary]:
    if event.pledged is not None and event.promised_on is not None:
        pledged = drafting.ContributionPledged(
            convention_id=event.convention_id, contribution=event.pledged
        )
        yield Ordinary(pledged, event.promised_on)
    if event.payment is not None:
        yield from map(_told, payment(event.convention_id, event.payment))


def _told(step: tuple[ConventionEvent, date]) -> Ordinary:
    return Ordinary(*step)


def _signed(event: e.ConventionTakenOver) -> Iterator[Ordinary]:
    """From the draft that nobody saw to the day it was in force."""
    of, on = event.convention_id, event.signed_on
    terms = Terms(
        outline=event.outline,
        parties={each.party.organisation_id: each.party for each in event.parties},
        actions={each.action: each for each in event.actions},
        contributions={each.contribution: each for each in event.contributions},
    )
    yield Ordinary(
        drafting.ConventionDrafted(
            convention_id=of, outline=event.outline, drafted_by=event.drafted_by
        ),
        on,
    )
    for party in event.parties:
        yield Ordinary(drafting.PartyInvited(convention_id=of, party=party.party), on)
    for action in event.actions:
        yield Ordinary(drafting.ActionPlanned(convention_id=of, action=action), on)
    for pledge in event.contributions:
        yield Ordinary(drafting.ContributionPledged(convention_id=of, contribution=pledge), on)
    text = FrozenText(
        text_sha256=terms_sha256(of, terms),
        text_sha256_fr=french_sha256(terms),
        text_sha256_ar=arabic_sha256(terms),
        agreed_on=on,
    )
    agreed = negotiation.TextAgreed(convention_id=of, text=text, total=event.outline.total)
    yield Ordinary(agreed, on)
    yield Ordinary(
        signatures.ConventionSigned(
            convention_id=of,
            signed_on=on,
            text_sha256=text.text_sha256,
            organisations=tuple(sorted(terms.signatories(), key=str)),
            contributions=event.contributions,
        ),
        on,
    )
    force = signatures.ConventionEnteredIntoForce(
        convention_id=of, in_force_on=event.in_force_on, ends_on=event.ends_on
    )
    yield Ordinary(force, event.in_force_on)


def _amended(event: e.ConventionTakenOver, effect: e.AmendmentTakenOver) -> Iterator[Ordinary]:
    of, number = event.convention_id, effect.amendment
    yield Ordinary(
        amendments.AmendmentDrafted(
            convention_id=of,
            amendment=number,
            base_version=1,
            base_text_sha256="",
            reason=effect.reason,
            operations=Operations(),
        ),
        effect.signed_on,
    )
    signed = amendments.AmendmentSigned(
        convention_id=of, amendment=number, signed_on=effect.signed_on, organisations=()
    )
    yield Ordinary(signed, effect.signed_on)
    yield Ordinary(
        amendments.AmendmentTookEffect(
            convention_id=of,
            amendment=number,
            effective_on=effect.effective_on,
            contributions=effect.contributions,
            costs=(),
            total=effect.total,
            ends_on=effect.ends_on,
            period=effect.period,
            parties=effect.parties,
            actions=effect.actions,
        ),
        effect.effective_on,
    )


def _delivered(
    event: e.ConventionTakenOver, given: e.ArchivedDeliveryTakenOver
) -> Iterator[Ordinary]:
    kinds = (deliveries.ContributionDelivered, deliveries.DeliveryAccepted)
    for kind in kinds if given.accepted else kinds[:1]:
        told = kind(
            convention_id=event.convention_id,
            contribution=given.contribution,
            organisation_id=given.organisation_id,
            action=given.action,
            year=given.year,
            kind=given.kind,
            amount=given.amount,
            act=given.act,
            on=given.on,
        )
        yield Ordinary(told, given.on)


def _state(event: e.ConventionTakenOver) -> Iterator[Ordinary]:
    """Where its file leaves it; what was paid and not justified of a terminated one is due back."""
    of, since = event.convention_id, event.since
    if since is None:
        return
    file = event.source.reference
    if event.state == PaperState.SUSPENDED:
        yield Ordinary(ending.ConventionSuspended(convention_id=of, reason=file), since)
    elif event.state == PaperState.COMPLETED:
        yield Ordinary(ending.ConventionCompleted(convention_id=of, report=file), since)
    elif event.state == PaperState.TERMINATED:
        last = max((each.amendment for each in event.amendments), default=0)
        for claimed in refunds(of, event.payments, last):
            yield Ordinary(claimed, since)
        settled = settlements(event.payments)
        ended = ending.ConventionTerminated(convention_id=of, amendment=last, settlements=settled)
        yield Ordinary(ended, since)

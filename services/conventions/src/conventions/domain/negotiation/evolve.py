"""What the events of negotiation change, and what edits of the text make of its accords."""

from collections.abc import Mapping
from typing import TypeVar, assert_never
from uuid import UUID

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.states import changed, put, without

from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, with_person
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.negotiation import Negotiation, Said
from conventions.domain.core.signing_round import SigningRound
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import State
from conventions.domain.negotiation import events as e
from conventions.domain.negotiation.touching import article_of, touched_by

T = TypeVar("T")


def evolve(convention: Convention, event: e.NegotiationEvent, provenance: Provenance) -> Convention:
    match event:
        case e.TextAgreed():
            return _agreed(convention, event)
        case e.TextReopened():
            return _reopened(convention)
        case e.ProposalAdopted():
            return _adopted(convention, event)
        case _:
            negotiation = _round(convention, event, person(provenance.by.id))
            return changed(convention, state=State.IN_NEGOTIATION, negotiation=negotiation)


RoundEvent = (
    e.NegotiationRoundOpened
    | e.PositionTaken
    | e.LatePositionTaken
    | e.NegotiationRoundClosed
    | e.NegotiationRoundEnded
)


def _round(convention: Convention, event: RoundEvent, author: str) -> Negotiation:
    negotiation = convention.negotiation
    match event:
        case e.NegotiationRoundOpened():
            return _opened(negotiation, event)
        case e.PositionTaken() | e.LatePositionTaken():
            return _answered(negotiation, event, author)
        case e.NegotiationRoundClosed():
            return _closed(negotiation, convention.terms)
        case e.NegotiationRoundEnded():
            return changed(negotiation, open=False, undecided=True)
        case _:
            assert_never(event)


def edited(negotiation: Negotiation, terms: Terms, event: ConventionEvent) -> Negotiation:
    """After an edit of `terms`, which are those before it: no round covers it, decided or not.

    What those it touches said of the article is void; what they objected stands as a reservation
    until they say otherwise.
    """
    if negotiation.round == 0:
        return negotiation
    touched, article = touched_by(terms, event), article_of(event)
    if article is not None:
        touched |= negotiation.remarked_by(article)
        negotiation = _void(negotiation, article, touched)
        adopted = without(negotiation.adopted, article)
        negotiation = changed(negotiation, adopted=adopted)
        if article not in negotiation.moved:
            negotiation = changed(negotiation, moved=(*negotiation.moved, article))
    else:
        negotiation = changed(negotiation, moved_beyond=True)
    return changed(
        negotiation, touched=negotiation.touched | touched, concluded=False, undecided=False
    )


def _void(negotiation: Negotiation, article: str, touched: frozenset[UUID]) -> Negotiation:
    """Their answers on this article; in an open round they are asked again."""
    positions, late = negotiation.positions, negotiation.late
    reservations, again = negotiation.reservations, negotiation.again
    for party in sorted(touched, key=str):
        said = negotiation.said_by(party).get(article)
        if said is not None and not said.accepts:
            reserved = {**reservations.get(party, {}), article: said}
            reservations = put(reservations, party, reserved)
        positions = _unsaid(positions, party, article)
        late = _unsaid(late, party, article)
        asked = again.get(party, ())
        if negotiation.open and article not in asked:
            again = put(again, party, (*asked, article))
    return changed(
        negotiation, positions=positions, late=late, reservations=reservations, again=again
    )


def _unsaid(positions: Mapping[UUID, Said], party: UUID, article: str) -> Mapping[UUID, Said]:
    """Without what the party said of this article; what it said of the whole text stays."""
    said = positions.get(party, {})
    if article not in said:
        return positions
    rest = {name: each for name, each in said.items() if name != article}
    return put(positions, party, rest) if rest else without(positions, party)


def _opened(negotiation: Negotiation, event: e.NegotiationRoundOpened) -> Negotiation:
    """Another round: what was said in the one before is void, what was agreed in it is not."""
    return changed(
        negotiation,
        round=event.round,
        opened_on=event.opened_on,
        deadline=event.deadline,
        taken_over=event.deadline < event.recorded_on,
        open=True,
        concluded=False,
        undecided=False,
        positions={},
        late={},
        authors={},
        again={},
        kept=frozenset(event.kept),
        asked={each.organisation_id: each.articles for each in event.asked},
    )


def _answered(
    negotiation: Negotiation, event: e.PositionTaken | e.LatePositionTaken, author: str
) -> Negotiation:
    party, article = event.organisation_id, event.article
    authors = _with(negotiation.authors.get(party, {}), article, author)
    negotiation = changed(negotiation, authors=put(negotiation.authors, party, authors))
    if not event.position.accepts:
        negotiation = changed(negotiation, agreed=negotiation.agreed - {party})
    if isinstance(event, e.LatePositionTaken):
        mine = _with(negotiation.late.get(party, {}), article, event.position)
        return changed(negotiation, late=put(negotiation.late, party, mine))
    mine = _with(negotiation.positions.get(party, {}), article, event.position)
    asked = negotiation.again.get(party, ())
    still = () if article is None else tuple(each for each in asked if each != article)
    return changed(
        negotiation,
        positions=put(negotiation.positions, party, mine),
        again=put(negotiation.again, party, still) if still else without(negotiation.again, party),
    )


def _with(said: Mapping[str | None, T], article: str | None, value: T) -> Mapping[str | None, T]:
    """A position on the whole text replaces what its party said on single articles."""
    return {None: value} if article is None else {**said, article: value}


def _adopted(convention: Convention, event: e.ProposalAdopted) -> Convention:
    """Whoever wrote the words prepared the text, with whoever took them over."""
    authors = convention.negotiation.authors.get(event.organisation_id, {})
    prepared = convention.prepared_by
    if (author := authors.get(event.article)) is not None:
        prepared = with_person(prepared, Duty.PREPARE, author)
    negotiation = convention.negotiation
    adopted = put(negotiation.adopted, event.article, event.organisation_id)
    return changed(
        convention, prepared_by=prepared, negotiation=changed(negotiation, adopted=adopted)
    )


def _closed(negotiation: Negotiation, terms: Terms) -> Negotiation:
    agreed = frozenset(party for party in terms.parties if negotiation.accepts(party, terms))
    return changed(
        negotiation,
        open=False,
        concluded=True,
        undecided=False,
        agreed=agreed,
        touched=frozenset(),
        moved=(),
        moved_beyond=False,
        reservations=_reservations(negotiation, terms),
    )


def _reservations(negotiation: Negotiation, terms: Terms) -> Mapping[UUID, Said]:
    """What stands at the end of a round: this round's objections, older ones not answered since."""
    found: dict[UUID, Said] = {}
    for party in terms.parties:
        said = negotiation.said_by(party)
        older = {} if None in said else negotiation.reservations.get(party, {})
        both = {**older, **said}
        objections = {name: each for name, each in both.items() if not each.accepts}
        if objections:
            found[party] = objections
    return found


def _agreed(convention: Convention, event: e.TextAgreed) -> Convention:
    signing = SigningRound(
        text_sha256=event.text.text_sha256,
        agreed_on=event.text.agreed_on,
        signatories=convention.terms.signatories(),
        sign_by=event.sign_by,
    )
    return changed(
        convention,
        corrected={},
        state=State.TEXT_AGREED,
        text=event.text,
        terms=changed(convention.terms, split_by=event.split_by),
        signing=signing,
    )


def _reopened(convention: Convention) -> Convention:
    return changed(
        convention,
        state=State.IN_NEGOTIATION,
        negotiation=changed(convention.negotiation, open=False, concluded=False),
        text=None,
        terms=changed(convention.terms, split_by=None),
        approvals={},
        signing=SigningRound(),
    )

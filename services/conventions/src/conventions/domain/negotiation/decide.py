"""Decisions of negotiation: rounds, positions, consensus or arbitration, the frozen text."""

from dataclasses import replace
from uuid import UUID

from mithaq.canonical import digest

from conventions.domain.core import text
from conventions.domain.core.convention import Convention, FrozenText
from conventions.domain.core.event import Events
from conventions.domain.core.negotiation import Negotiation, asked_next
from conventions.domain.core.policy import organisation_of
from conventions.domain.core.rules import ensure_reason, ensure_time_to_sign
from conventions.domain.core.seats import ensure_committees_agreed
from conventions.domain.core.signing_round import in_order
from conventions.domain.core.splitting import time_to_split
from conventions.domain.core.suspensive import ensure_time_to_decide
from conventions.domain.core.vocabulary import RoundOutcome
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation import events as e
from conventions.domain.negotiation import rules


def open_round(convention: Convention, command: c.OpenNegotiationRound) -> Events:
    """It asks those whose accord does not stand: all, or after an accord whom edits touched.

    With a deadline that has passed, a round held on paper is taken over by an archivist.
    """
    rules.ensure_time_to_answer(command)
    kept, asked = asked_next(convention.negotiation, convention.terms.parties)
    everybody = not kept and not any(each.articles for each in asked)
    return [
        e.NegotiationRoundOpened(
            convention_id=convention.convention_id,
            round=convention.negotiation.round + 1,
            opened_on=command.on,
            deadline=command.deadline,
            recorded_on=command.recorded_on,
            kept=kept,
            asked=() if everybody else asked,
        )
    ]


def take_position(convention: Convention, command: c.TakePosition) -> Events:
    """A party may change its answer until the round closes; saying it again changes nothing."""
    rules.ensure_answerable(convention, command)
    party, negotiation = organisation_of(command.caller), convention.negotiation
    late = rules.is_late(convention, command)
    if _said_already(negotiation, command, party, in_time=not late):
        return []
    if late and negotiation.deadline is not None:
        return [
            e.LatePositionTaken(
                convention_id=convention.convention_id,
                round=negotiation.round,
                organisation_id=party,
                article=command.article,
                position=command.position,
                deadline=negotiation.deadline,
            )
        ]
    return [
        e.PositionTaken(
            convention_id=convention.convention_id,
            round=negotiation.round,
            organisation_id=party,
            article=command.article,
            position=command.position,
        )
    ]


def _said_already(
    negotiation: Negotiation, command: c.TakePosition, party: UUID, *, in_time: bool
) -> bool:
    """The same words answer anew what was rewritten since."""
    article, said = command.article, negotiation.said_by(party, in_time=in_time)
    rewritten = negotiation.unanswered(party, in_time=in_time)
    if article in rewritten or (article is None and rewritten):
        return False
    return said.get(article) == command.position and (article is not None or len(said) == 1)


def close_round(convention: Convention, command: c.CloseNegotiationRound) -> Events:
    if command.outcome is RoundOutcome.CONSENSUS:
        rules.ensure_consensus(convention)
    else:
        ensure_reason(command.reason)
        rules.ensure_all_heard(convention, command)
    return [
        e.NegotiationRoundClosed(
            convention_id=convention.convention_id,
            round=convention.negotiation.round,
            outcome=command.outcome,
            reason=command.reason,
        )
    ]


def end_round(convention: Convention, command: c.EndNegotiationRound) -> Events:
    """By consensus if every signing party accepted in time; else undecided. Nothing if it is over.

    In a round taken over from paper silence says nothing, and time closes nothing.
    """
    negotiation = convention.negotiation
    ended = negotiation.deadline is not None and command.on > negotiation.deadline
    if not (negotiation.open and negotiation.round == command.round and ended):
        return []
    if negotiation.taken_over:
        return []
    convention_id = convention.convention_id
    if rules.unconvinced(convention, in_time=True):
        return [e.NegotiationRoundEnded(convention_id=convention_id, round=command.round)]
    return [
        e.NegotiationRoundClosed(
            convention_id=convention_id, round=command.round, outcome=RoundOutcome.CONSENSUS
        )
    ]


def agree_text(convention: Convention, command: c.AgreeText) -> Events:
    terms = convention.terms
    ensure_committees_agreed(terms, convention.framed())
    split_by = time_to_split(
        terms,
        convention.framed(),
        command.split_by,
        on=command.on,
        recorded_on=command.recorded_on,
    )
    terms = replace(terms, split_by=split_by)
    frozen = FrozenText(
        text_sha256=digest(text.canonical_text(convention.convention_id, terms)),
        text_sha256_fr=text.french_sha256(terms),
        text_sha256_ar=text.arabic_sha256(terms),
        agreed_on=command.on,
    )
    if command.sign_by is not None:
        ensure_time_to_sign(command.sign_by, command.recorded_on, until_now=None)
    ensure_time_to_decide(convention.terms, command.sign_by or command.recorded_on)
    return [
        e.TextAgreed(
            convention_id=convention.convention_id,
            text=frozen,
            total=convention.terms.outline.total,
            sign_by=command.sign_by,
            reservations=convention.negotiation.reserved(),
            split_by=split_by,
        )
    ]


def reopen_text(convention: Convention, command: c.ReopenText) -> Events:
    ensure_reason(command.reason)
    return [
        e.TextReopened(
            convention_id=convention.convention_id,
            reason=command.reason,
            void_approvals=tuple(convention.approvals),
            void_signatures=in_order(convention.signing.signatures),
        )
    ]

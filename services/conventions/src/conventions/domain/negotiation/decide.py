"""Decisions of negotiation: rounds, positions, consensus or arbitration, the frozen text."""

from conventions.domain.core import text
from conventions.domain.core.convention import Convention, FrozenText
from conventions.domain.core.event import Events
from conventions.domain.core.policy import organisation_of
from conventions.domain.core.rules import ensure_reason, ensure_time_to_sign
from conventions.domain.core.signing_round import in_order
from conventions.domain.core.vocabulary import RoundOutcome
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation import events as e
from conventions.domain.negotiation import rules


def open_round(convention: Convention, command: c.OpenNegotiationRound) -> Events:
    """With a deadline that has passed, a round held on paper is taken over by an archivist."""
    rules.ensure_time_to_answer(command)
    return [
        e.NegotiationRoundOpened(
            convention_id=convention.convention_id,
            round=convention.negotiation.round + 1,
            opened_on=command.on,
            deadline=command.deadline,
            recorded_on=command.recorded_on,
        )
    ]


def take_position(convention: Convention, command: c.TakePosition) -> Events:
    """A party may change its answer until the round closes; saying it again changes nothing."""
    rules.ensure_answerable(convention, command)
    party = organisation_of(command.caller)
    said = convention.negotiation.positions.get(party, {})
    if said.get(command.article) == command.position and (command.article or len(said) == 1):
        return []
    return [
        e.PositionTaken(
            convention_id=convention.convention_id,
            round=convention.negotiation.round,
            organisation_id=party,
            article=command.article,
            position=command.position,
        )
    ]


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
    """By consensus if every signing party accepted; else undecided. Nothing if it is over already.

    In a round taken over from paper silence says nothing, and time closes nothing.
    """
    negotiation = convention.negotiation
    ended = negotiation.deadline is not None and command.on > negotiation.deadline
    if not (negotiation.open and negotiation.round == command.round and ended):
        return []
    if negotiation.taken_over:
        return []
    convention_id = convention.convention_id
    if rules.unconvinced(convention):
        return [e.NegotiationRoundEnded(convention_id=convention_id, round=command.round)]
    return [
        e.NegotiationRoundClosed(
            convention_id=convention_id, round=command.round, outcome=RoundOutcome.CONSENSUS
        )
    ]


def agree_text(convention: Convention, command: c.AgreeText) -> Events:
    frozen = FrozenText(
        text_sha256=text.text_sha256(convention),
        text_sha256_fr=text.french_sha256(convention.terms),
        text_sha256_ar=text.arabic_sha256(convention.terms),
        agreed_on=command.on,
    )
    if command.sign_by is not None:
        ensure_time_to_sign(command.sign_by, command.recorded_on, until_now=None)
    return [
        e.TextAgreed(
            convention_id=convention.convention_id,
            text=frozen,
            total=convention.terms.outline.total,
            sign_by=command.sign_by,
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

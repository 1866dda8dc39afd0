"""Decisions of negotiation: rounds, positions, consensus or arbitration, the frozen text."""

from uuid import UUID

from mithaq.commands import Caller

from conventions.domain import text
from conventions.domain.articles import ensure_mandatory_articles
from conventions.domain.balance import ensure_balanced
from conventions.domain.checks import ensure_reason, names_of, organisation_of
from conventions.domain.commands import agreeing as c
from conventions.domain.drafting import Events
from conventions.domain.events import agreeing as e
from conventions.domain.rules import negotiating as rules
from conventions.domain.state import Convention
from conventions.domain.state.convention import Position
from conventions.domain.terms_checks import ensure_complete_draft, ensure_text_still
from conventions.domain.vocabulary import RoundOutcome, Stance


def open_round(convention: Convention, command: c.OpenNegotiationRound) -> Events:
    if command.deadline < command.on:
        raise rules.DeadlinePassed(deadline=str(command.deadline), on=str(command.on))
    return [
        e.NegotiationRoundOpened(
            convention_id=convention.convention_id,
            round=convention.negotiation.round + 1,
            deadline=command.deadline,
        )
    ]


def ensure_round_open(convention: Convention, _: Caller) -> None:
    if not convention.negotiation.open:
        raise rules.RoundNotOpen()


def take_position(convention: Convention, command: c.TakePosition) -> Events:
    """A party may change its answer until the round closes; saying it again changes nothing."""
    _ensure_answerable(convention, command)
    party = organisation_of(command.caller)
    said = convention.negotiation.positions.get(party, {})
    position = Position(
        stance=command.stance, remark=command.remark, proposed_text_fr=command.proposed_text_fr
    )
    if said.get(command.article) == position and (command.article or len(said) == 1):
        return []
    return [
        e.PositionTaken(
            convention_id=convention.convention_id,
            round=convention.negotiation.round,
            organisation_id=party,
            article=command.article,
            stance=command.stance,
            remark=command.remark,
            proposed_text_fr=command.proposed_text_fr,
        )
    ]


def _ensure_answerable(convention: Convention, command: c.TakePosition) -> None:
    negotiation = convention.negotiation
    if negotiation.deadline is not None and command.on > negotiation.deadline:
        raise rules.RoundDeadlinePassed(deadline=str(negotiation.deadline), on=str(command.on))
    if command.article is not None and command.article not in convention.terms.articles:
        raise rules.ArticleUnknown(article=command.article)
    ensure_remark(command.stance, command.remark or command.proposed_text_fr)


def ensure_remark(stance: Stance, said: str | None) -> None:
    if stance is not Stance.ACCEPT and not (said and said.strip()):
        raise rules.RemarkMissing(stance=str(stance))


def close_round(convention: Convention, command: c.CloseNegotiationRound) -> Events:
    if command.outcome is RoundOutcome.CONSENSUS:
        _ensure_consensus(convention)
    else:
        ensure_reason(command.reason)
        _ensure_all_heard(convention, command)
    return [
        e.NegotiationRoundClosed(
            convention_id=convention.convention_id,
            round=convention.negotiation.round,
            outcome=command.outcome,
            reason=command.reason,
        )
    ]


def accepts(convention: Convention, party: UUID) -> bool:
    """It accepts the whole text, or each article, and objects to none."""
    said = convention.negotiation.positions.get(party, {})
    if any(position.stance is not Stance.ACCEPT for position in said.values()):
        return False
    articles = convention.terms.articles.keys()
    return None in said or (bool(articles) and articles <= said.keys())


def _ensure_consensus(convention: Convention) -> None:
    awaited = [p for p in convention.terms.signatories() if not accepts(convention, p)]
    if awaited:
        raise rules.ConsensusNotReached(awaited=names_of(convention, awaited))


def _ensure_all_heard(convention: Convention, command: c.CloseNegotiationRound) -> None:
    negotiation = convention.negotiation
    silent = convention.terms.signatories() - negotiation.positions.keys()
    if silent and negotiation.deadline is not None and command.on <= negotiation.deadline:
        names = names_of(convention, silent)
        raise rules.AnswersAwaited(awaited=names, deadline=str(negotiation.deadline))


def ensure_agreeable(convention: Convention, caller: Caller) -> None:
    """A concluded round, a complete text, and money that adds up (rules 1 and 3)."""
    ensure_text_still(convention, caller)
    if not convention.negotiation.concluded:
        raise rules.RoundNotConcluded()
    ensure_complete_draft(convention, caller)
    ensure_mandatory_articles(convention.terms)
    ensure_balanced(convention.terms)


def agree_text(convention: Convention, command: c.AgreeText) -> Events:
    return [
        e.TextAgreed(
            convention_id=convention.convention_id,
            text_sha256=text.text_sha256(convention),
            text_sha256_fr=text.french_sha256(convention.terms),
            text_sha256_ar=text.arabic_sha256(convention.terms),
            total=convention.terms.total,
            agreed_on=command.on,
        )
    ]


def reopen_text(convention: Convention, command: c.ReopenText) -> Events:
    ensure_reason(command.reason)
    return [e.TextReopened(convention_id=convention.convention_id, reason=command.reason)]

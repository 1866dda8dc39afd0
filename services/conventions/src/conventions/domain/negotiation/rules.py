"""What a round, a position and an agreed text must be."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from mithaq.commands import Caller
from mithaq.dating import ARCHIVIST
from mithaq.errors import Invalid, RuleBroken

from conventions.domain.core import rules as core
from conventions.domain.core.balance import ensure_balanced
from conventions.domain.core.convention import Convention
from conventions.domain.core.editing import ensure_no_open_round
from conventions.domain.core.pledging import ensure_pledgers_sign
from conventions.domain.core.policy import organisation_of
from conventions.domain.core.position import ensure_remark
from conventions.domain.drafting.rules import ensure_complete_draft
from conventions.domain.negotiation import commands as c


class DeadlinePassed(Invalid):
    """A round ends after it was opened."""

    code = "deadline-passed"


class DeadlineTooNear(Invalid):
    """A round leaves time to answer, from the day it is recorded."""

    code = "deadline-too-near"


class RoundNotOpen(RuleBroken):
    """Positions are taken in an open round, or late in one that ended undecided."""

    code = "round-not-open"


class ArticleUnknown(RuleBroken):
    """A position bears on an article of the text."""

    code = "article-unknown"


class ProposalsTooLong(RuleBroken):
    """What a party says in a round, its proposals included, is of a bounded length."""

    code = "proposals-too-long"


class ProposalUnknown(RuleBroken):
    """What is adopted was proposed in this round for this article, and not answered since."""

    code = "proposal-unknown"


class TranslationMissing(Invalid):
    """An article that reads in both languages changes in both."""

    code = "translation-missing"


class ConsensusNotReached(RuleBroken):
    """Consensus is every signing party accepting."""

    code = "consensus-not-reached"


class AnswersAwaited(RuleBroken):
    """Arbitration waits for every answer or for the deadline."""

    code = "answers-awaited"


class EveryAnswerNeeded(RuleBroken):
    """A round taken over from paper is closed once every signing party answered here."""

    code = "every-answer-needed"


class RoundNotConcluded(RuleBroken):
    """The text agreed is the text of a concluded round."""

    code = "round-not-concluded"


# From the day a round is recorded: whoever opens it late in the day leaves the next one at least.
DAYS_TO_ANSWER: Final = 1
WORDS_LIMIT: Final = 200_000  # characters of one party in one round


def ensure_time_to_answer(command: c.OpenNegotiationRound) -> None:
    """The parties have time, or an archivist takes over, with a reason, a round that ended."""
    deadline, recorded_on = command.deadline, command.recorded_on
    if deadline < command.on:
        raise DeadlinePassed(deadline=str(deadline), on=str(command.on))
    if deadline < recorded_on and ARCHIVIST in command.caller.roles:
        core.ensure_reason(command.header.dating.reason)
        return
    earliest = recorded_on + timedelta(days=DAYS_TO_ANSWER)
    if deadline < earliest:
        raise DeadlineTooNear(deadline=str(deadline), earliest=str(earliest))


def ensure_round_may_open(convention: Convention, caller: Caller) -> None:
    """No round is open, but for one taken over from paper that asks those it did not hear again."""
    if not convention.negotiation.taken_over:
        ensure_no_open_round(convention, caller)


def ensure_round_undecided(convention: Convention, _: Caller) -> None:
    """It is open, or its deadline ended it without an accord."""
    if not (convention.negotiation.open or convention.negotiation.undecided):
        raise RoundNotOpen()


def ensure_answerable(convention: Convention, command: c.TakePosition) -> None:
    _ensure_bounded(convention, command)
    if command.article is not None and command.article not in convention.terms.articles:
        raise ArticleUnknown(article=command.article)
    ensure_remark(command.position)


def _ensure_bounded(convention: Convention, command: c.TakePosition) -> None:
    """All that its party has said by then: it is kept with the convention, and read in minutes."""
    said = convention.negotiation.said_by(organisation_of(command.caller))
    others = (each for article, each in said.items() if article != command.article)
    length = command.position.length + sum(each.length for each in others)
    if length > WORDS_LIMIT:
        raise ProposalsTooLong(length=length, limit=WORDS_LIMIT)


def is_late(convention: Convention, command: c.TakePosition) -> bool:
    """Dated after the deadline or, unless the round is taken over, recorded after it."""
    negotiation = convention.negotiation
    deadline = negotiation.deadline
    given = command.on if negotiation.taken_over else max(command.on, command.recorded_on)
    return deadline is not None and given > deadline


def unconvinced(convention: Convention, *, in_time: bool = False) -> list[UUID]:
    """The signing parties that do not accept the text as it stands; or did not by the deadline."""
    terms, negotiation = convention.terms, convention.negotiation
    return [
        each
        for each in terms.signatories()
        if not negotiation.accepts(each, terms, in_time=in_time)
    ]


def ensure_consensus(convention: Convention) -> None:
    awaited = unconvinced(convention)
    if awaited:
        raise ConsensusNotReached(awaited=convention.terms.names_of(awaited))


def ensure_all_heard(convention: Convention, command: c.CloseNegotiationRound) -> None:
    """Every signing party answered, or the deadline has passed: on both days of the command.

    In a round taken over from paper, nobody's silence counts.
    """
    negotiation, terms = convention.negotiation, convention.terms
    silent = {each for each in terms.signatories() if not negotiation.heard(each)}
    if not silent:
        return
    if negotiation.taken_over:
        raise EveryAnswerNeeded(awaited=terms.names_of(silent))
    deadline = negotiation.deadline
    if deadline is not None and min(command.on, command.recorded_on) <= deadline:
        raise AnswersAwaited(awaited=terms.names_of(silent), deadline=str(deadline))


def ensure_agreeable(convention: Convention, caller: Caller) -> None:
    """A concluded round, a complete text, promises of who signs, and money that adds up."""
    ensure_no_open_round(convention, caller)
    if not convention.negotiation.concluded:
        raise RoundNotConcluded()
    ensure_complete_draft(convention, caller)
    ensure_pledgers_sign(convention.terms)
    ensure_balanced(convention.terms, convention.framed())

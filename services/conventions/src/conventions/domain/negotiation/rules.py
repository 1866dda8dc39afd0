"""What a round, a position and an agreed text must be."""

from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import Invalid, RuleBroken

from conventions.domain.core.balance import ensure_balanced
from conventions.domain.core.convention import Convention
from conventions.domain.core.position import ensure_remark
from conventions.domain.drafting.rules import ensure_complete_draft, ensure_no_open_round
from conventions.domain.negotiation import commands as c


class DeadlinePassed(Invalid):
    """A round leaves time to answer."""

    code = "deadline-passed"


class RoundNotOpen(RuleBroken):
    """Positions are taken in an open round."""

    code = "round-not-open"


class RoundDeadlinePassed(RuleBroken):
    """Positions are taken until the deadline, that day included."""

    code = "round-deadline-passed"


class ArticleUnknown(RuleBroken):
    """A position bears on an article of the text."""

    code = "article-unknown"


class ConsensusNotReached(RuleBroken):
    """Consensus is every signing party accepting."""

    code = "consensus-not-reached"


class AnswersAwaited(RuleBroken):
    """Arbitration waits for every answer or for the deadline."""

    code = "answers-awaited"


class RoundNotConcluded(RuleBroken):
    """The text agreed is the text of a concluded round."""

    code = "round-not-concluded"


def ensure_round_open(convention: Convention, _: Caller) -> None:
    if not convention.negotiation.open:
        raise RoundNotOpen()


def ensure_answerable(convention: Convention, command: c.TakePosition) -> None:
    deadline = convention.negotiation.deadline
    if deadline is not None and command.on > deadline:
        raise RoundDeadlinePassed(deadline=str(deadline), on=str(command.on))
    if command.article is not None and command.article not in convention.terms.articles:
        raise ArticleUnknown(article=command.article)
    ensure_remark(command.position)


def accepts(convention: Convention, party: UUID) -> bool:
    """It accepts the whole text, or each article, and objects to none."""
    said = convention.negotiation.positions.get(party, {})
    if not all(position.accepts for position in said.values()):
        return False
    articles = convention.terms.articles.keys()
    return None in said or (bool(articles) and articles <= said.keys())


def ensure_consensus(convention: Convention) -> None:
    terms = convention.terms
    awaited = [party for party in terms.signatories() if not accepts(convention, party)]
    if awaited:
        raise ConsensusNotReached(awaited=terms.names_of(awaited))


def ensure_all_heard(convention: Convention, command: c.CloseNegotiationRound) -> None:
    """Every signing party answered, or the deadline has passed."""
    negotiation, terms = convention.negotiation, convention.terms
    silent = terms.signatories() - negotiation.positions.keys()
    if silent and negotiation.deadline is not None and command.on <= negotiation.deadline:
        awaited = terms.names_of(silent)
        raise AnswersAwaited(awaited=awaited, deadline=str(negotiation.deadline))


def ensure_agreeable(convention: Convention, caller: Caller) -> None:
    """A concluded round, a complete text, and money that adds up (rules 1 and 3)."""
    ensure_no_open_round(convention, caller)
    if not convention.negotiation.concluded:
        raise RoundNotConcluded()
    ensure_complete_draft(convention, caller)
    ensure_balanced(convention.terms)

"""Rounds, positions, consensus."""

from mithaq.errors import Invalid, RuleBroken


class DeadlinePassed(Invalid):
    """A round leaves time to answer."""

    code = "deadline-passed"


class RoundStillOpen(RuleBroken):
    """The text does not move while the parties are asked about it."""

    code = "round-still-open"


class RoundNotOpen(RuleBroken):
    """Positions are taken in an open round."""

    code = "round-not-open"


class RoundDeadlinePassed(RuleBroken):
    """Positions are taken until the deadline, that day included."""

    code = "round-deadline-passed"


class ArticleUnknown(RuleBroken):
    """A position bears on an article of the text."""

    code = "article-unknown"


class RemarkMissing(Invalid):
    """Who does not accept says what should change."""

    code = "remark-missing"


class ConsensusNotReached(RuleBroken):
    """Consensus is every signing party accepting."""

    code = "consensus-not-reached"


class AnswersAwaited(RuleBroken):
    """Arbitration waits for every answer or for the deadline."""

    code = "answers-awaited"


class RoundNotConcluded(RuleBroken):
    """The text agreed is the text of a concluded round."""

    code = "round-not-concluded"

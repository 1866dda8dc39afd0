"""When an article moves while a round is open: where another party's remark on it is open."""

from datetime import timedelta
from typing import Final

from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.editing import RoundStillOpen


class ArticleLocked(RuleBroken):
    """In an open round an article is rewritten where another party's remark on it is open."""

    code = "article-locked"


class RoundEndsTooSoon(RuleBroken):
    """An article rewritten in a round leaves those it touches a day to answer at least."""

    code = "round-ends-too-soon"


# From the day the edit is recorded: whoever reads it late in the day has the next one at least.
DAYS_TO_READ: Final = 1


def ensure_some_unlocked(convention: Convention, caller: Caller) -> None:
    """No round is open, or the caller may answer some remark in it."""
    negotiation = convention.negotiation
    if not negotiation.open:
        return
    mine = {caller.organisation}
    if not any(negotiation.remarked_by(each) - mine for each in convention.terms.articles):
        raise RoundStillOpen(round=negotiation.round)


def ensure_unlocked(convention: Convention, command: ConventionCommand, article: str) -> None:
    """No round is open, or this article has a remark of another party, and those have time."""
    negotiation = convention.negotiation
    if not negotiation.open:
        return
    if not negotiation.remarked_by(article) - {command.caller.organisation}:
        raise ArticleLocked(article=article, round=negotiation.round)
    earliest = command.recorded_on + timedelta(days=DAYS_TO_READ)
    if negotiation.deadline is not None and negotiation.deadline < earliest:
        deadline = str(negotiation.deadline)
        raise RoundEndsTooSoon(round=negotiation.round, deadline=deadline, earliest=str(earliest))

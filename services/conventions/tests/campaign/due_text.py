"""What is to be done next with a text that is not complete: parties, articles, actions, money."""

from collections.abc import Iterator

from conventions.domain.core.convention import Convention
from conventions.domain.drafting import commands as c

from ..proposal import ARTICLES, PARTIES, PLEDGES, WORKS
from .cast import LEAD
from .due_money import Due


def writing(state: Convention) -> Iterator[Due]:
    """Each part of the tests' proposal that the text lacks; rarely an action is given up again."""
    terms = state.terms
    for party in PARTIES:
        if party.organisation_id not in terms.parties:
            yield c.InviteParty, LEAD, {"party": party}
    for article in ARTICLES:
        if article.article not in terms.articles:
            yield c.WriteArticle, LEAD, {"article": article}
    yield from _money(state)


def _money(state: Convention) -> Iterator[Due]:
    pledged, planned = state.terms.contributions, WORKS.action in state.terms.actions
    if not planned:
        yield c.PlanAction, LEAD, {"action": WORKS}
    elif not pledged:
        yield c.RemoveAction, LEAD, {"action": WORKS.action}
    for pledge in PLEDGES:
        if planned and pledge.contribution not in pledged:
            yield c.PledgeContribution, LEAD, {"contribution": pledge}

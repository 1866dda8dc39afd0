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


def unwriting(state: Convention) -> Iterator[Due]:
    """What the tests' proposal has not, and nothing rests on; rarely a promise or the total."""
    terms = state.terms
    promised = {promise.organisation_id for promise in terms.promises()}
    proposed = {party.organisation_id for party in PARTIES}
    for party in sorted(terms.parties.keys() - proposed - promised):
        yield c.RemoveParty, LEAD, {"organisation_id": party}
    if "spare" in terms.actions:
        yield c.RemoveAction, LEAD, {"action": "spare"}
    if terms.contributions:
        yield c.WithdrawContribution, LEAD, {}
    yield c.ReviseTotal, LEAD, {"reason": "étude"}


def _money(state: Convention) -> Iterator[Due]:
    pledged, planned = state.terms.contributions, WORKS.action in state.terms.actions
    if not planned:
        yield c.PlanAction, LEAD, {"action": WORKS}
    elif not pledged:
        yield c.RemoveAction, LEAD, {"action": WORKS.action}
    sharing = {share.organisation_id for share in state.terms.shares.values()}
    for pledge in PLEDGES:
        if pledge.organisation_id in sharing:
            continue
        if planned and pledge.contribution not in pledged:
            yield c.PledgeContribution, LEAD, {"contribution": pledge}

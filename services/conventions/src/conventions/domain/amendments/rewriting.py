"""The terms that the effect of an amendment leaves, from what its event tells."""

from collections.abc import Mapping, Sequence
from datetime import date

from mithaq.money import Money
from mithaq.states import changed, put, put_all, without

from conventions.domain.amendments import events as e
from conventions.domain.amendments.operations.costs import recosted
from conventions.domain.core.convention import Convention
from conventions.domain.core.flow import EMPTY, Flow
from conventions.domain.core.terms import Outline, Terms
from conventions.domain.ending.events import TerminationPronounced


def repriced_by(change: e.ContributionChange) -> tuple[str, Money]:
    """What the change adds to a contribution, less than nothing where it takes away."""
    known = change.after or change.before
    if known is None:
        raise ValueError("a change of a contribution has a before or an after")
    now = change.after.amount.centimes if change.after else 0
    was = change.before.amount.centimes if change.before else 0
    return known.contribution, Money(now - was)


def repriced(
    convention: Convention, changes: Sequence[e.ContributionChange], on: date
) -> Mapping[str, Flow]:
    """What each contribution gained or lost, from the day of the effect."""
    moved = {}
    for change in changes:
        name, more = repriced_by(change)
        moved[name] = convention.repriced.get(name, EMPTY).move(on, more)
    return put_all(convention.repriced, moved)


def rewritten(terms: Terms, event: e.AmendmentTookEffect) -> Terms:
    """Every part that changed, as it is told; the others stay as they are."""
    terms = changed(terms, outline=_outline(terms.outline, event))
    terms = changed(_parties(terms, event), split_by=event.split_by or terms.split_by)
    return _articles(_actions(_promises(terms, event), event), event)


def left_after(terms: Terms, event: TerminationPronounced) -> Terms:
    """What is left of each promise once one side ended it."""
    terms = changed(terms, outline=changed(terms.outline, total=event.total))
    return _actions(_promises(terms, event), event)


def _outline(outline: Outline, event: e.AmendmentTookEffect) -> Outline:
    outline = changed(outline, total=event.total)
    if event.period is None:
        return outline
    first, last = event.period.first_year, event.period.last_year
    return changed(outline, first_year=first, last_year=last)


def _parties(terms: Terms, event: e.AmendmentTookEffect) -> Terms:
    """Who leaves has departed; who comes back has not."""
    parties, departed = terms.parties, terms.departed
    for change in event.parties:
        if change.after is not None:
            party = change.after.organisation_id
            parties, departed = put(parties, party, change.after), without(departed, party)
        elif change.before is not None:
            party = change.before.organisation_id
            parties, departed = without(parties, party), put(departed, party, change.before)
    return changed(terms, parties=parties, departed=departed)


def _promises(terms: Terms, event: e.AmendmentTookEffect | TerminationPronounced) -> Terms:
    changes = event.contributions
    new = {each.after.contribution: each.after for each in changes if each.after}
    contributions = put_all(terms.contributions, new)
    for each in changes:
        if each.after is None and each.before is not None:
            contributions = without(contributions, each.before.contribution)
    shares = put_all(
        terms.shares, {each.after.share: each.after for each in event.shares if each.after}
    )
    for change in event.shares:
        if change.after is None and change.before is not None:
            shares = without(shares, change.before.share)
    return changed(terms, contributions=contributions, shares=shares)


def _actions(terms: Terms, event: e.AmendmentTookEffect | TerminationPronounced) -> Terms:
    new = {each.after.action: each.after for each in event.actions if each.after}
    actions = put_all(terms.actions, new)
    for each in event.actions:
        if each.after is None and each.before is not None:
            actions = without(actions, each.before.action)
    for cost in event.costs:
        actions = put(actions, cost.action, recosted(actions[cost.action], cost.year, cost.after))
    return changed(terms, actions=actions)


def _articles(terms: Terms, event: e.AmendmentTookEffect) -> Terms:
    articles = put_all(terms.articles, {each.article: each for each in event.articles})
    for name in event.struck_articles:
        articles = without(articles, name)
    return changed(terms, articles=articles)

"""What the events of the proposal change."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar, assert_never

from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Outline, Terms
from conventions.domain.core.vocabulary import State
from conventions.domain.drafting import events as e

K = TypeVar("K")
V = TypeVar("V")


def begin(event: e.ConventionDrafted) -> Convention:
    return Convention(
        convention_id=event.convention_id,
        state=State.DRAFT,
        drafted_by=event.drafted_by,
        terms=Terms(outline=event.outline),
    )


def evolve(convention: Convention, event: e.DraftingEvent) -> Convention:
    match event:
        case e.ConventionDrafted():
            return begin(event)
        case e.ConventionProposed():
            return replace(convention, state=State.PROPOSED)
        case e.ConventionWithdrawn():
            return replace(convention, state=State.WITHDRAWN)
        case _:
            return _reworded(convention, _terms(convention.terms, event))


def _reworded(convention: Convention, terms: Terms) -> Convention:
    """The convention with other terms: an earlier consensus does not cover them."""
    negotiation = convention.negotiation
    if negotiation.concluded:
        negotiation = replace(negotiation, concluded=False)
    return replace(convention, terms=terms, negotiation=negotiation)


TermsEvent = (
    e.PartyInvited
    | e.PartyRemoved
    | e.ArticleWritten
    | e.ActionPlanned
    | e.ActionRemoved
    | e.ContributionPledged
    | e.ContributionWithdrawn
    | e.TotalRevised
)


def _terms(terms: Terms, event: TermsEvent) -> Terms:  # noqa: C901, PLR0911 - one case an event
    match event:
        case e.PartyInvited(party=party):
            return replace(terms, parties={**terms.parties, party.organisation_id: party})
        case e.PartyRemoved(party=party):
            return replace(terms, parties=_without(terms.parties, party.organisation_id))
        case e.ArticleWritten(article=article):
            return replace(terms, articles={**terms.articles, article.article: article})
        case e.ActionPlanned(action=action):
            return replace(terms, actions={**terms.actions, action.action: action})
        case e.ActionRemoved(action=action):
            return replace(terms, actions=_without(terms.actions, action.action))
        case e.ContributionPledged(contribution=pledged):
            pledges = {**terms.contributions, pledged.contribution: pledged}
            return replace(terms, contributions=pledges)
        case e.ContributionWithdrawn(contribution=pledged):
            pledges = _without(terms.contributions, pledged.contribution)
            return replace(terms, contributions=pledges)
        case e.TotalRevised():
            return replace(terms, outline=_revised(terms, event))
        case _:
            assert_never(event)


def _revised(terms: Terms, event: e.TotalRevised) -> Outline:
    return replace(
        terms.outline,
        total=event.total,
        first_year=event.first_year,
        last_year=event.last_year,
    )


def _without(mapping: Mapping[K, V], key: K) -> dict[K, V]:
    return {k: v for k, v in mapping.items() if k != key}

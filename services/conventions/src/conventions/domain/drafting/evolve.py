"""What the events of the proposal change."""

from typing import assert_never

from mithaq.states import changed, put, without

from conventions.domain.core.convention import Convention
from conventions.domain.core.frame import Frame
from conventions.domain.core.terms import Outline, Terms
from conventions.domain.core.vocabulary import State
from conventions.domain.drafting import events as e


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
        case e.FrameAdopted(frame=frame):
            return changed(convention, terms=framed(convention.terms, frame), frame=frame)
        case e.ConventionProposed():
            return changed(convention, state=State.PROPOSED)
        case e.ConventionWithdrawn():
            return changed(convention, state=State.WITHDRAWN)
        case _:
            return changed(convention, terms=written(convention.terms, event))


def framed(terms: Terms, frame: Frame) -> Terms:
    """The text names the template and the kind it is under."""
    outline = terms.outline
    if (outline.template, outline.programme_kind) == (frame.template, frame.programme_kind):
        return terms
    named = changed(outline, template=frame.template, programme_kind=frame.programme_kind)
    return changed(terms, outline=named)


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


def written(terms: Terms, event: TermsEvent) -> Terms:  # noqa: C901, PLR0911 - one case an event
    match event:
        case e.PartyInvited(party=party):
            return changed(terms, parties=put(terms.parties, party.organisation_id, party))
        case e.PartyRemoved(party=party):
            return changed(terms, parties=without(terms.parties, party.organisation_id))
        case e.ArticleWritten(article=article):
            return changed(terms, articles=put(terms.articles, article.article, article))
        case e.ActionPlanned(action=action):
            return changed(terms, actions=put(terms.actions, action.action, action))
        case e.ActionRemoved(action=action):
            return changed(terms, actions=without(terms.actions, action.action))
        case e.ContributionPledged(contribution=pledged):
            pledges = put(terms.contributions, pledged.contribution, pledged)
            return changed(terms, contributions=pledges)
        case e.ContributionWithdrawn(contribution=pledged):
            pledges = without(terms.contributions, pledged.contribution)
            return changed(terms, contributions=pledges)
        case e.TotalRevised():
            return changed(terms, outline=_revised(terms, event))
        case _:
            assert_never(event)


def _revised(terms: Terms, event: e.TotalRevised) -> Outline:
    return changed(
        terms.outline,
        total=event.total,
        first_year=event.first_year,
        last_year=event.last_year,
    )

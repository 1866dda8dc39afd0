"""What the facts of the proposal change."""

from typing import assert_never

from conventions.domain.events import DraftingEvent
from conventions.domain.events import drafting as e
from conventions.domain.evolving.moves import moved, put, reworded, without
from conventions.domain.state import Action, Article, Contribution, Convention, Party, Terms
from conventions.domain.vocabulary import State


def drafted(event: e.ConventionDrafted) -> Convention:
    terms = Terms(
        reference=event.reference,
        instrument=event.instrument,
        title_fr=event.title_fr,
        title_ar=event.title_ar,
        territory=event.territory,
        region=event.region,
        total=event.total,
        first_year=event.first_year,
        last_year=event.last_year,
        duration_months=event.duration_months,
    )
    return Convention(
        convention_id=event.convention_id,
        version=1,
        state=State.DRAFT,
        drafted_by=event.drafted_by,
        terms=terms,
    )


def evolve_drafting(  # noqa: C901, PLR0911 - one case a fact
    convention: Convention, event: DraftingEvent
) -> Convention:
    match event:
        case e.ConventionDrafted():
            return drafted(event)
        case e.PartyInvited() | e.PartyRemoved():
            return _party(convention, event)
        case e.ActionPlanned() | e.ActionRemoved():
            return _action(convention, event)
        case e.ContributionPledged() | e.ContributionWithdrawn():
            return _contribution(convention, event)
        case e.ArticleWritten():
            return _article(convention, event)
        case e.TotalRevised():
            return reworded(
                convention,
                total=event.total,
                first_year=event.first_year,
                last_year=event.last_year,
            )
        case e.ConventionProposed():
            return moved(convention, state=State.PROPOSED)
        case e.ConventionWithdrawn():
            return moved(convention, state=State.WITHDRAWN)
        case _:
            assert_never(event)


def _party(convention: Convention, event: e.PartyInvited | e.PartyRemoved) -> Convention:
    parties = convention.terms.parties
    if isinstance(event, e.PartyRemoved):
        return reworded(convention, parties=without(parties, event.organisation_id))
    party = Party(
        organisation_id=event.organisation_id,
        name_fr=event.name_fr,
        name_ar=event.name_ar,
        roles=event.roles,
        signing_order=event.signing_order,
    )
    return reworded(convention, parties=put(parties, event.organisation_id, party))


def _article(convention: Convention, event: e.ArticleWritten) -> Convention:
    article = Article(
        article=event.article,
        heading_fr=event.heading_fr,
        text_fr=event.text_fr,
        text_ar=event.text_ar,
    )
    return reworded(convention, articles=put(convention.terms.articles, event.article, article))


def _action(convention: Convention, event: e.ActionPlanned | e.ActionRemoved) -> Convention:
    actions = convention.terms.actions
    if isinstance(event, e.ActionRemoved):
        return reworded(convention, actions=without(actions, event.action))
    action = Action(
        action=event.action,
        label_fr=event.label_fr,
        label_ar=event.label_ar,
        territory=event.territory,
        cost=event.cost,
        years=event.years,
        basis=event.basis,
    )
    return reworded(convention, actions=put(actions, event.action, action))


def _contribution(
    convention: Convention, event: e.ContributionPledged | e.ContributionWithdrawn
) -> Convention:
    contributions = convention.terms.contributions
    if isinstance(event, e.ContributionWithdrawn):
        return reworded(convention, contributions=without(contributions, event.contribution))
    contribution = Contribution(
        contribution=event.contribution,
        organisation_id=event.organisation_id,
        action=event.action,
        year=event.year,
        kind=event.kind,
        amount=event.amount,
        basis=event.basis,
    )
    pledged = put(contributions, event.contribution, contribution)
    return reworded(convention, contributions=pledged)

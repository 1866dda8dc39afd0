"""Decisions of the proposal: draft, invite, write, plan, pledge, submit, withdraw."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial, reduce

from mithaq.states import changed, closed, opened

from conventions.domain.core import rules as core
from conventions.domain.core.balance import ensure_summable
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.frame import Frame
from conventions.domain.core.limits import ensure_article_fits, ensure_pledges_fit, ensure_room
from conventions.domain.core.policy import ensure_own_money_or_lead, organisation_of
from conventions.domain.core.terms import Article
from conventions.domain.core.vocabulary import Part
from conventions.domain.drafting import commands as c
from conventions.domain.drafting import events as e
from conventions.domain.drafting import rules
from conventions.domain.drafting.articles import (
    FrameUnnamed,
    ensure_wording,
    missing_articles,
    other_wording,
)
from conventions.domain.drafting.evolve import begin, evolve
from conventions.domain.drafting.unlocking import ensure_unlocked
from conventions.domain.shares import decide as shares
from conventions.domain.shares.commands import PromiseShare
from conventions.domain.shares.evolve import written


def draft(command: c.DraftConvention) -> Events:
    """The proposal and all that came with it: the first broken rule refuses the whole."""
    rules.ensure_outline(command.outline)
    rules.ensure_parts_once(command)
    proposal = e.ConventionDrafted(
        convention_id=command.convention_id,
        outline=command.outline,
        drafted_by=organisation_of(command.caller),
    )
    events: list[ConventionEvent] = [proposal]
    convention = opened(begin(proposal))
    if command.frame is not None:
        under = adopted(convention, command.frame, command.articles)
        events += under
        convention = reduce(evolve, under, convention)
    for decide in _parts(command):
        new = decide(convention)
        events += new
        convention = reduce(evolve, new, convention)
    for share in command.shares:
        promised = shares.promised(convention, PromiseShare(header=command.header, share=share))
        events += promised
        convention = changed(convention, terms=reduce(written, promised, convention.terms))
    terms = closed(convention).terms
    ensure_summable(terms)
    ensure_pledges_fit(terms)
    return events


def adopted(
    convention: Convention, frame: Frame, coming: Sequence[Article] = ()
) -> list[e.FrameAdopted]:
    """The frame, and what the text then lacks. `coming` is written by the same command."""
    terms = convention.terms
    written = {each.article for each in coming}
    return [
        e.FrameAdopted(
            convention_id=convention.convention_id,
            frame=frame,
            missing_articles=tuple(
                name for name in missing_articles(frame, terms) if name not in written
            ),
            other_wording=other_wording(frame, terms),
        )
    ]


def adopt(convention: Convention, command: c.AdoptFrame) -> Events:
    """Under the frame it has already, nothing changes."""
    frame = command.frame
    if frame.template is None and frame.programme_kind is None:
        raise FrameUnnamed()
    return [] if frame == convention.frame else adopted(convention, frame)


def refuse_second_draft(convention: Convention, command: c.DraftConvention) -> Events:
    """A convention is drafted once."""
    raise core.CommandClosed(command=type(command).__name__, state=str(convention.state))


def _parts(
    command: c.DraftConvention,
) -> Iterator[Callable[[Convention], Sequence[e.DraftingEvent]]]:
    header = command.header
    for party in command.parties:
        yield partial(invite, command=c.InviteParty(header=header, party=party))
    for article in command.articles:
        yield partial(write, command=c.WriteArticle(header=header, article=article))
    for action in command.actions:
        yield partial(planned, command=c.PlanAction(header=header, action=action))
    for promise in command.contributions:
        yield partial(pledged, command=c.PledgeContribution(header=header, contribution=promise))


def invite(convention: Convention, command: c.InviteParty) -> Sequence[e.DraftingEvent]:
    rules.ensure_invitable(convention.terms, command.party)
    ensure_room(Part.PARTIES, convention.terms.parties)
    return [e.PartyInvited(convention_id=convention.convention_id, party=command.party)]


def remove_party(convention: Convention, command: c.RemoveParty) -> Events:
    party = rules.removable_party(convention.terms, command.organisation_id)
    return [e.PartyRemoved(convention_id=convention.convention_id, party=party)]


def write(
    convention: Convention, command: c.WriteArticle | c.WriteFromClause
) -> Sequence[e.DraftingEvent]:
    """Writing an article as it already reads changes nothing."""
    ensure_unlocked(convention, command, command.article.article)
    rules.ensure_readable(command.article)
    ensure_wording(convention.framed(), convention.terms, command.article)
    rules.ensure_concerns_parties(convention.terms, command.article)
    if convention.terms.articles.get(command.article.article) == command.article:
        return []
    ensure_article_fits(convention.terms, command.article)
    return [e.ArticleWritten(convention_id=convention.convention_id, article=command.article)]


def plan(convention: Convention, command: c.PlanAction) -> Sequence[e.DraftingEvent]:
    return _within_bounds(convention, planned(convention, command))


def _within_bounds(
    convention: Convention, events: Sequence[e.DraftingEvent]
) -> Sequence[e.DraftingEvent]:
    """These events, if the convention's amounts still add up after them and its pledges fit."""
    terms = reduce(evolve, events, convention).terms
    ensure_summable(terms)
    ensure_pledges_fit(terms)
    return events


def planned(convention: Convention, command: c.PlanAction) -> Sequence[e.DraftingEvent]:
    action = command.action
    rules.ensure_costs_add_up(convention.terms, action)
    before = convention.terms.actions.get(action.action)
    if before == action:
        return []
    if before is None:
        ensure_room(Part.ACTIONS, convention.terms.actions)
    convention_id = convention.convention_id
    return [e.ActionPlanned(convention_id=convention_id, action=action, replaced=before)]


def remove_action(convention: Convention, command: c.RemoveAction) -> Events:
    action = rules.removable_action(convention.terms, command.action)
    return [e.ActionRemoved(convention_id=convention.convention_id, action=action)]


def pledge(convention: Convention, command: c.PledgeContribution) -> Sequence[e.DraftingEvent]:
    return _within_bounds(convention, pledged(convention, command))


def pledged(convention: Convention, command: c.PledgeContribution) -> Sequence[e.DraftingEvent]:
    promise = command.contribution
    rules.ensure_pledgeable(convention.terms, promise)
    ensure_own_money_or_lead(convention, command.caller, promise.organisation_id)
    before = convention.terms.contributions.get(promise.contribution)
    if before is not None:
        ensure_own_money_or_lead(convention, command.caller, before.organisation_id)
    if before == promise:
        return []
    if before is None:
        ensure_room(Part.CONTRIBUTIONS, convention.terms.contributions)
    return [
        e.ContributionPledged(
            convention_id=convention.convention_id, contribution=promise, replaced=before
        )
    ]


def withdraw_contribution(convention: Convention, command: c.WithdrawContribution) -> Events:
    promise = convention.terms.contributions.get(command.contribution)
    if promise is None:
        raise core.ContributionUnknown(contribution=command.contribution)
    ensure_own_money_or_lead(convention, command.caller, promise.organisation_id)
    return [e.ContributionWithdrawn(convention_id=convention.convention_id, contribution=promise)]


def revise_total(convention: Convention, command: c.ReviseTotal) -> Events:
    rules.ensure_envelope(command.total, command.first_year, command.last_year)
    core.ensure_reason(command.reason)
    outline = convention.terms.outline
    announced = (outline.total, outline.first_year, outline.last_year)
    if announced == (command.total, command.first_year, command.last_year):
        return []
    return [
        e.TotalRevised(
            convention_id=convention.convention_id,
            total=command.total,
            first_year=command.first_year,
            last_year=command.last_year,
            reason=command.reason,
        )
    ]


def propose(convention: Convention, _: c.ProposeConvention) -> Events:
    total = convention.terms.outline.total
    return [e.ConventionProposed(convention_id=convention.convention_id, total=total)]


def withdraw(convention: Convention, command: c.WithdrawConvention) -> Events:
    core.ensure_reason(command.reason)
    return [
        e.ConventionWithdrawn(
            convention_id=convention.convention_id,
            reason=command.reason,
            given_up=convention.terms.pledges(),
            given_up_shares=convention.terms.unsplit(),
        )
    ]

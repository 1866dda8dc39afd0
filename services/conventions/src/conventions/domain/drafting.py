"""Decisions of the proposal: invite, write, plan, pledge, submit, withdraw."""

from conventions.domain import terms_checks as check
from conventions.domain.checks import ensure_own_money_or_lead, ensure_reason, parts_of
from conventions.domain.commands import drafting as c
from conventions.domain.events import ConventionEvent
from conventions.domain.events import drafting as e
from conventions.domain.rules import terms as rules
from conventions.domain.state import Action, Article, Contribution, Convention

Events = list[ConventionEvent]


def invite(convention: Convention, command: c.InviteParty) -> Events:
    check.ensure_invitable(convention.terms, command.party)
    return [e.PartyInvited(convention_id=convention.convention_id, **parts_of(command.party))]


def remove_party(convention: Convention, command: c.RemoveParty) -> Events:
    check.ensure_removable(convention.terms, command.organisation_id)
    return [
        e.PartyRemoved(
            convention_id=convention.convention_id, organisation_id=command.organisation_id
        )
    ]


def write(convention: Convention, command: c.WriteArticle) -> Events:
    """Writing an article as it already reads changes nothing."""
    new = command.article
    written = Article(**parts_of(new))
    if convention.terms.articles.get(new.article) == written:
        return []
    return [e.ArticleWritten(convention_id=convention.convention_id, **parts_of(written))]


def plan(convention: Convention, command: c.PlanAction) -> Events:
    new = command.action
    check.ensure_costs_add_up(convention.terms, new)
    planned = Action(**parts_of(new))
    if convention.terms.actions.get(new.action) == planned:
        return []
    return [e.ActionPlanned(convention_id=convention.convention_id, **parts_of(planned))]


def remove_action(convention: Convention, command: c.RemoveAction) -> Events:
    if command.action not in convention.terms.actions:
        raise rules.ActionUnknown(action=command.action)
    funded = [x for x in convention.terms.contributions.values() if x.action == command.action]
    if funded:
        names = ", ".join(sorted(x.contribution for x in funded))
        raise rules.ActionHasContributions(action=command.action, contributions=names)
    return [e.ActionRemoved(convention_id=convention.convention_id, action=command.action)]


def pledge(convention: Convention, command: c.PledgeContribution) -> Events:
    new = command.contribution
    check.ensure_pledgeable(convention.terms, new)
    ensure_own_money_or_lead(convention, command.caller, new.organisation_id)
    before = convention.terms.contributions.get(new.contribution)
    if before is not None:
        ensure_own_money_or_lead(convention, command.caller, before.organisation_id)
    pledged = Contribution(**parts_of(new))
    if before == pledged:
        return []
    return [e.ContributionPledged(convention_id=convention.convention_id, **parts_of(pledged))]


def withdraw_contribution(convention: Convention, command: c.WithdrawContribution) -> Events:
    contribution = convention.terms.contributions.get(command.contribution)
    if contribution is None:
        raise rules.ContributionUnknown(contribution=command.contribution)
    ensure_own_money_or_lead(convention, command.caller, contribution.organisation_id)
    return [
        e.ContributionWithdrawn(
            convention_id=convention.convention_id,
            contribution=command.contribution,
            organisation_id=contribution.organisation_id,
        )
    ]


def revise_total(convention: Convention, command: c.ReviseTotal) -> Events:
    check.ensure_envelope(command.total, command.first_year, command.last_year)
    ensure_reason(command.reason)
    terms = convention.terms
    announced = (terms.total, terms.first_year, terms.last_year)
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
    total = convention.terms.total
    return [e.ConventionProposed(convention_id=convention.convention_id, total=total)]


def withdraw(convention: Convention, command: c.WithdrawConvention) -> Events:
    ensure_reason(command.reason)
    return [e.ConventionWithdrawn(convention_id=convention.convention_id, reason=command.reason)]

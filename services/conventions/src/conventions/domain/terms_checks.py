"""What each part of a proposal must be before it is written."""

from uuid import UUID

from mithaq.commands import Caller
from mithaq.money import Money

from conventions.domain.articles import ensure_mandatory_articles
from conventions.domain.balance import ensure_year_inside
from conventions.domain.checks import ensure_not_negative, ensure_positive
from conventions.domain.commands.drafting import NewAction, NewContribution, NewParty
from conventions.domain.rules import terms as rules
from conventions.domain.rules.negotiating import RoundStillOpen
from conventions.domain.state import Convention, Terms
from conventions.domain.vocabulary import PartyRole


def ensure_envelope(total: Money, first_year: int, last_year: int) -> None:
    ensure_positive(total)
    if last_year < first_year:
        raise rules.PeriodReversed(first=first_year, last=last_year)


def ensure_invitable(terms: Terms, party: NewParty) -> None:
    if party.organisation_id in terms.parties:
        raise rules.PartyAlreadyInvited(organisation=party.name_fr)
    if party.signing_order is not None and party.signing_order < 1:
        raise rules.SigningOrderMalformed(signing_order=party.signing_order)
    if not party.roles or len(set(party.roles)) < len(party.roles):
        raise rules.RolesMalformed(organisation=party.name_fr)
    lead = terms.lead()
    if PartyRole.LEAD in party.roles and lead is not None:
        raise rules.LeadAlreadyNamed(lead=terms.parties[lead].name_fr)


def ensure_removable(terms: Terms, organisation_id: UUID) -> None:
    if organisation_id not in terms.parties:
        raise rules.PartyUnknown(organisation=str(organisation_id))
    promised = [
        c.contribution for c in terms.contributions.values() if c.organisation_id == organisation_id
    ]
    if promised:
        name = terms.parties[organisation_id].name_fr
        names = ", ".join(sorted(promised))
        raise rules.PartyHasContributions(organisation=name, contributions=names)


def ensure_costs_add_up(terms: Terms, action: NewAction) -> None:
    ensure_positive(action.cost)
    for yearly in action.years:
        ensure_not_negative(yearly.cost)
        ensure_year_inside(terms, yearly.year)
    total = Money.sum(yearly.cost for yearly in action.years)
    named_once = len({yearly.year for yearly in action.years}) == len(action.years)
    if total != action.cost or not named_once:
        raise rules.YearlyCostsDiffer(
            action=action.action,
            cost=str(action.cost),
            years=str(total),
            difference=str(total - action.cost),
        )


def ensure_pledgeable(terms: Terms, contribution: NewContribution) -> None:
    ensure_positive(contribution.amount)
    ensure_year_inside(terms, contribution.year)
    if contribution.organisation_id not in terms.parties:
        raise rules.PartyUnknown(organisation=str(contribution.organisation_id))
    if contribution.action not in terms.actions:
        raise rules.ActionUnknown(action=contribution.action)


def ensure_text_still(convention: Convention, _: Caller) -> None:
    """While the parties are asked about the text, it does not move."""
    if convention.negotiation.open:
        raise RoundStillOpen(round=convention.negotiation.round)


def ensure_complete_draft(convention: Convention, _: Caller) -> None:
    """A proposal has a lead, signatories, actions and its mandatory articles."""
    terms = convention.terms
    if terms.lead() is None:
        raise rules.LeadMissing()
    if len(terms.signatories()) < 2:
        raise rules.SignatoriesMissing(signatories=len(terms.signatories()))
    if not terms.actions:
        raise rules.ActionMissing()
    ensure_mandatory_articles(terms)

"""What a proposal and its parts must be."""

from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import Invalid, RuleBroken
from mithaq.money import Money

from conventions.domain.core import rules as core
from conventions.domain.core.balance import ensure_year_inside, summed
from conventions.domain.core.convention import Convention
from conventions.domain.core.obliged import PartyObliged, obliged_by
from conventions.domain.core.pledging import PartyUnknown, ensure_may_pledge
from conventions.domain.core.terms import Action, Article, Contribution, Outline, Party, Terms
from conventions.domain.core.vocabulary import Instrument, PartyRole
from conventions.domain.drafting import commands as c
from conventions.domain.drafting.articles import ensure_articles
from conventions.domain.envelopes.rules import FrameworkUnderFramework


class PeriodReversed(Invalid):
    """A period ends in or after the year it begins."""

    code = "period-reversed"


class DurationNotPositive(Invalid):
    """A duration is at least a month."""

    code = "duration-not-positive"


class YearlyCostsDiffer(Invalid):
    """An action's cost is the sum of its years."""

    code = "yearly-costs-differ"


class CostBehindYears(Invalid):
    """An action whose cost is unknown has none by year."""

    code = "cost-behind-years"


class SigningOrderMalformed(Invalid):
    """Signing groups are counted from one."""

    code = "signing-order-malformed"


class RolesMalformed(Invalid):
    """A party has a role or several, each named once."""

    code = "roles-malformed"


class SignatoryWithoutOrder(Invalid):
    """A party in the role of signatory signs: it has a signing order."""

    code = "signatory-without-order"


class OrganisationUnknown(RuleBroken):
    """A party is registered with partners."""

    code = "organisation-unknown"


class OrganisationNotActive(RuleBroken):
    """A party is verified, and neither suspended nor closed."""

    code = "organisation-not-active"


class OrganisationMerged(RuleBroken):
    """An organisation that was registered twice is invited under the entry that answers for it."""

    code = "organisation-merged"


class PartyAlreadyInvited(RuleBroken):
    """An organisation is a party once."""

    code = "party-already-invited"


class LeadAlreadyNamed(RuleBroken):
    """A convention has one lead."""

    code = "lead-already-named"


class PartyHasContributions(RuleBroken):
    """A party that promises money is not removed."""

    code = "party-has-contributions"


class ActionHasContributions(RuleBroken):
    """An action that has money is not removed."""

    code = "action-has-contributions"


class LeadMissing(RuleBroken):
    """A proposal has a lead."""

    code = "lead-missing"


class SignatoriesMissing(RuleBroken):
    """A convention is signed by two parties at least."""

    code = "signatories-missing"


class ActionMissing(RuleBroken):
    """A proposal says what is to be done."""

    code = "action-missing"


def ensure_outline(outline: Outline) -> None:
    core.ensure_written(
        outline.reference,
        reference=outline.reference,
        title_fr=outline.title_fr,
        title_ar=outline.title_ar,
    )
    ensure_envelope(outline.total, outline.first_year, outline.last_year)
    if outline.duration_months is not None and outline.duration_months < 1:
        raise DurationNotPositive(months=outline.duration_months)
    if outline.framework_id is not None and outline.instrument == Instrument.FRAMEWORK:
        raise FrameworkUnderFramework(framework=str(outline.framework_id))


def ensure_envelope(total: Money, first_year: int | None, last_year: int | None) -> None:
    """A year may be unknown until the text is agreed."""
    core.ensure_positive(total)
    summed([total])
    if first_year is not None and last_year is not None and last_year < first_year:
        raise PeriodReversed(first=first_year, last=last_year)


def ensure_invitable(terms: Terms, party: Party) -> None:
    if party.organisation_id in terms.parties:
        raise PartyAlreadyInvited(organisation=party.name_fr)
    core.ensure_written(str(party.organisation_id), name_fr=party.name_fr, name_ar=party.name_ar)
    if party.signing_order is not None and party.signing_order < 1:
        raise SigningOrderMalformed(signing_order=party.signing_order)
    if not party.roles or len(set(party.roles)) < len(party.roles):
        raise RolesMalformed(organisation=party.name_fr)
    if PartyRole.SIGNATORY in party.roles and party.signing_order is None:
        raise SignatoryWithoutOrder(organisation=party.name_fr)
    lead = terms.lead()
    if PartyRole.LEAD in party.roles and lead is not None:
        raise LeadAlreadyNamed(lead=terms.name_of(lead))


def removable_party(terms: Terms, organisation_id: UUID) -> Party:
    """The party, if nothing is promised by it, and it owes and is owed nothing besides."""
    party = terms.parties.get(organisation_id)
    if party is None:
        raise PartyUnknown(organisation=str(organisation_id))
    promised = (p for p in terms.promises() if p.organisation_id == organisation_id)
    if names := tuple(sorted(p.name for p in promised)):
        raise PartyHasContributions(organisation=party.name_fr, contributions=names)
    if obliged := obliged_by(terms, organisation_id):
        raise PartyObliged(organisation=party.name_fr, obligations=obliged)
    return party


def removable_action(terms: Terms, name: str) -> Action:
    """The action, if nothing is promised for it."""
    action = terms.actions.get(name)
    if action is None:
        raise core.ActionUnknown(action=name)
    funding = (p for p in terms.promises() if p.action == name)
    if names := tuple(sorted(p.name for p in funding)):
        raise ActionHasContributions(action=name, contributions=names)
    return action


def ensure_costs_add_up(terms: Terms, action: Action) -> None:
    """Its years, where some are known, add up to its cost."""
    core.ensure_written(action.action, label_fr=action.label_fr, label_ar=action.label_ar)
    if action.cost is not None:
        core.ensure_positive(action.cost)
    for yearly in action.years:
        core.ensure_not_negative(yearly.cost)
        ensure_year_inside(terms, yearly.year)
    core.ensure_named_once("years", (str(yearly.year) for yearly in action.years))
    total = summed(yearly.cost for yearly in action.years)
    if not action.years:
        return
    if action.cost is None:
        raise CostBehindYears(action=action.action, years=str(total))
    if total != action.cost:
        raise YearlyCostsDiffer(
            action=action.action,
            cost=str(action.cost),
            years=str(total),
            difference=str(total - action.cost),
        )


def ensure_readable(article: Article) -> None:
    """Every part of it that was written can be read."""
    core.ensure_written(
        article.article,
        heading_fr=article.heading_fr,
        heading_ar=article.heading_ar,
        text_fr=article.text_fr,
        text_ar=article.text_ar,
    )


def ensure_concerns_parties(terms: Terms, article: Article) -> None:
    """Whom an article concerns is a party."""
    for organisation_id in article.concerns:
        if organisation_id not in terms.parties:
            raise PartyUnknown(organisation=str(organisation_id))


def ensure_parts_once(command: c.DraftConvention) -> None:
    """In one call, each part is named once."""
    core.ensure_named_once("articles", (each.article for each in command.articles))
    core.ensure_named_once("actions", (each.action for each in command.actions))
    core.ensure_named_once("contributions", (each.contribution for each in command.contributions))
    core.ensure_named_once("shares", (each.share for each in command.shares))


def ensure_pledgeable(terms: Terms, contribution: Contribution) -> None:
    core.ensure_positive(contribution.amount)
    ensure_year_inside(terms, contribution.year)
    ensure_may_pledge(terms, contribution.organisation_id)
    if contribution.action not in terms.actions:
        raise core.ActionUnknown(action=contribution.action)
    if contribution.release is not None:
        core.ensure_percent(contribution.release.justified_before)
        core.ensure_percent(contribution.release.progress_at_least)


def ensure_complete_draft(convention: Convention, _: Caller) -> None:
    ensure_complete(convention)


def ensure_complete(convention: Convention) -> None:
    """It has a lead, signatories, actions and its mandatory articles."""
    terms = convention.terms
    if terms.lead() is None:
        raise LeadMissing()
    if len(terms.signatories()) < 2:
        raise SignatoriesMissing(signatories=len(terms.signatories()))
    if not terms.actions:
        raise ActionMissing()
    ensure_articles(convention)

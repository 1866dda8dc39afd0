"""Add a party: it joins with its own roles, and signs where it has a signing order."""

from dataclasses import replace
from uuid import UUID

from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.limits import PartsTooMany, ensure_within
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import Part
from conventions.domain.drafting import rules as drafting


def _written(setting: Setting) -> None:
    """As one who is invited to a draft, beside those who stay."""
    operations = setting.operations
    core.ensure_named_once("parties", (str(each.organisation_id) for each in operations.parties))
    terms = without_leavers(setting.convention.terms, operations)
    for party in operations.parties:
        if party.organisation_id in setting.convention.terms.parties:
            raise drafting.PartyAlreadyInvited(organisation=party.name_fr)
        drafting.ensure_invitable(terms, party)
        terms = replace(terms, parties={**terms.parties, party.organisation_id: party})
    ensure_within(Part.PARTIES, setting.after.parties)


def without_leavers(terms: Terms, operations: Operations) -> Terms:
    leavers = leavers_of(operations)
    stay = {k: v for k, v in terms.parties.items() if k not in leavers}
    return replace(terms, parties=stay)


def leavers_of(operations: Operations) -> frozenset[UUID]:
    """Who leaves: removed, or replaced by another."""
    replaced = (each.leaver for each in operations.replaced_parties)
    return frozenset((*operations.removed_parties, *replaced))


def _apply(terms: Terms, operations: Operations) -> Terms:
    if not operations.parties:
        return terms
    new = {each.organisation_id: each for each in operations.parties}
    back = {k: v for k, v in terms.departed.items() if k not in new}
    return replace(terms, parties={**terms.parties, **new}, departed=back)


ACCESSION = Operation(
    fields=("parties",),
    written=_written,
    apply=_apply,
    writing_rules=(
        drafting.PartyAlreadyInvited,
        drafting.SigningOrderMalformed,
        drafting.RolesMalformed,
        drafting.SignatoryWithoutOrder,
        drafting.LeadAlreadyNamed,
        core.TextBlank,
        PartsTooMany,
    ),
)

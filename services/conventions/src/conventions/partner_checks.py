"""What the registry must know before a command is decided."""

from collections.abc import Iterable
from uuid import UUID

from mithaq.commands import Caller

from conventions.application import Conventions
from conventions.domain.core import rules as core
from conventions.domain.core.signing_round import Mandate
from conventions.domain.core.terms import Terms
from conventions.domain.drafting import rules as drafting
from conventions.registry import KnownOrganisation


async def active_organisation(conventions: Conventions, organisation_id: UUID) -> KnownOrganisation:
    """A party is registered with partners, verified, and neither suspended, closed nor merged."""
    known = await known_organisation(conventions, organisation_id)
    if known.merged_into is not None:
        current = await conventions.registry.current([organisation_id])
        raise drafting.OrganisationMerged(
            organisation=known.name_fr, into=str(current[organisation_id])
        )
    if not known.active:
        raise drafting.OrganisationNotActive(organisation=known.name_fr)
    return known


async def known_organisation(conventions: Conventions, organisation_id: UUID) -> KnownOrganisation:
    known = await conventions.registry.organisation(organisation_id)
    if known is None:
        raise drafting.OrganisationUnknown(organisation=str(organisation_id))
    return known


async def kinds_of(
    conventions: Conventions, terms: Terms, asked: Iterable[UUID]
) -> dict[UUID, str]:
    """The kinds of the bodies asked, each verified, and of parties invited without a kind."""
    kinds = {each: (await active_organisation(conventions, each)).kind for each in set(asked)}
    for party in terms.parties.values():
        if party.kind is None and party.organisation_id not in kinds:
            known = await known_organisation(conventions, party.organisation_id)
            kinds[party.organisation_id] = known.kind
    return kinds


async def own_mandate(conventions: Conventions, caller: Caller, mandate_id: UUID) -> Mandate:
    """A mandate of the caller's organisation; of another's nothing is told, not that it exists.

    Entries of one organisation, registered twice and merged since, have their mandates together.
    Whether it holds is the domain's to judge, once the caller is known to sign here.
    """
    mandate = await conventions.registry.mandate(mandate_id)
    if mandate is None or not mandate.serves(caller.organisation):
        raise core.MandateUnknown(mandate=str(mandate_id))
    return mandate

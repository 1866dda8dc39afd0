"""What the registry must know before a command is decided."""

from uuid import UUID

from mithaq.commands import Caller

from conventions.application import Conventions
from conventions.domain.core import rules as core
from conventions.domain.core.policy import organisation_of
from conventions.domain.core.signing_round import Mandate
from conventions.domain.drafting import rules as drafting
from conventions.domain.signatures.rules import RepresentativeUnknown
from conventions.registry import KnownOrganisation


async def active_organisation(conventions: Conventions, organisation_id: UUID) -> KnownOrganisation:
    """A party is registered with partners, verified and not suspended."""
    known = await known_organisation(conventions, organisation_id)
    if not known.active:
        raise drafting.OrganisationNotActive(organisation=known.name_fr)
    return known


async def known_organisation(conventions: Conventions, organisation_id: UUID) -> KnownOrganisation:
    known = await conventions.registry.organisation(organisation_id)
    if known is None:
        raise drafting.OrganisationUnknown(organisation=str(organisation_id))
    return known


async def mandate_in_use(conventions: Conventions, mandate_id: UUID) -> Mandate:
    """A mandate that may be used now, whatever day is signed for.

    Revoked by today it signs nothing more, nor while its organisation is suspended.
    """
    mandate = await conventions.registry.mandate(mandate_id)
    if mandate is None:
        raise core.MandateUnknown(mandate=str(mandate_id))
    if mandate.revoked_on is not None and mandate.revoked_on <= conventions.today():
        raise core.MandateRevoked(revoked_on=str(mandate.revoked_on))
    await active_organisation(conventions, mandate.organisation_id)
    return mandate


async def representative_of(conventions: Conventions, caller: Caller) -> UUID:
    """Who the caller is, as a registered representative of its organisation."""
    organisation = organisation_of(caller)
    known = await conventions.registry.representative(organisation, caller.subject)
    if known is None:
        raise RepresentativeUnknown()
    return known

"""An organisation's standing: registered, verified, suspended, reinstated."""

from uuid import UUID

from partners.domain import access, events, ice, rules
from partners.domain.commands import (
    RegisterOrganisation,
    ReinstateOrganisation,
    SuspendOrganisation,
    VerifyOrganisation,
)
from partners.domain.organisation import Organisation
from partners.domain.territory import ensure_fits
from partners.domain.vocabulary import OrganisationState


def register(
    organisation: Organisation, command: RegisterOrganisation
) -> events.OrganisationRegistered:
    if organisation.state is not None:
        raise rules.OrganisationAlreadyRegistered(organisation=str(organisation.id))
    ensure_fits(command.kind, command.territory)
    if command.ice is not None:
        ice.ensure_well_formed(command.ice)
    return events.OrganisationRegistered(
        organisation_id=command.organisation_id,
        kind=command.kind,
        name_fr=command.name_fr,
        name_ar=command.name_ar,
        ice=command.ice,
        territory=command.territory.code,
        region=command.territory.region,
        registered_by=command.caller.subject,
    )


def verify(
    organisation: Organisation, id_: UUID, command: VerifyOrganisation
) -> events.OrganisationVerified:
    if organisation.state is not OrganisationState.REGISTERED:
        raise rules.OrganisationAlreadyVerified
    if organisation.registered_by == command.caller.subject:
        raise access.RegistrarMayNotVerify
    return events.OrganisationVerified(organisation_id=id_, evidence=command.evidence)


def suspend(
    organisation: Organisation, id_: UUID, command: SuspendOrganisation
) -> events.OrganisationSuspended:
    ensure_active(organisation)
    return events.OrganisationSuspended(organisation_id=id_, reason=command.reason)


def reinstate(
    organisation: Organisation, id_: UUID, command: ReinstateOrganisation
) -> events.OrganisationReinstated:
    if organisation.state is not OrganisationState.SUSPENDED:
        raise rules.OrganisationNotSuspended
    return events.OrganisationReinstated(organisation_id=id_, reason=command.reason)


def ensure_active(organisation: Organisation) -> None:
    """Raise unless the organisation is verified and not suspended."""
    if organisation.state is OrganisationState.REGISTERED:
        raise rules.OrganisationNotVerified
    if organisation.state is OrganisationState.SUSPENDED:
        raise rules.OrganisationIsSuspended

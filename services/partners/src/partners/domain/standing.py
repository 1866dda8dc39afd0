"""Decisions on an organisation's standing: registered, verified, suspended, reinstated."""

from partners.domain import commands, events, ice, naming, rules
from partners.domain.identity import ensure_fits
from partners.domain.organisation import Organisation
from partners.domain.territories import territory
from partners.domain.vocabulary import OrganisationState


def register(
    organisation: Organisation, command: commands.RegisterOrganisation
) -> events.OrganisationRegistered:
    if organisation.state is not None:
        raise rules.OrganisationAlreadyRegistered(organisation=str(command.organisation_id))
    identity = command.identity
    seat = territory(identity.territory)
    ensure_fits(identity.kind, seat)
    for name in identity.names:
        naming.ensure_plain(name)
    if identity.ice is not None:
        ice.ensure_well_formed(identity.ice)
    return events.OrganisationRegistered(
        organisation_id=command.organisation_id,
        kind=identity.kind,
        name_fr=identity.name_fr,
        name_ar=identity.name_ar,
        ice=identity.ice,
        territory=identity.territory,
        region=seat.region,
        distinct_from=command.distinct_from,
    )


def verify(
    organisation: Organisation, command: commands.VerifyOrganisation
) -> events.OrganisationVerified:
    if organisation.state is not OrganisationState.REGISTERED:
        raise rules.OrganisationAlreadyVerified
    if organisation.registered_by == command.caller.person:
        raise rules.RegistrarMayNotVerify
    ensure_not_own(organisation, command)
    return events.OrganisationVerified(
        organisation_id=command.organisation_id, evidence=command.evidence
    )


def suspend(
    organisation: Organisation, command: commands.SuspendOrganisation
) -> events.OrganisationSuspended:
    ensure_active(organisation)
    return events.OrganisationSuspended(
        organisation_id=command.organisation_id, reason=command.reason
    )


def reinstate(
    organisation: Organisation, command: commands.ReinstateOrganisation
) -> events.OrganisationReinstated:
    if organisation.state is not OrganisationState.SUSPENDED:
        raise rules.OrganisationNotSuspended
    ensure_not_own(organisation, command)
    return events.OrganisationReinstated(
        organisation_id=command.organisation_id, reason=command.reason
    )


def ensure_not_own(
    organisation: Organisation,
    command: commands.VerifyOrganisation | commands.ReinstateOrganisation,
) -> None:
    """Raise OwnStanding for who acts for it, with this token or any other, or represents it."""
    caller = command.caller
    own = caller.organisation == command.organisation_id or caller.person in organisation.acting
    if own or caller.person in organisation.persons.values():
        raise rules.OwnStanding


def ensure_active(organisation: Organisation) -> None:
    """Raise unless the organisation is verified and not suspended."""
    if organisation.state is OrganisationState.REGISTERED:
        raise rules.OrganisationNotVerified
    if organisation.state is OrganisationState.SUSPENDED:
        raise rules.OrganisationIsSuspended

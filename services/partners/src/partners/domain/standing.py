"""Decisions on an organisation's standing: registered, verified, suspended, reinstated.

What takes two persons of the office (closing, merging, correcting) is in `changing.py`.
"""

from collections.abc import Sequence
from uuid import UUID

from partners.domain import commands, events, ice, naming, rules
from partners.domain.attaching import attached, ensure_attached
from partners.domain.identity import OrganisationIdentity, ensure_fits
from partners.domain.organisation import Organisation
from partners.domain.territories import territory
from partners.domain.vocabulary import OrganisationState


def register(
    organisation: Organisation, command: commands.RegisterOrganisation
) -> Sequence[events.OrganisationEvent]:
    if organisation.state is not None:
        raise rules.OrganisationAlreadyRegistered(organisation=str(command.organisation_id))
    identity = command.identity
    registered = events.OrganisationRegistered(
        organisation_id=command.organisation_id,
        kind=identity.kind,
        name_fr=identity.name_fr,
        name_ar=identity.name_ar,
        ice=identity.ice,
        territory=identity.territory,
        region=region_of(identity),
        distinct_from=command.distinct_from,
    )
    return [registered, *attached(command.organisation_id, None, command.parent)]


def region_of(identity: OrganisationIdentity) -> str | None:
    """The region it lies in, once all that it is called may be so."""
    seat = territory(identity.territory)
    ensure_fits(identity.kind, seat)
    for name in identity.names:
        naming.ensure_plain(name)
    if identity.ice is not None:
        ice.ensure_well_formed(identity.ice)
    return seat.region


def verify(
    organisation: Organisation, command: commands.VerifyOrganisation
) -> events.OrganisationVerified:
    if organisation.state is not OrganisationState.REGISTERED:
        ensure_not_left(organisation)
        raise rules.OrganisationAlreadyVerified
    if organisation.registered_by == command.caller.person:
        raise rules.RegistrarMayNotVerify
    ensure_not_own(organisation, command.organisation_id, command)
    ensure_attached(organisation.identity, organisation.parent)
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
        ensure_not_left(organisation)
        raise rules.OrganisationNotSuspended
    ensure_not_own(organisation, command.organisation_id, command)
    return events.OrganisationReinstated(
        organisation_id=command.organisation_id, reason=command.reason
    )


def ensure_not_own(
    organisation: Organisation, organisation_id: UUID, command: commands.Command
) -> None:
    """Raise OwnStanding for who acts for it, with this token or any other, or represents it."""
    caller = command.caller
    if caller.organisation == organisation_id or organisation.knows(caller.person):
        raise rules.OwnStanding


def ensure_active(organisation: Organisation) -> None:
    """Raise unless the organisation is verified, and neither suspended, closed nor merged."""
    if organisation.state is OrganisationState.REGISTERED:
        raise rules.OrganisationNotVerified
    ensure_not_suspended(organisation)


def ensure_not_suspended(organisation: Organisation) -> None:
    """Raise for one that takes on nothing: suspended, closed or merged."""
    if organisation.state is OrganisationState.SUSPENDED:
        raise rules.OrganisationIsSuspended
    ensure_not_left(organisation)


def ensure_not_left(organisation: Organisation) -> None:
    """Raise for one that is no more: closed, or merged into another, which is named."""
    if organisation.state is OrganisationState.CLOSED:
        raise rules.OrganisationIsClosed
    if organisation.merged_into is not None:
        raise rules.OrganisationIsMerged(into=str(organisation.merged_into))

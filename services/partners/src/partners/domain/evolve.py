"""How each event changes an organisation."""

from dataclasses import replace
from typing import Final, assert_never

from mithaq.events import Provenance

from partners.domain import events
from partners.domain.organisation import Organisation
from partners.domain.vocabulary import OrganisationState

INITIAL: Final = Organisation()


def evolve(
    organisation: Organisation, event: events.OrganisationEvent, provenance: Provenance
) -> Organisation:
    """The organisation after one more event."""
    match event:
        case events.OrganisationRegistered():
            return Organisation(state=OrganisationState.REGISTERED, registered_by=provenance.by.id)
        case events.OrganisationVerified() | events.OrganisationReinstated():
            return replace(organisation, state=OrganisationState.ACTIVE)
        case events.OrganisationSuspended():
            return replace(organisation, state=OrganisationState.SUSPENDED)
        case events.RepresentativeRegistered():
            subjects = {**organisation.subjects, event.representative_id: event.subject}
            return replace(organisation, subjects=subjects)
        case events.MandateGranted():
            mandates = {**organisation.mandates, event.mandate_id: event}
            return replace(organisation, mandates=mandates)
        case events.MandateRevoked():
            revoked = {**organisation.revoked, event.mandate_id: event.revoked_on}
            return replace(organisation, revoked=revoked)
        case _:
            assert_never(event)

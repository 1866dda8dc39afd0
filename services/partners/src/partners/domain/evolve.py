"""How each event changes an organisation."""

from dataclasses import replace
from typing import Final, assert_never

from mithaq.commands import person
from mithaq.events import Provenance

from partners.domain import events
from partners.domain.organisation import Confirmation, ErasureRequest, HeldMandate, Organisation
from partners.domain.vocabulary import OrganisationState

INITIAL: Final = Organisation()


def evolve(
    organisation: Organisation, event: events.OrganisationEvent, provenance: Provenance
) -> Organisation:
    """The organisation after one more event."""
    after = _after(organisation, event, provenance)
    if provenance.by.organisation != str(event.organisation_id):
        return after
    return replace(after, acting=after.acting | {person(provenance.by.id)})


def _after(
    organisation: Organisation, event: events.OrganisationEvent, provenance: Provenance
) -> Organisation:
    match event:
        case events.OrganisationRegistered():
            by = person(provenance.by.id)
            return Organisation(state=OrganisationState.REGISTERED, registered_by=by)
        case events.OrganisationVerified() | events.OrganisationReinstated():
            return replace(organisation, state=OrganisationState.ACTIVE)
        case events.OrganisationSuspended():
            return replace(organisation, state=OrganisationState.SUSPENDED)
        case (
            events.RepresentativeRegistered()
            | events.ErasureRequested()
            | events.RepresentativeErased()
        ):
            return _of_person(organisation, event, provenance)
        case _:
            return _of_mandate(organisation, event, provenance)


def _of_person(
    organisation: Organisation,
    event: events.RepresentativeRegistered | events.ErasureRequested | events.RepresentativeErased,
    provenance: Provenance,
) -> Organisation:
    key = event.representative_id
    match event:
        case events.RepresentativeRegistered():
            persons = {**organisation.persons, key: person(event.subject)}
            return replace(organisation, persons=persons)
        case events.ErasureRequested():
            asked = ErasureRequest(by=person(provenance.by.id), reason=event.reason)
            return replace(organisation, erasures={**organisation.erasures, key: asked})
        case events.RepresentativeErased():
            return replace(organisation, erased=organisation.erased | {key})
        case _:
            assert_never(event)


def _of_mandate(
    organisation: Organisation,
    event: events.MandateEvent | events.MandateEnded,
    provenance: Provenance,
) -> Organisation:
    key = event.mandate_id
    if isinstance(event, events.MandateRecorded):
        held = HeldMandate(mandate=event, recorded_by=person(provenance.by.id))
    else:
        held = _changed(organisation.mandates[key], event, provenance)
    return replace(organisation, mandates={**organisation.mandates, key: held})


def _changed(
    held: HeldMandate,
    event: events.MandateConfirmed
    | events.MandateDeclined
    | events.MandateRevoked
    | events.MandateEnded,
    provenance: Provenance,
) -> HeldMandate:
    match event:
        case events.MandateConfirmed():
            return replace(held, confirmation=Confirmation.GIVEN)
        case events.MandateDeclined():
            return replace(held, confirmation=Confirmation.DECLINED)
        case events.MandateRevoked():
            ended = held.ended or event.revoked_on <= provenance.effective_date
            return replace(held, revoked_on=event.revoked_on, ended=ended)
        case events.MandateEnded():
            return replace(held, ended=True)
        case _:
            assert_never(event)

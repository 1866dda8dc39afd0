"""How each event changes an organisation."""

from dataclasses import replace
from typing import Final, assert_never

from mithaq.commands import person
from mithaq.events import Provenance

from partners.domain import events
from partners.domain.identity import identity_of
from partners.domain.organisation import (
    AskedChange,
    Confirmation,
    ErasureRequest,
    HeldMandate,
    Organisation,
)
from partners.domain.vocabulary import OrganisationState

INITIAL: Final = Organisation()
_Made = (
    events.ChangeDeclined
    | events.OrganisationAttached
    | events.OrganisationCorrected
    | events.OrganisationClosed
    | events.OrganisationReopened
    | events.OrganisationMerged
    | events.OrganisationSeparated
)
_MandateTold = (
    events.MandateDelegated
    | events.DelegationAllowed
    | events.MandateConfirmed
    | events.MandateDeclined
    | events.MandateRevoked
    | events.MandateEnding
    | events.MandateEnded
)


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
            return Organisation(
                state=OrganisationState.REGISTERED, registered_by=by, identity=identity_of(event)
            )
        case events.OrganisationVerified() | events.OrganisationReinstated():
            return replace(organisation, state=OrganisationState.ACTIVE)
        case events.OrganisationSuspended():
            return replace(organisation, state=OrganisationState.SUSPENDED)
        case (
            events.RepresentativeRegistered()
            | events.RepresentativeCorrected()
            | events.ErasureRequested()
            | events.RepresentativeErased()
        ):
            return _of_person(organisation, event, provenance)
        case (
            events.MandateRecorded()
            | events.MandateDelegated()
            | events.DelegationAllowed()
            | events.MandateConfirmed()
            | events.MandateDeclined()
            | events.MandateRevoked()
            | events.MandateEnding()
            | events.MandateEnded()
        ):
            return _of_mandate(organisation, event, provenance)
        case _:
            return _of_change(organisation, event, provenance)


def _of_change(
    organisation: Organisation, event: events.ChangeEvent, provenance: Provenance
) -> Organisation:
    """What was asked for is over once it happened, or was declined."""
    match event:
        case events.ChangeAsked():
            asked = AskedChange(by=person(provenance.by.id), change=event.change)
            return replace(organisation, asked=asked)
        case events.OrganisationAbsorbed():
            return replace(organisation, absorbed=organisation.absorbed | {event.absorbed})
        case events.OrganisationReleased():
            return replace(organisation, absorbed=organisation.absorbed - {event.released})
        case _:
            return _made(replace(organisation, asked=None), event)


def _made(organisation: Organisation, event: _Made) -> Organisation:
    match event:
        case events.ChangeDeclined():
            return organisation
        case events.OrganisationAttached():
            return replace(organisation, parent=event.parent)
        case events.OrganisationCorrected():
            return replace(organisation, identity=identity_of(event))
        case events.OrganisationClosed():
            return _left(organisation, OrganisationState.CLOSED)
        case events.OrganisationMerged(into=survivor):
            return replace(_left(organisation, OrganisationState.MERGED), merged_into=survivor)
        case events.OrganisationReopened() | events.OrganisationSeparated():
            state = OrganisationState(event.state)
            return replace(organisation, state=state, before=None, merged_into=None)
        case _:
            assert_never(event)


def _left(organisation: Organisation, state: OrganisationState) -> Organisation:
    return replace(organisation, state=state, before=organisation.state)


def _of_person(
    organisation: Organisation, event: events.PersonEvent, provenance: Provenance
) -> Organisation:
    key, by = event.representative_id, person(provenance.by.id)
    match event:
        case events.RepresentativeRegistered():
            return replace(
                organisation,
                persons={**organisation.persons, key: person(event.subject)},
                named_by={**organisation.named_by, key: by},
            )
        case events.RepresentativeCorrected():
            return organisation
        case events.ErasureRequested():
            asked = ErasureRequest(by=by, reason=event.reason)
            return replace(organisation, erasures={**organisation.erasures, key: asked})
        case events.RepresentativeErased():
            return replace(organisation, erased=organisation.erased | {key})
        case _:
            assert_never(event)


def _of_mandate(
    organisation: Organisation,
    event: events.MandateEvent | events.MandateTimeEvent,
    provenance: Provenance,
) -> Organisation:
    key = event.mandate_id
    if isinstance(event, events.MandateRecorded):
        held = HeldMandate(mandate=event, recorded_by=person(provenance.by.id))
    else:
        held = _changed(organisation.mandates[key], event, provenance)
    return replace(organisation, mandates={**organisation.mandates, key: held})


def _changed(  # noqa: PLR0911 - one case an event
    held: HeldMandate, event: _MandateTold, provenance: Provenance
) -> HeldMandate:
    match event:
        case events.MandateDelegated():
            return replace(held, delegated_from=event.delegated_from)
        case events.DelegationAllowed():
            return replace(held, depth=event.depth)
        case events.MandateConfirmed():
            return replace(held, confirmation=Confirmation.GIVEN)
        case events.MandateDeclined():
            return replace(held, confirmation=Confirmation.DECLINED)
        case events.MandateRevoked():
            ended = held.ended or event.revoked_on <= provenance.effective_date
            return replace(held, revoked_on=event.revoked_on, ended=ended)
        case events.MandateEnding(days_left=days):
            return replace(held, ending_told=days)
        case events.MandateEnded():
            return replace(held, ended=True)
        case _:
            assert_never(event)

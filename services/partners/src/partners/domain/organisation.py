"""An organisation as its events left it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, assert_never
from uuid import UUID

from mithaq.events import Provenance

from partners.domain.events import (
    MandateGranted,
    MandateRevoked,
    OrganisationEvent,
    OrganisationRegistered,
    OrganisationReinstated,
    OrganisationSuspended,
    OrganisationVerified,
    RepresentativeRegistered,
)
from partners.domain.validity import Validity
from partners.domain.vocabulary import OrganisationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    representative_id: UUID
    validity: Validity


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """What decisions need; the rest of an organisation is in the read models.

    `state` is None before registration. `subjects` says who each representative is in tokens.
    """

    id: UUID | None = None
    state: OrganisationState | None = None
    registered_by: str | None = None
    subjects: Mapping[UUID, str] = field(default_factory=dict)
    mandates: Mapping[UUID, Mandate] = field(default_factory=dict)


INITIAL: Final = Organisation()


def evolve(organisation: Organisation, event: OrganisationEvent, _: Provenance) -> Organisation:
    """The organisation after one more event."""
    match event:
        case OrganisationRegistered():
            return replace(
                organisation,
                id=event.organisation_id,
                state=OrganisationState.REGISTERED,
                registered_by=event.registered_by,
            )
        case OrganisationVerified() | OrganisationReinstated():
            return replace(organisation, state=OrganisationState.ACTIVE)
        case OrganisationSuspended():
            return replace(organisation, state=OrganisationState.SUSPENDED)
        case RepresentativeRegistered():
            subjects = {**organisation.subjects, event.representative_id: event.subject}
            return replace(organisation, subjects=subjects)
        case MandateGranted() | MandateRevoked():
            return replace(organisation, mandates=_mandates(organisation.mandates, event))
        case _:
            assert_never(event)


def _mandates(
    mandates: Mapping[UUID, Mandate], event: MandateGranted | MandateRevoked
) -> Mapping[UUID, Mandate]:
    match event:
        case MandateGranted():
            validity = Validity(valid_from=event.valid_from, valid_to=event.valid_to)
            mandate = Mandate(representative_id=event.representative_id, validity=validity)
        case MandateRevoked():
            granted = mandates[event.mandate_id]
            mandate = replace(granted, validity=granted.validity.revoked(event.revoked_on))
    return {**mandates, event.mandate_id: mandate}

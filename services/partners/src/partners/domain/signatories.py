"""Decisions on who may sign for an organisation: its representatives and their mandates."""

from partners.domain import commands, events, rules
from partners.domain.mandate import ensure_possible, ensure_revocable
from partners.domain.organisation import Organisation
from partners.domain.standing import ensure_active
from partners.domain.vocabulary import OrganisationState


def register_representative(
    organisation: Organisation, command: commands.RegisterRepresentative
) -> events.RepresentativeRegistered:
    if organisation.state is OrganisationState.SUSPENDED:
        raise rules.OrganisationIsSuspended
    representative = command.representative
    if representative.subject in organisation.subjects.values():
        raise rules.SubjectTaken(subject=representative.subject)
    return events.RepresentativeRegistered(
        organisation_id=command.organisation_id,
        representative_id=representative.representative_id,
        subject=representative.subject,
        name=representative.name,
        email=representative.email,
        language=representative.language,
    )


def grant_mandate(
    organisation: Organisation, command: commands.GrantMandate
) -> events.MandateGranted:
    ensure_active(organisation)
    mandate = command.mandate
    if mandate.representative_id not in organisation.subjects:
        raise rules.HolderNotRepresentative(representative=str(mandate.representative_id))
    ensure_possible(mandate)
    return events.MandateGranted(
        organisation_id=command.organisation_id,
        mandate_id=mandate.mandate_id,
        representative_id=mandate.representative_id,
        capacity=mandate.capacity,
        instrument=mandate.instrument,
        valid_from=mandate.valid_from,
        valid_to=mandate.valid_to,
        ceiling=mandate.ceiling,
    )


def revoke_mandate(
    organisation: Organisation, command: commands.RevokeMandate
) -> events.MandateRevoked:
    mandate = organisation.mandates.get(command.mandate_id)
    if mandate is None:
        raise rules.MandateUnknown
    ensure_revocable(mandate, command.on, organisation.revoked.get(command.mandate_id))
    return events.MandateRevoked(
        organisation_id=command.organisation_id,
        representative_id=mandate.representative_id,
        mandate_id=mandate.mandate_id,
        capacity=mandate.capacity,
        instrument=mandate.instrument,
        revoked_on=command.on,
        reason=command.reason,
    )

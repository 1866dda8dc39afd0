"""Who may act for an organisation: its representatives and the mandates they hold."""

from uuid import UUID

from mithaq.money import ZERO

from partners.domain import access, events, rules
from partners.domain.commands import GrantMandate, RegisterRepresentative, RevokeMandate
from partners.domain.organisation import Organisation
from partners.domain.standing import ensure_active
from partners.domain.validity import Validity
from partners.domain.vocabulary import OrganisationState


def register_representative(
    organisation: Organisation, id_: UUID, command: RegisterRepresentative
) -> events.RepresentativeRegistered:
    if organisation.state is OrganisationState.SUSPENDED:
        raise rules.OrganisationIsSuspended
    if command.subject in organisation.subjects.values():
        raise rules.SubjectTaken(subject=command.subject)
    return events.RepresentativeRegistered(
        organisation_id=id_,
        representative_id=command.representative_id,
        subject=command.subject,
        name=command.name,
        email=command.email,
        language=command.language,
    )


def grant_mandate(
    organisation: Organisation, id_: UUID, command: GrantMandate
) -> events.MandateGranted:
    ensure_active(organisation)
    if command.representative_id not in organisation.subjects:
        raise rules.UnknownRepresentative(representative=str(command.representative_id))
    Validity(valid_from=command.valid_from, valid_to=command.valid_to).ensure_ordered()
    if command.ceiling is not None and command.ceiling <= ZERO:
        raise rules.MandateCeilingNotPositive(ceiling=str(command.ceiling))
    return events.MandateGranted(
        organisation_id=id_,
        representative_id=command.representative_id,
        mandate_id=command.mandate_id,
        capacity=command.capacity,
        instrument=command.instrument,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
        ceiling=command.ceiling,
    )


def revoke_mandate(
    organisation: Organisation, id_: UUID, command: RevokeMandate
) -> events.MandateRevoked:
    mandate = organisation.mandates.get(command.mandate_id)
    if mandate is None:
        raise access.MandateUnknown
    if mandate.validity.revoked_on is not None:
        raise rules.MandateAlreadyRevoked(revoked_on=mandate.validity.revoked_on.isoformat())
    mandate.validity.revoked(command.on)
    return events.MandateRevoked(
        organisation_id=id_,
        representative_id=mandate.representative_id,
        mandate_id=command.mandate_id,
        revoked_on=command.on,
        reason=command.reason,
    )

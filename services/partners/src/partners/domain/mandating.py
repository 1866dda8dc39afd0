"""Decisions on mandates: recorded by one person, confirmed by another, never by their holder."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from partners.domain import commands, events, rules
from partners.domain.mandate import ensure_possible, ensure_revocable
from partners.domain.organisation import Confirmation, HeldMandate, Organisation
from partners.domain.standing import ensure_active

# Far more than are in use anywhere at a time: a clerk's loop meets it, an organisation never.
MAX_MANDATES: Final = 2_000


def record_mandate(
    organisation: Organisation, command: commands.RecordMandate
) -> events.MandateRecorded:
    ensure_active(organisation)
    mandate = command.mandate
    holder = mandate.representative_id
    if holder not in organisation.persons or holder in organisation.erased:
        raise rules.HolderNotRepresentative(representative=str(holder))
    if organisation.persons[holder] == command.caller.person:
        raise rules.HolderMayNotRecord
    ensure_possible(mandate)
    ensure_room(organisation, command.on)
    return events.MandateRecorded(
        organisation_id=command.organisation_id,
        mandate_id=mandate.mandate_id,
        representative_id=holder,
        capacity=mandate.capacity,
        instrument=mandate.instrument,
        valid_from=mandate.valid_from,
        valid_to=mandate.valid_to,
        ceiling=mandate.ceiling,
        ceiling_scope=mandate.ceiling_scope,
    )


def ensure_room(organisation: Organisation, on: date) -> None:
    """Raise TooManyMandates if as many as are allowed still hold, or may hold once confirmed."""
    if sum(held.may_hold_from(on) for held in organisation.mandates.values()) >= MAX_MANDATES:
        raise rules.TooManyMandates(limit=MAX_MANDATES)


def confirm_mandate(
    organisation: Organisation, command: commands.ConfirmMandate
) -> events.MandateConfirmed:
    """Another person than who recorded it and than who holds it; not while suspended."""
    ensure_active(organisation)
    held = _awaiting(organisation, command.mandate_id)
    if held.revoked_on is not None and held.revoked_on <= command.on:
        raise rules.MandateAlreadyRevoked(revoked_on=str(held.revoked_on))
    if command.caller.person == held.recorded_by:
        raise rules.RecorderMayNotConfirm
    if command.caller.person == organisation.persons[held.mandate.representative_id]:
        raise rules.HolderMayNotConfirm
    return events.MandateConfirmed(
        organisation_id=command.organisation_id,
        representative_id=held.mandate.representative_id,
        mandate_id=command.mandate_id,
    )


def decline_mandate(
    organisation: Organisation, command: commands.DeclineMandate
) -> events.MandateDeclined:
    """Whoever may confirm or record declines: it takes a power away, and gives none."""
    held = _awaiting(organisation, command.mandate_id)
    return events.MandateDeclined(
        organisation_id=command.organisation_id,
        representative_id=held.mandate.representative_id,
        mandate_id=command.mandate_id,
        reason=command.reason,
    )


def revoke_mandate(
    organisation: Organisation, command: commands.RevokeMandate
) -> events.MandateRevoked:
    """Confirmed or not, begun or not; an earlier day replaces a later one."""
    held = _known(organisation, command.mandate_id)
    ensure_revocable(held.mandate, command.revoked_on, held.revoked_on)
    mandate = held.mandate
    return events.MandateRevoked(
        organisation_id=command.organisation_id,
        representative_id=mandate.representative_id,
        mandate_id=mandate.mandate_id,
        capacity=mandate.capacity,
        instrument=mandate.instrument,
        revoked_on=command.revoked_on,
        reason=command.reason,
    )


def end_mandate(
    organisation: Organisation, command: commands.EndMandate
) -> Sequence[events.MandateEnded]:
    """Nothing where it ended already, was declined, or ends on a later day than was thought."""
    held = _known(organisation, command.mandate_id)
    ends_on = held.ends_on
    if held.ended or held.confirmation is Confirmation.DECLINED:
        return []
    if ends_on is None or command.on < ends_on:
        return []
    mandate = held.mandate
    return [
        events.MandateEnded(
            organisation_id=command.organisation_id,
            representative_id=mandate.representative_id,
            mandate_id=mandate.mandate_id,
            capacity=mandate.capacity,
            instrument=mandate.instrument,
            ended_on=ends_on,
        )
    ]


def _known(organisation: Organisation, mandate_id: UUID) -> HeldMandate:
    held = organisation.mandates.get(mandate_id)
    if held is None:
        raise rules.MandateUnknown
    return held


def _awaiting(organisation: Organisation, mandate_id: UUID) -> HeldMandate:
    held = _known(organisation, mandate_id)
    if held.confirmation is Confirmation.GIVEN:
        raise rules.MandateAlreadyConfirmed
    if held.confirmation is Confirmation.DECLINED:
        raise rules.MandateAlreadyDeclined
    return held

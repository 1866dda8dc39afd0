"""Decisions on mandates: recorded by one person, confirmed by another, never by their holder."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from partners.domain import commands, events, rules
from partners.domain.mandate import Mandate, ensure_possible, ensure_revocable
from partners.domain.organisation import Confirmation, HeldMandate, Organisation
from partners.domain.standing import ensure_active

# Far more than are in use anywhere at a time: a clerk's loop meets it, an organisation never.
MAX_MANDATES: Final = 2_000


def record_mandate(
    organisation: Organisation, command: commands.RecordMandate
) -> Sequence[events.OrganisationEvent]:
    return recorded(organisation, command, command.mandate, command.depth)


def recorded(
    organisation: Organisation, command: commands.Command, mandate: Mandate, depth: int
) -> Sequence[events.OrganisationEvent]:
    """The mandate as it is told, and how far it may be passed on."""
    ensure_active(organisation)
    holder = mandate.representative_id
    if holder not in organisation.persons or holder in organisation.erased:
        raise rules.HolderNotRepresentative(representative=str(holder))
    if organisation.persons[holder] == command.caller.person:
        raise rules.HolderMayNotRecord
    ensure_possible(mandate)
    ensure_room(organisation, command.on)
    told: list[events.OrganisationEvent] = [
        events.MandateRecorded(
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
    ]
    if depth:
        allowed = events.DelegationAllowed(
            organisation_id=command.organisation_id,
            mandate_id=mandate.mandate_id,
            representative_id=holder,
            depth=depth,
        )
        told.append(allowed)
    return told


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
) -> Sequence[events.MandateRevoked]:
    """Confirmed or not, begun or not; an earlier day replaces a later one.

    What was delegated from it ends with it.
    """
    held = known_mandate(organisation, command.mandate_id)
    ensure_revocable(held.mandate, command.revoked_on, held.revoked_on)
    return revoked(
        command.organisation_id,
        [held, *ended_with(organisation, held, command.revoked_on)],
        command.revoked_on,
        command.reason,
    )


def ended_with(organisation: Organisation, held: HeldMandate, on: date) -> list[HeldMandate]:
    """What was delegated from a mandate and would hold from that day on."""
    under = organisation.under(held.mandate.mandate_id)
    return [each for each in under if each.may_hold_from(on)]


def revoked(
    organisation_id: UUID, ending: Iterable[HeldMandate], on: date, reason: str
) -> list[events.MandateRevoked]:
    return [
        events.MandateRevoked(
            organisation_id=organisation_id,
            representative_id=each.mandate.representative_id,
            mandate_id=each.mandate.mandate_id,
            capacity=each.mandate.capacity,
            instrument=each.mandate.instrument,
            revoked_on=on,
            reason=reason,
        )
        for each in ending
    ]


def end_mandate(
    organisation: Organisation, command: commands.EndMandate
) -> Sequence[events.MandateEnded]:
    """Nothing where it ended already, was declined, or ends on a later day than was thought."""
    held = known_mandate(organisation, command.mandate_id)
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


def warn_of_end(
    organisation: Organisation, command: commands.WarnOfMandateEnd
) -> Sequence[events.MandateEnding]:
    """Nothing where it ended, was declined, holds longer than was thought, or was told since."""
    held = known_mandate(organisation, command.mandate_id)
    ends_on = held.ends_on
    if held.ended or held.confirmation is Confirmation.DECLINED or ends_on is None:
        return []
    left = (ends_on - command.on).days - 1
    told = held.ending_told
    if not 0 <= left <= command.within_days or (told is not None and told <= command.within_days):
        return []
    mandate = held.mandate
    return [
        events.MandateEnding(
            organisation_id=command.organisation_id,
            representative_id=mandate.representative_id,
            mandate_id=mandate.mandate_id,
            capacity=mandate.capacity,
            instrument=mandate.instrument,
            last_day=ends_on - timedelta(days=1),
            days_left=left,
        )
    ]


def known_mandate(organisation: Organisation, mandate_id: UUID) -> HeldMandate:
    held = organisation.mandates.get(mandate_id)
    if held is None:
        raise rules.MandateUnknown
    return held


def _awaiting(organisation: Organisation, mandate_id: UUID) -> HeldMandate:
    held = known_mandate(organisation, mandate_id)
    if held.confirmation is Confirmation.GIVEN:
        raise rules.MandateAlreadyConfirmed
    if held.confirmation is Confirmation.DECLINED:
        raise rules.MandateAlreadyDeclined
    return held

"""Decisions on an amendment: drafted, negotiated, agreed, signed, withdrawn."""

from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments import rules
from conventions.domain.amendments.announced import ensure_writes
from conventions.domain.amendments.approving import needs_of_amendment, next_turn
from conventions.domain.amendments.operations.handing import with_handed
from conventions.domain.core import signing_act
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.amendment_text import amendment_sha256
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.limits import ensure_room
from conventions.domain.core.policy import organisation_of
from conventions.domain.core.position import ensure_remark
from conventions.domain.core.rules import ensure_reason, ensure_time_to_sign
from conventions.domain.core.signing_round import SigningRound, in_order
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import AmendmentState, Part


def draft_amendment(convention: Convention, command: c.DraftAmendment) -> Events:
    ensure_reason(command.reason)
    ensure_room(Part.AMENDMENTS, convention.amendments)
    number, base = len(convention.amendments) + 1, text_sha256(convention)
    rules.ensure_base(convention, number, command.base_text_sha256 or base)
    operations = with_handed(convention, command.operations, number)
    rules.ensure_operations(convention, operations, command.minutes, command.on)
    ensure_writes(convention, command.caller, operations, AmendmentState.NEGOTIATION)
    return [
        e.AmendmentDrafted(
            convention_id=convention.convention_id,
            amendment=number,
            base_version=convention.version,
            base_text_sha256=base,
            reason=command.reason,
            operations=operations,
            minutes=command.minutes,
        )
    ]


def take_position(convention: Convention, command: c.TakeAmendmentPosition) -> Events:
    amendment = rules.amendment_of(convention, command.amendment)
    party = organisation_of(command.caller)
    ensure_remark(command.position)
    if amendment.positions.get(party) == command.position:
        return []
    return [
        e.AmendmentPositionTaken(
            convention_id=convention.convention_id,
            amendment=amendment.number,
            organisation_id=party,
            position=command.position,
        )
    ]


def revise(convention: Convention, command: c.ReviseAmendment) -> Events:
    """An agreed text is open again, even in the same words; what was approved of it is void."""
    amendment = rules.amendment_of(convention, command.amendment)
    ensure_reason(command.reason)
    signing_act.ensure_in_time(amendment.signing, command.recorded_on)
    operations = with_handed(convention, command.operations, amendment.number)
    rules.ensure_operations(convention, operations, command.minutes, command.on)
    for written in (amendment.operations, operations):
        ensure_writes(convention, command.caller, written, amendment.state)
    said = (operations, command.minutes)
    unchanged = said == (amendment.operations, amendment.minutes)
    if unchanged and amendment.state is AmendmentState.NEGOTIATION:
        return []
    return [
        e.AmendmentRevised(
            convention_id=convention.convention_id,
            amendment=amendment.number,
            reason=command.reason,
            operations=operations,
            minutes=command.minutes,
            void_positions=in_order(amendment.positions),
            void_approvals=tuple(amendment.approvals),
        )
    ]


def agree_text(convention: Convention, command: c.AgreeAmendmentText) -> Events:
    """Freeze the amendment; where it needs no approval, ask its first group to sign."""
    amendment = rules.amendment_of(convention, command.amendment)
    after = rules.ensure_result_holds(convention, amendment, command.on)
    if command.sign_by is not None:
        ensure_time_to_sign(command.sign_by, command.recorded_on, until_now=None)
    signing = SigningRound(
        text_sha256=amendment_sha256(convention, amendment, after),
        agreed_on=command.on,
        signatories=rules.signatories_of(convention, amendment, after),
    )
    agreed = e.AmendmentTextAgreed(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        text_sha256=signing.text_sha256,
        signatories=in_order(signing.signatories),
        agreed_on=command.on,
        sign_by=command.sign_by,
    )
    if needs_of_amendment(convention, amendment, command.kinds, command.thresholds):
        return [agreed]
    return [agreed, next_turn(convention, amendment, signing)]


def sign(convention: Convention, command: c.SignAmendment) -> Events:
    """Signed like the convention: in order, once, under a mandate for the new promise."""
    amendment = rules.amendment_of(convention, command.amendment)
    # Before the result: whoever holds another text has nothing to learn of this one's sums.
    signing_act.ensure_text(amendment.signing, command.signing, command.on)
    signing_act.ensure_in_time(amendment.signing, command.recorded_on)
    after = rules.ensure_result_holds(convention, amendment, command.on)
    promised = after.promised_by(command.caller.organisation)
    signature = signing_act.sign(
        amendment.signing,
        command.signing,
        caller=command.caller,
        dating=command.header.dating,
        promised=promised,
    )
    signed = e.AmendmentPartySigned(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        signature=signature,
        under=command.signing.mandate.links,
    )
    signing = amendment.signing.add(signature, command.caller.person, signed.under)
    if signing.complete:
        return [signed, _all_signed(convention, amendment, signing)]
    if signing.awaited:
        return [signed]
    return [signed, next_turn(convention, amendment, signing)]


def _all_signed(
    convention: Convention, amendment: Amendment, signing: SigningRound
) -> e.AmendmentSigned:
    return e.AmendmentSigned(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        signed_on=signing.last_signed_on,
        organisations=in_order(signing.signatories),
    )


def withdraw(convention: Convention, command: c.WithdrawAmendment) -> Events:
    ensure_reason(command.reason)
    rules.ensure_withdrawable(convention, command.amendment, command.on)
    return [
        e.AmendmentWithdrawn(
            convention_id=convention.convention_id,
            amendment=command.amendment,
            reason=command.reason,
        )
    ]

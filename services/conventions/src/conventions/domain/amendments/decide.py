"""Decisions on an amendment: drafted, negotiated, agreed, signed, put into effect, withdrawn."""

from collections.abc import Sequence
from datetime import date

from mithaq.money import Money

from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments import rules
from conventions.domain.amendments.approving import needs_of_amendment, next_turn
from conventions.domain.amendments.effect import changed_contributions, changed_costs
from conventions.domain.core import signing_act
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.limits import ensure_room
from conventions.domain.core.policy import organisation_of
from conventions.domain.core.position import ensure_remark
from conventions.domain.core.rules import ensure_reason
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.signing_round import SigningRound, in_order
from conventions.domain.core.terms import Contribution, Terms
from conventions.domain.core.text import amendment_sha256, text_sha256
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import AmendmentState, Part, Stage
from conventions.domain.tranches.correcting import cancelled


def draft_amendment(convention: Convention, command: c.DraftAmendment) -> Events:
    ensure_reason(command.reason)
    ensure_room(Part.AMENDMENTS, convention.amendments)
    number, base = len(convention.amendments) + 1, text_sha256(convention)
    rules.ensure_base(convention, number, command.base_text_sha256 or base)
    rules.ensure_operations(convention, command.operations, command.on)
    return [
        e.AmendmentDrafted(
            convention_id=convention.convention_id,
            amendment=number,
            base_version=convention.version,
            base_text_sha256=base,
            reason=command.reason,
            operations=command.operations,
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
    rules.ensure_operations(convention, command.operations, command.on)
    unchanged = command.operations == amendment.operations
    if unchanged and amendment.state is AmendmentState.NEGOTIATION:
        return []
    return [
        e.AmendmentRevised(
            convention_id=convention.convention_id,
            amendment=amendment.number,
            reason=command.reason,
            operations=command.operations,
            void_positions=in_order(amendment.positions),
            void_approvals=tuple(amendment.approvals),
        )
    ]


def agree_text(convention: Convention, command: c.AgreeAmendmentText) -> Events:
    """Freeze the amendment; where it needs no approval, ask its first group to sign."""
    amendment = rules.amendment_of(convention, command.amendment)
    after = rules.ensure_result_holds(convention, amendment, command.on)
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
    )
    if needs_of_amendment(convention, amendment, command.kinds, command.thresholds):
        return [agreed]
    return [agreed, next_turn(convention, amendment, signing)]


def sign(convention: Convention, command: c.SignAmendment) -> Events:
    """Signed like the convention: in order, once, under a mandate for the new promise."""
    amendment = rules.amendment_of(convention, command.amendment)
    # Before the result: whoever holds another text has nothing to learn of this one's sums.
    signing_act.ensure_text(amendment.signing, command.signing, command.on)
    after = rules.ensure_result_holds(convention, amendment, command.on)
    promised = after.promised_by(command.signing.mandate.organisation_id)
    signature = signing_act.sign(
        amendment.signing,
        command.signing,
        caller=command.caller,
        dating=command.header.dating,
        promised=promised,
    )
    signed = e.AmendmentPartySigned(
        convention_id=convention.convention_id, amendment=amendment.number, signature=signature
    )
    signing = amendment.signing.add(signature, command.caller.person)
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


def put_into_effect(convention: Convention, command: c.PutAmendmentIntoEffect) -> Events:
    """The terms are rewritten; tranches that no longer fit and were not called are cancelled.

    Money may have moved since the text was agreed, so rule 6 is checked again.
    """
    amendment = rules.amendment_of(convention, command.amendment)
    day = effect_day(convention, command)
    signed_on = amendment.signing.signed_on or command.on
    rules.ensure_effect_follows(day, signed_on=signed_on, today=command.on)
    after = rules.ensure_result_holds(convention, amendment, day, money_since=day)
    effect = e.AmendmentTookEffect(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        effective_on=day,
        contributions=changed_contributions(convention.terms, after),
        costs=changed_costs(convention.terms, amendment.operations.costs),
        total=after.outline.total,
        ends_on=amendment.operations.ends_on or convention.ends_on,
    )
    return [effect, *_displaced(convention, amendment, after)]


def effect_day(convention: Convention, command: c.PutAmendmentIntoEffect) -> date:
    """The day of the last signature unless a later day is given."""
    amendment = convention.amendments.get(command.amendment)
    signed_on = amendment.signing.signed_on if amendment else None
    return command.effective_on or signed_on or command.on


def _displaced(convention: Convention, amendment: Amendment, after: Terms) -> Events:
    """From the effect on; a tranche of which money moved later, if only to and fro, forbids it."""
    displaced = [
        tranche
        for name, contribution in after.contributions.items()
        for tranche in _without_room(contribution, schedule_of(convention, name))
    ]
    return [cancelled(convention, tranche, amendment=amendment.number) for tranche in displaced]


def _without_room(contribution: Contribution, schedule: Sequence[Tranche]) -> list[Tranche]:
    """From the last due backwards, the uncalled tranches that the new amount leaves no room for."""
    excess = Money.sum(tranche.amount for tranche in schedule) - contribution.amount
    without = []
    for tranche in reversed(schedule):
        if excess.centimes > 0 and tranche.stage is Stage.PLANNED:
            without.append(tranche)
            excess -= tranche.amount
    return without


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

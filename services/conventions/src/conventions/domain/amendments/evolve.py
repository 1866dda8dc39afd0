"""What the events of an amendment change: only its effect touches the terms."""

from dataclasses import replace
from typing import assert_never

from mithaq.commands import person
from mithaq.events import Provenance

from conventions.domain.amendments import events as e
from conventions.domain.amendments.effect import recosted
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.approval_round import approved_text, awaited, bodies_of
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, with_duty
from conventions.domain.core.flow import EMPTY, Flow
from conventions.domain.core.signing_round import SigningRound
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import AmendmentState, ApprovalAnswer

# Whoever gave one of these prepared what the amendment's parties sign and others approve.
PREPARING = (
    e.AmendmentDrafted,
    e.AmendmentRevised,
    e.AmendmentTextAgreed,
    e.AmendmentApprovalsRequested,
)


def evolve(convention: Convention, event: e.AmendmentEvent, provenance: Provenance) -> Convention:
    if isinstance(event, e.AmendmentDrafted):
        amendment = Amendment(
            number=event.amendment,
            base_version=event.base_version,
            base_text_sha256=event.base_text_sha256,
            reason=event.reason,
            operations=event.operations,
        )
    else:
        amendment = _changed(convention.amendments[event.amendment], event, provenance)
    if isinstance(event, PREPARING):
        done_by = with_duty(amendment.prepared_by, Duty.PREPARE, provenance)
        amendment = replace(amendment, prepared_by=done_by)
    if isinstance(event, e.AmendmentTookEffect):
        convention = _in_effect(convention, amendment, event)
    if isinstance(event, e.AmendmentApprovalsRequested):
        convention = replace(convention, asked=convention.asked | bodies_of(event.approvals))
    amendments = {**convention.amendments, amendment.number: amendment}
    return replace(convention, amendments=amendments)


def _in_effect(
    convention: Convention, amendment: Amendment, event: e.AmendmentTookEffect
) -> Convention:
    terms = _rewritten(convention.terms, event)
    text = approved_text(amendment.approvals, terms, event.ends_on)
    return replace(
        convention,
        terms=terms,
        ends_on=event.ends_on,
        repriced=_repriced(convention, event),
        approved=(*convention.approved, text),
    )


def _repriced(convention: Convention, event: e.AmendmentTookEffect) -> dict[str, Flow]:
    """What each contribution gained or lost, from the day of the effect."""
    repriced = dict(convention.repriced)
    for change in event.contributions:
        name, more = change.after.contribution, change.after.amount - change.before.amount
        repriced[name] = repriced.get(name, EMPTY).move(event.effective_on, more)
    return repriced


def _rewritten(terms: Terms, event: e.AmendmentTookEffect) -> Terms:
    contributions, actions = dict(terms.contributions), dict(terms.actions)
    for change in event.contributions:
        contributions[change.after.contribution] = change.after
    for cost in event.costs:
        actions[cost.action] = recosted(actions[cost.action], cost.year, cost.after)
    outline = replace(terms.outline, total=event.total)
    return replace(terms, outline=outline, contributions=contributions, actions=actions)


def _changed(amendment: Amendment, event: e.ChangeEvent, provenance: Provenance) -> Amendment:
    match event:
        case e.AmendmentPositionTaken():
            positions = {**amendment.positions, event.organisation_id: event.position}
            return replace(amendment, positions=positions)
        case e.AmendmentRevised():
            return replace(
                amendment,
                operations=event.operations,
                reason=event.reason,
                revision=amendment.revision + 1,
                positions={},
                state=AmendmentState.NEGOTIATION,
                approvals={},
                signing=SigningRound(),
            )
        case e.AmendmentTookEffect():
            return replace(
                amendment, state=AmendmentState.EFFECTIVE, effective_on=event.effective_on
            )
        case e.AmendmentWithdrawn():
            return replace(amendment, state=AmendmentState.WITHDRAWN)
        case (
            e.AmendmentApprovalsRequested()
            | e.AmendmentApprovalGranted()
            | e.AmendmentApprovalRefused()
        ):
            return _approving(amendment, event)
        case _:
            return _signing(amendment, event, person(provenance.by.id))


def _approving(amendment: Amendment, event: e.AmendmentApprovalEvent) -> Amendment:
    match event:
        case e.AmendmentApprovalsRequested():
            pending = AmendmentState.PENDING_APPROVALS
            return replace(amendment, state=pending, approvals=awaited(event.approvals))
        case e.AmendmentApprovalGranted():
            answer = ApprovalAnswer.GRANTED
        case e.AmendmentApprovalRefused():
            answer = ApprovalAnswer.REFUSED
        case _:
            assert_never(event)
    return replace(amendment, approvals={**amendment.approvals, event.approval: answer})


def _signing(
    amendment: Amendment,
    event: e.AmendmentTextAgreed
    | e.AmendmentSignaturesRequested
    | e.AmendmentPartySigned
    | e.AmendmentSigned,
    author: str,
) -> Amendment:
    match event:
        case e.AmendmentTextAgreed():
            agreed = AmendmentState.TEXT_AGREED
            return replace(amendment, state=agreed, signing=_frozen(event))
        case e.AmendmentSignaturesRequested():
            signing = amendment.signing.request(event.turn)
            return replace(amendment, state=AmendmentState.READY_TO_SIGN, signing=signing)
        case e.AmendmentPartySigned():
            return replace(amendment, signing=amendment.signing.add(event.signature, author))
        case e.AmendmentSigned():
            signing = replace(amendment.signing, signed_on=event.signed_on)
            return replace(amendment, state=AmendmentState.SIGNED, signing=signing)
        case _:
            assert_never(event)


def _frozen(event: e.AmendmentTextAgreed) -> SigningRound:
    return SigningRound(
        text_sha256=event.text_sha256,
        agreed_on=event.agreed_on,
        signatories=frozenset(event.signatories),
    )

"""What the events of an amendment change: only its effect touches the terms."""

from collections.abc import Mapping
from typing import Final, assert_never
from uuid import UUID

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.states import changed, put

from conventions.domain.amendments import events as e
from conventions.domain.amendments.rewriting import repriced, rewritten
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.approval_round import approved_text, awaited, bodies_of
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, with_duty
from conventions.domain.core.signing_round import SigningRound
from conventions.domain.core.vocabulary import AmendmentState, ApprovalAnswer

# Whoever gave one of these prepared what the amendment's parties sign and others approve.
PREPARING = (
    e.AmendmentDrafted,
    e.AmendmentRevised,
    e.AmendmentTextAgreed,
    e.AmendmentApprovalsRequested,
)

_ENDED_AS: Final[Mapping[type[e.ChangeEvent], AmendmentState]] = {
    e.AmendmentWithdrawn: AmendmentState.WITHDRAWN,
    e.AmendmentRefused: AmendmentState.REJECTED,
    e.AmendmentLapsed: AmendmentState.LAPSED,
}


def evolve(convention: Convention, event: e.AmendmentEvent, provenance: Provenance) -> Convention:
    if isinstance(event, e.AmendmentDrafted):
        amendment = Amendment(
            number=event.amendment,
            base_version=event.base_version,
            base_text_sha256=event.base_text_sha256,
            reason=event.reason,
            operations=event.operations,
            minutes=event.minutes,
        )
    else:
        amendment = _changed(convention.amendments[event.amendment], event, provenance)
    if isinstance(event, PREPARING):
        done_by = with_duty(amendment.prepared_by, Duty.PREPARE, provenance)
        amendment = changed(amendment, prepared_by=done_by)
    if isinstance(event, e.AmendmentTookEffect):
        convention = _in_effect(convention, amendment, event)
    asked = _asked(event)
    if asked:
        convention = changed(convention, asked=convention.asked | asked)
    amendments = put(convention.amendments, amendment.number, amendment)
    return changed(convention, amendments=amendments)


def _asked(event: e.AmendmentEvent) -> frozenset[UUID]:
    """Who is asked to approve, or to join: they see the convention from then on."""
    match event:
        case e.AmendmentApprovalsRequested():
            return bodies_of(event.approvals)
        case e.AmendmentDrafted() | e.AmendmentRevised():
            return frozenset(party.organisation_id for party in event.operations.parties)
        case _:
            return frozenset()


def _in_effect(
    convention: Convention, amendment: Amendment, event: e.AmendmentTookEffect
) -> Convention:
    terms = rewritten(convention.terms, event)
    text = approved_text(amendment.approvals, terms, event.ends_on)
    return changed(
        convention,
        terms=terms,
        ends_on=event.ends_on,
        repriced=repriced(convention, event.contributions, event.effective_on),
        approved=(*convention.approved, text),
    )


def _changed(amendment: Amendment, event: e.ChangeEvent, provenance: Provenance) -> Amendment:
    match event:
        case e.AmendmentPositionTaken():
            positions = put(amendment.positions, event.organisation_id, event.position)
            return changed(amendment, positions=positions)
        case e.AmendmentRevised():
            return changed(
                amendment,
                operations=event.operations,
                minutes=event.minutes,
                reason=event.reason,
                revision=amendment.revision + 1,
                positions={},
                state=AmendmentState.NEGOTIATION,
                approvals={},
                tacit={},
                signing=SigningRound(),
            )
        case e.AmendmentTookEffect():
            return changed(
                amendment, state=AmendmentState.EFFECTIVE, effective_on=event.effective_on
            )
        case e.AmendmentWithdrawn() | e.AmendmentRefused() | e.AmendmentLapsed():
            return changed(amendment, state=_ENDED_AS[type(event)])
        case (
            e.AmendmentApprovalsRequested()
            | e.AmendmentApprovalGranted()
            | e.AmendmentApprovalRefused()
            | e.AmendmentTacitDelayMoved()
        ):
            return _approving(amendment, event)
        case _:
            return _signing(amendment, event, person(provenance.by.id))


def _approving(amendment: Amendment, event: e.AmendmentApprovalEvent) -> Amendment:
    match event:
        case e.AmendmentApprovalsRequested():
            pending = AmendmentState.PENDING_APPROVALS
            delays = {delay.approval: delay for delay in event.tacit}
            answers = awaited(event.approvals)
            return changed(amendment, state=pending, approvals=answers, tacit=delays)
        case e.AmendmentTacitDelayMoved(delay=delay):
            return changed(amendment, tacit=put(amendment.tacit, delay.approval, delay))
        case e.AmendmentApprovalGranted():
            answer = ApprovalAnswer.GRANTED
        case e.AmendmentApprovalRefused():
            answer = ApprovalAnswer.REFUSED
        case _:
            assert_never(event)
    return changed(amendment, approvals=put(amendment.approvals, event.approval, answer))


def _signing(
    amendment: Amendment,
    event: e.AmendmentTextAgreed
    | e.AmendmentSignaturesRequested
    | e.AmendmentPartySigned
    | e.AmendmentSigningTimeExtended
    | e.AmendmentSigned,
    author: str,
) -> Amendment:
    match event:
        case e.AmendmentTextAgreed():
            agreed = AmendmentState.TEXT_AGREED
            return changed(amendment, state=agreed, signing=_frozen(event))
        case e.AmendmentSignaturesRequested():
            signing = amendment.signing.request(event.turn)
            return changed(amendment, state=AmendmentState.READY_TO_SIGN, signing=signing)
        case e.AmendmentPartySigned():
            signing = amendment.signing.add(event.signature, author, event.under)
            return changed(amendment, signing=signing)
        case e.AmendmentSigningTimeExtended():
            return changed(amendment, signing=changed(amendment.signing, sign_by=event.sign_by))
        case e.AmendmentSigned():
            signing = changed(amendment.signing, signed_on=event.signed_on)
            return changed(amendment, state=AmendmentState.SIGNED, signing=signing)
        case _:
            assert_never(event)


def _frozen(event: e.AmendmentTextAgreed) -> SigningRound:
    return SigningRound(
        text_sha256=event.text_sha256,
        agreed_on=event.agreed_on,
        signatories=frozenset(event.signatories),
        sign_by=event.sign_by,
    )

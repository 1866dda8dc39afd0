"""What the events of signature and of entry into force change."""

from typing import assert_never

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.states import changed, put, without

from conventions.domain.core.approval_round import Answers, approved_text, suspensive
from conventions.domain.core.convention import Convention, Corrections
from conventions.domain.core.signing_round import Forwarded, SigningRound
from conventions.domain.core.terms import deciders
from conventions.domain.core.vocabulary import ApprovalAnswer, State
from conventions.domain.signatures import events as e
from conventions.domain.signatures.wording import reworded


def evolve(  # noqa: C901, PLR0911 - one case an event
    convention: Convention, event: e.SignaturesEvent, provenance: Provenance
) -> Convention:
    match event:
        case e.SignaturesRequested():
            signing = convention.signing.request(event.turn)
            state = State.PARTIALLY_SIGNED if signing.signatures else State.READY_TO_SIGN
            return changed(convention, state=state, signing=signing)
        case e.PartySigned():
            by = person(provenance.by.id)
            signing = convention.signing.add(event.signature, by, event.under)
            return changed(convention, state=State.PARTIALLY_SIGNED, signing=signing)
        case e.SignatureRefused():
            return changed(convention, state=State.REJECTED)
        case e.SigningTimeExtended() | e.ConventionLapsed() | e.SignatoryWithoutMandate():
            return _waiting(convention, event)
        case e.TextCorrected():
            return _corrected(convention, event)
        case e.SignatureForwarded() | e.ForwardEnded():
            return changed(convention, signing=_forwarding(convention.signing, event))
        case e.ConventionSigned():
            signing = changed(convention.signing, signed_on=event.signed_on, awaited=frozenset())
            asked = convention.asked | deciders(event.conditions)
            return changed(convention, state=State.SIGNED, signing=signing, asked=asked)
        case e.ConventionNotActivated():
            return changed(convention, force_overdue=True)
        case e.ConventionEnteredIntoForce():
            return changed(
                convention,
                approved=(approved_text(_granted(convention), convention.terms, event.ends_on),),
                state=State.IN_FORCE,
                in_force_on=event.in_force_on,
                ends_on=event.ends_on,
            )
        case _:
            assert_never(event)


def _corrected(convention: Convention, event: e.TextCorrected) -> Convention:
    key = f"{event.field}/{event.part or ''}"
    known = convention.corrected.get(key, Corrections(length=len(event.before), changed=0))
    corrected = put(
        convention.corrected, key, changed(known, changed=known.changed + event.changed)
    )
    signing, state = convention.signing, convention.state
    if event.void_signatures:
        signing, state = signing.emptied(), State.READY_TO_SIGN
    return changed(
        convention,
        state=state,
        terms=reworded(convention.terms, event.field, event.part, event.after),
        text=event.text,
        corrected=corrected,
        signing=changed(signing, text_sha256=event.text.text_sha256),
    )


def _forwarding(
    signing: SigningRound, event: e.SignatureForwarded | e.ForwardEnded
) -> SigningRound:
    party = event.organisation_id
    if isinstance(event, e.ForwardEnded):
        return changed(signing, forwarded=without(signing.forwarded, party))
    to = Forwarded(representative_id=event.representative_id, mandate_id=event.mandate_id)
    return changed(signing, forwarded=put(signing.forwarded, party, to))


def _granted(convention: Convention) -> Answers:
    """What was answered before the signature, and what the text waited for after it: it is met."""
    met = suspensive(convention.terms.conditions.values())
    return {**convention.approvals, **dict.fromkeys(met, ApprovalAnswer.GRANTED)}


def _waiting(
    convention: Convention,
    event: e.SigningTimeExtended | e.ConventionLapsed | e.SignatoryWithoutMandate,
) -> Convention:
    """What happens to a text while it waits for signatures."""
    signing = convention.signing
    match event:
        case e.SigningTimeExtended():
            return changed(convention, signing=changed(signing, sign_by=event.sign_by))
        case e.ConventionLapsed():
            return changed(convention, state=State.LAPSED)
        case e.SignatoryWithoutMandate():
            unmandated = signing.unmandated | {event.organisation_id}
            return changed(convention, signing=changed(signing, unmandated=unmandated))
        case _:
            assert_never(event)

"""What the events of signature and of entry into force change."""

from typing import assert_never

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.states import changed

from conventions.domain.core.approval_round import approved_text
from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import State
from conventions.domain.signatures import events as e


def evolve(convention: Convention, event: e.SignaturesEvent, provenance: Provenance) -> Convention:
    match event:
        case e.SignaturesRequested():
            signing = convention.signing.request(event.turn)
            state = State.PARTIALLY_SIGNED if signing.signatures else State.READY_TO_SIGN
            return changed(convention, state=state, signing=signing)
        case e.PartySigned():
            signing = convention.signing.add(event.signature, person(provenance.by.id))
            return changed(convention, state=State.PARTIALLY_SIGNED, signing=signing)
        case e.SignatureRefused():
            return changed(convention, state=State.REJECTED)
        case e.SigningTimeExtended() | e.ConventionLapsed() | e.SignatoryWithoutMandate():
            return _waiting(convention, event)
        case e.ConventionSigned():
            signing = changed(convention.signing, signed_on=event.signed_on, awaited=frozenset())
            return changed(convention, state=State.SIGNED, signing=signing)
        case e.ConventionEnteredIntoForce():
            return changed(
                convention,
                approved=(approved_text(convention.approvals, convention.terms, event.ends_on),),
                state=State.IN_FORCE,
                in_force_on=event.in_force_on,
                ends_on=event.ends_on,
            )
        case _:
            assert_never(event)


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

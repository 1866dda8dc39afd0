"""What the events of signature and of entry into force change."""

from dataclasses import replace
from typing import assert_never

from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import State
from conventions.domain.signatures import events as e


def evolve(convention: Convention, event: e.SignaturesEvent) -> Convention:
    match event:
        case e.SignaturesRequested():
            signing = convention.signing.request(event.turn)
            state = State.PARTIALLY_SIGNED if signing.signatures else State.READY_TO_SIGN
            return replace(convention, state=state, signing=signing)
        case e.PartySigned():
            signing = convention.signing.add(event.signature)
            return replace(convention, state=State.PARTIALLY_SIGNED, signing=signing)
        case e.SignatureRefused():
            return replace(convention, state=State.REJECTED)
        case e.ConventionSigned():
            signing = replace(convention.signing, signed_on=event.signed_on, awaited=frozenset())
            return replace(convention, state=State.SIGNED, signing=signing)
        case e.ConventionEnteredIntoForce():
            return replace(
                convention,
                state=State.IN_FORCE,
                in_force_on=event.in_force_on,
                ends_on=event.ends_on,
            )
        case _:
            assert_never(event)

"""What the events of signature and of entry into force change."""

from dataclasses import replace
from typing import assert_never

from mithaq.commands import person
from mithaq.events import Provenance

from conventions.domain.core.approval_round import approved_text
from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import State
from conventions.domain.signatures import events as e


def evolve(convention: Convention, event: e.SignaturesEvent, provenance: Provenance) -> Convention:
    match event:
        case e.SignaturesRequested():
            signing = convention.signing.request(event.turn)
            state = State.PARTIALLY_SIGNED if signing.signatures else State.READY_TO_SIGN
            return replace(convention, state=state, signing=signing)
        case e.PartySigned():
            signing = convention.signing.add(event.signature, person(provenance.by.id))
            return replace(convention, state=State.PARTIALLY_SIGNED, signing=signing)
        case e.SignatureRefused():
            return replace(convention, state=State.REJECTED)
        case e.ConventionSigned():
            signing = replace(convention.signing, signed_on=event.signed_on, awaited=frozenset())
            return replace(convention, state=State.SIGNED, signing=signing)
        case e.ConventionEnteredIntoForce():
            return replace(
                convention,
                approved=(approved_text(convention.approvals, convention.terms, event.ends_on),),
                state=State.IN_FORCE,
                in_force_on=event.in_force_on,
                ends_on=event.ends_on,
            )
        case _:
            assert_never(event)

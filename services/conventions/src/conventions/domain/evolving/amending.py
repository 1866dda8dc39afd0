"""What the facts of an amendment change: only its effect touches the terms."""

from dataclasses import replace
from typing import assert_never

from conventions.domain.amended_terms import amended
from conventions.domain.events import AmendingEvent
from conventions.domain.events import amending as e
from conventions.domain.evolving.moves import moved, put
from conventions.domain.state import Amendment, Convention, Operations
from conventions.domain.vocabulary import AmendmentState


def evolve_amending(convention: Convention, event: AmendingEvent) -> Convention:
    if isinstance(event, e.AmendmentDrafted):
        return _with(convention, _drafted(event))
    amendment = _evolve(convention.amendments[event.amendment], event)
    if isinstance(event, e.AmendmentTookEffect):
        return _in_effect(_with(convention, amendment), amendment, event)
    return _with(convention, amendment)


def _with(convention: Convention, amendment: Amendment) -> Convention:
    return moved(convention, amendments=put(convention.amendments, amendment.number, amendment))


def _drafted(event: e.AmendmentDrafted) -> Amendment:
    return Amendment(
        number=event.amendment,
        base_version=event.base_version,
        reason=event.reason,
        operations=_operations(event),
    )


def _operations(event: e.AmendmentDrafted | e.AmendmentRevised) -> Operations:
    return Operations(amounts=event.amounts, costs=event.costs, ends_on=event.ends_on)


def _in_effect(
    convention: Convention, amendment: Amendment, event: e.AmendmentTookEffect
) -> Convention:
    terms = amended(convention.terms, amendment.operations)
    ends_on = event.ends_on or convention.ends_on
    return replace(convention, terms=terms, ends_on=ends_on)


def _evolve(amendment: Amendment, event: AmendingEvent) -> Amendment:
    match event:
        case e.AmendmentDrafted():
            return _drafted(event)
        case e.AmendmentPositionTaken():
            said = (event.stance, event.remark)
            return replace(
                amendment, positions=put(amendment.positions, event.organisation_id, said)
            )
        case e.AmendmentRevised():
            return replace(
                amendment, operations=_operations(event), reason=event.reason, positions={}
            )
        case e.AmendmentTextAgreed():
            return replace(
                amendment,
                state=AmendmentState.TEXT_AGREED,
                text_sha256=event.text_sha256,
                agreed_on=event.agreed_on,
                signatories=frozenset(event.signatories),
            )
        case _:
            return _evolve_signed(amendment, event)


def _evolve_signed(
    amendment: Amendment,
    event: e.AmendmentSignaturesRequested
    | e.AmendmentPartySigned
    | e.AmendmentSigned
    | e.AmendmentTookEffect
    | e.AmendmentWithdrawn,
) -> Amendment:
    match event:
        case e.AmendmentSignaturesRequested():
            return replace(amendment, asked=frozenset(event.organisations))
        case e.AmendmentPartySigned():
            return replace(
                amendment,
                asked=amendment.asked - {event.organisation_id},
                signatures=put(amendment.signatures, event.organisation_id, event.signed_on),
            )
        case e.AmendmentSigned():
            return replace(amendment, state=AmendmentState.SIGNED)
        case e.AmendmentTookEffect():
            return replace(
                amendment, state=AmendmentState.EFFECTIVE, effective_on=event.effective_on
            )
        case e.AmendmentWithdrawn():
            return replace(amendment, state=AmendmentState.WITHDRAWN)
        case _:
            assert_never(event)

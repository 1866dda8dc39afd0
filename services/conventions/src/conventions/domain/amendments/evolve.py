"""What the events of an amendment change: only its effect touches the terms."""

from dataclasses import replace
from typing import assert_never

from conventions.domain.amendments import events as e
from conventions.domain.amendments.effect import recosted
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.convention import Convention
from conventions.domain.core.signing_round import SigningRound
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import AmendmentState


def evolve(convention: Convention, event: e.AmendmentEvent) -> Convention:
    if isinstance(event, e.AmendmentDrafted):
        amendment = Amendment(
            number=event.amendment,
            base_version=event.base_version,
            reason=event.reason,
            operations=event.operations,
        )
    else:
        amendment = _changed(convention.amendments[event.amendment], event)
    if isinstance(event, e.AmendmentTookEffect):
        terms = _rewritten(convention.terms, event)
        convention = replace(convention, terms=terms, ends_on=event.ends_on)
    amendments = {**convention.amendments, amendment.number: amendment}
    return replace(convention, amendments=amendments)


def _rewritten(terms: Terms, event: e.AmendmentTookEffect) -> Terms:
    contributions, actions = dict(terms.contributions), dict(terms.actions)
    for change in event.contributions:
        contributions[change.after.contribution] = change.after
    for cost in event.costs:
        actions[cost.action] = recosted(actions[cost.action], cost.year, cost.after)
    outline = replace(terms.outline, total=event.total)
    return replace(terms, outline=outline, contributions=contributions, actions=actions)


def _changed(amendment: Amendment, event: e.ChangeEvent) -> Amendment:
    match event:
        case e.AmendmentPositionTaken():
            positions = {**amendment.positions, event.organisation_id: event.position}
            return replace(amendment, positions=positions)
        case e.AmendmentRevised():
            return replace(
                amendment, operations=event.operations, reason=event.reason, positions={}
            )
        case e.AmendmentTookEffect():
            return replace(
                amendment, state=AmendmentState.EFFECTIVE, effective_on=event.effective_on
            )
        case e.AmendmentWithdrawn():
            return replace(amendment, state=AmendmentState.WITHDRAWN)
        case _:
            return _signing(amendment, event)


def _signing(
    amendment: Amendment,
    event: e.AmendmentTextAgreed
    | e.AmendmentSignaturesRequested
    | e.AmendmentPartySigned
    | e.AmendmentSigned,
) -> Amendment:
    match event:
        case e.AmendmentTextAgreed():
            agreed = AmendmentState.TEXT_AGREED
            return replace(amendment, state=agreed, signing=_frozen(event))
        case e.AmendmentSignaturesRequested():
            return replace(amendment, signing=amendment.signing.request(event.turn))
        case e.AmendmentPartySigned():
            return replace(amendment, signing=amendment.signing.add(event.signature))
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

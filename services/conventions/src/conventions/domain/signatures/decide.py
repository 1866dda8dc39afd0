"""Decisions of signature and of entry into force."""

from datetime import date

from conventions.domain.core import signing_act
from conventions.domain.core.activation import force_expected_by
from conventions.domain.core.commands import FROZEN
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import ConventionEvent, Events
from conventions.domain.core.months import months_after
from conventions.domain.core.occurrences import Span
from conventions.domain.core.rules import ensure_reason
from conventions.domain.core.signing_round import SigningRound, in_order
from conventions.domain.core.suspensive import (
    ensure_not_overdue,
    ensure_time_to_decide,
    last_decided_on,
)
from conventions.domain.obligations.scheduling import scheduled
from conventions.domain.signatures import commands as c
from conventions.domain.signatures import events as e
from conventions.domain.signatures import rules


def sign(convention: Convention, command: c.SignConvention) -> Events:
    """The party's signature, and what it opens: the next group's turn or the whole signed."""
    signing_act.ensure_in_time(convention.signing, command.recorded_on)
    ensure_not_overdue(convention, command.recorded_on)
    convention_id, terms = convention.convention_id, convention.terms
    promised = terms.promised_by(command.caller.organisation)
    signature = signing_act.sign(
        convention.signing,
        command.signing,
        caller=command.caller,
        dating=command.header.dating,
        promised=promised,
    )
    under = command.signing.mandate.links
    signed = e.PartySigned(convention_id=convention_id, signature=signature, under=under)
    signing = convention.signing.add(signature, command.caller.person, under)
    if signing.complete:
        return [signed, _all_signed(convention, signing)]
    if signing.awaited:
        return [signed]
    turn = signing.next_turn(terms)
    return [signed, e.SignaturesRequested(convention_id=convention_id, turn=turn)]


def _all_signed(convention: Convention, signing: SigningRound) -> e.ConventionSigned:
    return e.ConventionSigned(
        convention_id=convention.convention_id,
        signed_on=signing.last_signed_on,
        text_sha256=signing.text_sha256,
        organisations=in_order(signing.signatures),
        contributions=convention.terms.pledges(),
        shares=convention.terms.unsplit(),
        split_by=convention.terms.split_by,
        conditions=tuple(convention.terms.conditions.values()),
    )


def refuse_signature(convention: Convention, command: c.RefuseSignature) -> Events:
    """It takes all that signing takes but room under the mandate's ceiling."""
    party = signing_act.ensure_empowered(
        convention.signing, command.power, caller=command.caller, dating=command.header.dating
    )
    ensure_reason(command.reason)
    mandate = command.power.mandate
    return [
        e.SignatureRefused(
            convention_id=convention.convention_id,
            organisation_id=party,
            representative_id=mandate.representative_id,
            mandate_id=mandate.mandate_id,
            mandate_instrument=mandate.instrument,
            text_sha256=command.power.text_sha256,
            reason=command.reason,
            given_up=convention.terms.pledges(),
            given_up_shares=convention.terms.unsplit(),
        )
    ]


def forward(convention: Convention, command: c.ForwardSignature) -> Events:
    """By who could sign now, to somebody else of the same party who could as well."""
    signing_act.ensure_in_time(convention.signing, command.recorded_on)
    ensure_not_overdue(convention, command.recorded_on)
    dating, of, to = command.header.dating, command.power.mandate, command.to
    party = signing_act.ensure_empowered(
        convention.signing, command.power, caller=command.caller, dating=dating
    )
    ensure_reason(command.reason)
    rules.ensure_forwardable(convention.terms, party, of, to)
    signing_act.ensure_holds(to, dating)
    return [
        e.SignatureForwarded(
            convention_id=convention.convention_id,
            organisation_id=party,
            from_representative_id=of.representative_id,
            from_mandate_id=of.mandate_id,
            representative_id=to.representative_id,
            mandate_id=to.mandate_id,
            text_sha256=command.power.text_sha256,
            reason=command.reason,
        )
    ]


def extend_signing_time(convention: Convention, command: c.ExtendSigningTime) -> Events:
    """While it lasts: what has lapsed is drafted anew."""
    ensure_reason(command.reason)
    signing = convention.signing
    signing_act.ensure_in_time(signing, command.recorded_on)
    rules.ensure_time_given(signing, command)
    ensure_time_to_decide(convention.terms, command.sign_by)
    convention_id = convention.convention_id
    return [
        e.SigningTimeExtended(
            convention_id=convention_id, sign_by=command.sign_by, reason=command.reason
        )
    ]


def lapse(convention: Convention, command: c.LapseConvention) -> Events:
    """Nothing if it was signed, ended or given more time meanwhile."""
    signing = convention.signing
    if signing.sign_by is None or not rules.lapses(convention, command.on):
        return []
    return [
        e.ConventionLapsed(
            convention_id=convention.convention_id,
            sign_by=signing.sign_by,
            given_up=convention.terms.pledges(),
            given_up_shares=convention.terms.unsplit(),
            void_signatures=in_order(signing.signatures),
        )
    ]


def note_mandate_lost(convention: Convention, command: c.NoteMandateLost) -> Events:
    """Only of a party that has still to sign this text, and has no other mandate to sign under."""
    signing, party = convention.signing, command.organisation_id
    waits = convention.state in FROZEN and party in signing.signatories - signing.signatures.keys()
    if not waits:
        return []
    events: list[ConventionEvent] = []
    convention_id, to = convention.convention_id, signing.forwarded.get(party)
    if to is not None and to.mandate_id == command.mandate_id:
        events += [
            e.ForwardEnded(
                convention_id=convention_id, organisation_id=party, mandate_id=to.mandate_id
            )
        ]
    if not command.others:
        events += [
            e.SignatoryWithoutMandate(
                convention_id=convention_id,
                organisation_id=party,
                mandate_id=command.mandate_id,
                lost_on=command.lost_on,
            )
        ]
    return events


def note_not_activated(convention: Convention, command: c.NoteNotActivated) -> Events:
    """Once, when its force is expected no more."""
    signed_on = convention.signing.signed_on
    expected_by = force_expected_by(signed_on) if signed_on else None
    if expected_by is None or command.on <= expected_by or convention.force_overdue:
        return []
    return [
        e.ConventionNotActivated(
            convention_id=convention.convention_id,
            signed_on=signed_on or expected_by,
            expected_by=expected_by,
        )
    ]


def enter_into_force(convention: Convention, command: c.EnterIntoForce) -> Events:
    """It ends after its duration, where one was given."""
    signed_on = convention.signing.signed_on or command.on
    day = force_day(convention, command)
    decided_on = last_decided_on(convention)
    rules.ensure_force_follows(day, signed_on=signed_on, decided_on=decided_on, today=command.on)
    months = convention.terms.outline.duration_months
    ends_on = months_after(day, months) if months else None
    entered = e.ConventionEnteredIntoForce(
        convention_id=convention.convention_id,
        in_force_on=day,
        ends_on=ends_on,
        committees=tuple(convention.terms.committees.values()),
    )
    return [entered, *scheduled(convention, Span(in_force_on=day, ends_on=ends_on))]


def force_day(convention: Convention, command: c.EnterIntoForce) -> date:
    """That of the last signature or of the last condition, unless a later day is given."""
    signed_on = convention.signing.signed_on
    if command.in_force_on is not None or signed_on is None:
        return command.in_force_on or command.on
    return max(signed_on, last_decided_on(convention) or signed_on)

"""Decisions of signature and of entry into force."""

from calendar import monthrange
from datetime import date

from mithaq.commands import Caller

from conventions.domain.approving import next_turn
from conventions.domain.checks import ensure_reason, in_order, names_of, organisation_of
from conventions.domain.commands import agreeing as c
from conventions.domain.drafting import Events
from conventions.domain.events import agreeing as e
from conventions.domain.mandates import ensure_mandate
from conventions.domain.rules import signing as rules
from conventions.domain.rules.access import DateInFuture
from conventions.domain.state import Convention


def ensure_turn(convention: Convention, caller: Caller) -> None:
    """A party signs once, when its group's turn has come."""
    ensure_unsigned(convention, caller)
    if caller.organisation not in convention.signing.asked:
        awaited = names_of(convention, convention.signing.asked)
        raise rules.OutOfTurn(awaited=awaited)


def ensure_unsigned(convention: Convention, caller: Caller) -> None:
    signatures = convention.signing.signatures
    if caller.organisation is not None and caller.organisation in signatures:
        raise rules.AlreadySigned(signed_on=str(signatures[caller.organisation].signed_on))


def sign(convention: Convention, command: c.SignConvention) -> Events:
    """The party's signature, and what it opens: the next group's turn or the whole signed."""
    party = command.mandate.organisation_id
    _ensure_text(convention, command)
    promised = convention.terms.promised_by(party)
    ensure_mandate(command.mandate, caller=command.caller, on=command.on, promised=promised)
    signed = _signature(convention, command)
    if convention.signing.asked - {party}:
        return [signed]
    awaited = convention.terms.signatories() - convention.signing.signatures.keys() - {party}
    if awaited:
        return [signed, next_turn(convention, awaited)]
    return [signed, _all_signed(convention, signed)]


def _ensure_text(convention: Convention, command: c.SignConvention) -> None:
    text = convention.text
    if text is None or command.text_sha256 != text.text_sha256:
        frozen = text.text_sha256 if text else None
        raise rules.TextStale(shown=command.text_sha256, frozen=frozen)
    ensure_text_agreed_by(text.agreed_on, command.on)


def ensure_text_agreed_by(agreed_on: date | None, on: date) -> None:
    """A signature may be dated back, never to before there was a text to sign."""
    if agreed_on is not None and on < agreed_on:
        raise rules.SignatureBeforeText(agreed_on=str(agreed_on), on=str(on))


def _signature(convention: Convention, command: c.SignConvention) -> e.PartySigned:
    mandate = command.mandate
    return e.PartySigned(
        convention_id=convention.convention_id,
        organisation_id=mandate.organisation_id,
        representative_id=mandate.representative_id,
        mandate_id=mandate.mandate_id,
        capacity=mandate.capacity,
        mandate_instrument=mandate.instrument,
        level=command.level,
        text_sha256=command.text_sha256,
        signed_on=command.on,
    )


def _all_signed(convention: Convention, last: e.PartySigned) -> e.ConventionSigned:
    signatures = convention.signing.signatures
    days = [last.signed_on, *(signature.signed_on for signature in signatures.values())]
    return e.ConventionSigned(
        convention_id=convention.convention_id,
        signed_on=max(days),
        text_sha256=last.text_sha256,
        organisations=in_order([last.organisation_id, *signatures]),
    )


def refuse_signature(convention: Convention, command: c.RefuseSignature) -> Events:
    ensure_reason(command.reason)
    return [
        e.SignatureRefused(
            convention_id=convention.convention_id,
            organisation_id=organisation_of(command.caller),
            representative_id=command.representative_id,
            reason=command.reason,
        )
    ]


def enter_into_force(convention: Convention, command: c.EnterIntoForce) -> Events:
    """On the day of the last signature unless a later day is given; it ends after its duration."""
    signed_on = convention.signing.signed_on or command.on
    day = command.in_force_on or signed_on
    if day < signed_on:
        raise rules.ForceBeforeSignature(in_force_on=str(day), signed_on=str(signed_on))
    if day > command.on:
        raise DateInFuture(date=str(day), today=str(command.on))
    months = convention.terms.duration_months
    return [
        e.ConventionEnteredIntoForce(
            convention_id=convention.convention_id,
            in_force_on=day,
            ends_on=_months_after(day, months) if months else None,
        )
    ]


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))

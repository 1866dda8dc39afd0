"""Decisions that make an amendment bind: its signatures, its effect."""

from datetime import date

from mithaq.commands import Caller

from conventions.domain.amending import amendment_of, next_turn
from conventions.domain.amendment_checks import ensure_result_holds
from conventions.domain.checks import in_order, names_of, organisation_of
from conventions.domain.commands import amending as c
from conventions.domain.drafting import Events
from conventions.domain.events import amending as e
from conventions.domain.events.executing import TrancheCancelled
from conventions.domain.mandates import ensure_mandate
from conventions.domain.rules import amending as rules
from conventions.domain.rules import signing as signing_rules
from conventions.domain.rules.access import DateInFuture
from conventions.domain.scheduling import planned_of
from conventions.domain.signing import ensure_text_agreed_by
from conventions.domain.state import Amendment, Contribution, Convention, Stage, Terms


def sign_amendment(convention: Convention, command: c.SignAmendment) -> Events:
    """Signed like the convention: in order, once, under a mandate for the new promise."""
    amendment = amendment_of(convention, command)
    party = command.mandate.organisation_id
    if command.text_sha256 != amendment.text_sha256:
        raise signing_rules.TextStale(shown=command.text_sha256, frozen=amendment.text_sha256)
    ensure_text_agreed_by(amendment.agreed_on, command.on)
    after = ensure_result_holds(convention, amendment.operations)
    promised = after.promised_by(party)
    ensure_mandate(command.mandate, caller=command.caller, on=command.on, promised=promised)
    signed = _signature(command)
    if amendment.asked - {party}:
        return [signed]
    awaited = amendment.signatories - amendment.signatures.keys() - {party}
    if awaited:
        sha256 = command.text_sha256
        return [signed, next_turn(convention, amendment.number, sha256, awaited)]
    return [signed, _all_signed(convention, amendment, signed)]


def ensure_amendment_turn(convention: Convention, caller: Caller) -> None:
    """Whoever must sign the amendment under way signs it once, in its group's turn."""
    amendment, party = convention.open_amendment, organisation_of(caller)
    if amendment is None:
        raise rules.NoOpenAmendment()
    if party not in amendment.signatories:
        names = names_of(convention, amendment.signatories)
        raise rules.AmendmentNotYours(amendment=amendment.number, signatories=names)
    if party in amendment.signatures:
        raise signing_rules.AlreadySigned(signed_on=str(amendment.signatures[party]))
    if party not in amendment.asked:
        raise signing_rules.OutOfTurn(awaited=names_of(convention, amendment.asked))


def _signature(command: c.SignAmendment) -> e.AmendmentPartySigned:
    mandate = command.mandate
    return e.AmendmentPartySigned(
        convention_id=command.convention_id,
        amendment=command.amendment,
        organisation_id=mandate.organisation_id,
        representative_id=mandate.representative_id,
        mandate_id=mandate.mandate_id,
        capacity=mandate.capacity,
        mandate_instrument=mandate.instrument,
        level=command.level,
        text_sha256=command.text_sha256,
        signed_on=command.on,
    )


def _all_signed(
    convention: Convention, amendment: Amendment, last: e.AmendmentPartySigned
) -> e.AmendmentSigned:
    return e.AmendmentSigned(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        signed_on=max([last.signed_on, *amendment.signatures.values()]),
        organisations=in_order(amendment.signatories),
    )


def put_into_effect(convention: Convention, command: c.PutAmendmentIntoEffect) -> Events:
    """The terms are rewritten; tranches that no longer fit and were not called are cancelled.

    Money may have moved since the text was agreed, so rule 6 is checked again.
    """
    amendment = amendment_of(convention, command)
    day = _effective_day(amendment, command)
    after = ensure_result_holds(convention, amendment.operations)
    effect = e.AmendmentTookEffect(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        effective_on=day,
        contributions=tuple(_changes(convention.terms, after)),
        total=after.total,
        ends_on=amendment.operations.ends_on or convention.ends_on,
    )
    return [effect, *_displaced(convention, amendment, after)]


def _effective_day(amendment: Amendment, command: c.PutAmendmentIntoEffect) -> date:
    signed_on = max(amendment.signatures.values(), default=command.on)
    day = command.effective_on or signed_on
    if day < signed_on:
        raise rules.EffectBeforeSignature(effective_on=str(day), signed_on=str(signed_on))
    if day > command.on:
        raise DateInFuture(date=str(day), today=str(command.on))
    return day


def _changes(before: Terms, after: Terms) -> list[e.ContributionChange]:
    return [
        e.ContributionChange(
            contribution=key,
            organisation_id=new.organisation_id,
            action=new.action,
            year=new.year,
            kind=new.kind,
            before=before.contributions[key].amount,
            after=new.amount,
        )
        for key, new in sorted(after.contributions.items())
        if new != before.contributions[key]
    ]


def _displaced(convention: Convention, amendment: Amendment, after: Terms) -> Events:
    """From the last due backwards, the uncalled tranches that the new amounts leave no room for."""
    return [
        TrancheCancelled(
            convention_id=convention.convention_id,
            tranche=tranche,
            reason=f"Avenant n° {amendment.number}",
        )
        for contribution in after.contributions.values()
        for tranche in _without_room(convention, contribution)
    ]


def _without_room(convention: Convention, contribution: Contribution) -> list[str]:
    excess = planned_of(convention, contribution.contribution) - contribution.amount
    cancelled = []
    for tranche in reversed(convention.tranches_of(contribution.contribution)):
        if excess.centimes > 0 and tranche.stage is Stage.PLANNED:
            cancelled.append(tranche.tranche)
            excess -= tranche.amount
    return cancelled

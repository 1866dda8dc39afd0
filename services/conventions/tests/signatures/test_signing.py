"""Signing in turn the text as it is frozen, or refusing to."""

from datetime import date

from conventions.domain.core import rules as core
from conventions.domain.core.signing_round import Mandate, Signature, SigningTurn
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import SignatureLevel, State
from conventions.domain.negotiation.commands import ReopenText
from conventions.domain.openings import openings
from conventions.domain.signatures import events as e
from mithaq.commands import Caller

from ..people import (
    COMMUNE,
    COMMUNE_HEAD,
    DAY,
    ID,
    OPERATOR,
    REGION,
    REGION_HEAD,
    Say,
    commune,
    operator,
    region,
)
from ..proposal import PLEDGES
from ..story import Story, agreed, mandate, negotiated, ready_to_sign, refusal, signature, state_of


def party_signed(story: Story, power: Mandate) -> e.PartySigned:
    """The signature of today under that mandate."""
    given = Signature(
        organisation_id=power.organisation_id,
        representative_id=power.representative_id,
        mandate_id=power.mandate_id,
        capacity="president",
        mandate_instrument="deliberation 12/2026",
        level=SignatureLevel.SIMPLE,
        text_sha256=text_sha256(state_of(story)),
        signed_on=DAY,
        evidence="identity",
    )
    return e.PartySigned(convention_id=ID, signature=given)


def test_a_signature_keeps_the_mandate_and_the_text() -> None:
    story = ready_to_sign()
    story.then(signature(story, commune), party_signed(story, mandate(COMMUNE_HEAD)))


def test_groups_sign_in_order() -> None:
    story = ready_to_sign()
    refused = story.refuses(signature(story, region), core.OutOfTurn)
    assert refused.values["awaited"] == "Commune a2, Opérateur a3"
    first = story.when(signature(story, operator), signature(story, commune))
    text = text_sha256(state_of(story))
    turn = SigningTurn(order=2, organisations=(REGION,), text_sha256=text)
    assert first.history[-1] == e.SignaturesRequested(convention_id=ID, turn=turn)
    assert state_of(first).signing.awaited == {REGION}
    whole = e.ConventionSigned(
        convention_id=ID,
        signed_on=DAY,
        text_sha256=text,
        organisations=(REGION, COMMUNE, OPERATOR),
        contributions=PLEDGES,
    )
    first.then(signature(first, region), party_signed(story, mandate(REGION_HEAD)), whole)


def test_signing_twice_is_refused() -> None:
    story = ready_to_sign()
    once = story.when(signature(story, commune))
    once.refuses(signature(story, commune), core.AlreadySigned)


def test_a_stale_text_is_not_signed() -> None:
    story = ready_to_sign()
    story.refuses(signature(story, commune, text_sha256="0" * 64), core.TextStale)


def test_nobody_signs_before_the_text_was_agreed() -> None:
    story = ready_to_sign()
    eve = commune.on_day(date(2026, 3, 1))
    story.refuses(signature(story, eve), core.SignatureBeforeText)
    story.then(signature(story, commune), party_signed(story, mandate(COMMUNE_HEAD)))


def test_reopening_voids_the_signatures() -> None:
    story = ready_to_sign()
    half = story.when(signature(story, commune), region(ReopenText, reason="erreur"))
    assert state_of(half).signing.signatures == {}
    half.refuses(signature(story, commune), core.CommandClosed)


def refused_by(story: Story, power: Mandate) -> e.SignatureRefused:
    return e.SignatureRefused(
        convention_id=ID,
        organisation_id=power.organisation_id,
        representative_id=power.representative_id,
        mandate_id=power.mandate_id,
        mandate_instrument="deliberation 12/2026",
        text_sha256=text_sha256(state_of(story)),
        reason="vote",
        given_up=PLEDGES,
    )


def test_who_refuses_ends_the_convention() -> None:
    story = ready_to_sign()
    story.then(refusal(story, commune), refused_by(story, mandate(COMMUNE_HEAD)))
    assert state_of(story.when(refusal(story, commune))).state is State.REJECTED
    signed_once = story.when(signature(story, commune))
    signed_once.refuses(refusal(story, commune), core.AlreadySigned)


def test_refusing_takes_the_frozen_text_and_ones_turn() -> None:
    story = ready_to_sign()
    story.refuses(refusal(story, commune, text_sha256="0" * 64), core.TextStale)
    story.refuses(refusal(story, region), core.OutOfTurn)
    in_turn = story.when(signature(story, operator), signature(story, commune))
    in_turn.then(refusal(in_turn, region), refused_by(story, mandate(REGION_HEAD)))


def test_one_person_signs_for_one_party() -> None:
    """The same person, however its subject is written, holds a mandate of two organisations."""
    twice = Caller(subject="Operator-HEAD", organisation=COMMUNE, roles=frozenset({"partner"}))
    story = ready_to_sign()
    half = story.when(signature(story, operator))
    refused = half.refuses(signature(half, Say(twice)), core.OnePersonTwoParties)
    assert refused.values["party"] == "Opérateur a3"
    half.refuses(refusal(half, Say(twice)), core.OnePersonTwoParties)
    story.accepts(signature(story, Say(twice)))
    told = {each.command: each for each in openings(state_of(half), twice, frozenset())}
    assert told["SignConvention"].closed_by == "one-person-two-parties"


def test_a_signature_stays_when_its_mandate_ends() -> None:
    """It held when it signed: the others go on under mandates of their own."""
    story = ready_to_sign()
    brief = mandate(COMMUNE_HEAD, valid_to=DAY)
    half = story.when(signature(story, commune, mandate=brief))
    later = date(2026, 6, 1)
    rest = half.when(*(signature(half, say.on_day(later)) for say in (operator, region)))
    assert state_of(rest).state is State.SIGNED


def test_nobody_signs_before_the_signature_is_open() -> None:
    agreed().refuses(signature(agreed(), commune), core.CommandClosed)
    negotiated().refuses(signature(negotiated(), commune), core.CommandClosed)


def test_only_signatories_sign() -> None:
    payer = Caller(subject="payer", organisation=COMMUNE, roles=frozenset({"accountant"}))
    story = ready_to_sign()
    story.refuses(signature(story, Say(payer)), core.CapacityRefused)

"""Who receives a notice, and when it waits for a recipient."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from mithaq.money import Money
from notifications.domain.notices import Notice
from notifications.domain.signatories import (
    Addressed,
    KnownConvention,
    Mandate,
    Missing,
    Obsolete,
    Party,
    Stale,
    Waiting,
    resolve,
)
from notifications.domain.telling import notices_of
from notifications.heard import conventions as heard
from notifications.heard.ending import RefundClaimed

from .stories import (
    COMMUNE,
    CONVENTION,
    DAY,
    MAYOR,
    NOW,
    OFFICE,
    PRESIDENT,
    REGION,
    REQUESTED,
    recorded,
)

TODAY = NOW.date()
(TURN,) = notices_of(recorded(REQUESTED, 5))
KNOWN = KnownConvention(
    version=5,
    voided_at=0,
    parties=[
        Party(organisation_id=COMMUNE, signs=True),
        Party(organisation_id=REGION, signs=True),
        Party(organisation_id=OFFICE, signs=False),
    ],
)
OPEN = Mandate(organisation_id=COMMUNE, representative_id=MAYOR, valid_from=date(2020, 1, 1))
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def told(notice: Notice, *mandates: Mandate, known: KnownConvention | None = KNOWN) -> object:
    return resolve(notice, known, mandates, NOW)


def addressed(*recipients: tuple[UUID, UUID]) -> Addressed:
    return Addressed(list(recipients))


def test_everyone_with_a_mandate_of_the_organisation_is_told_once() -> None:
    second = replace(OPEN, valid_from=date(2026, 1, 1))
    other = replace(OPEN, organisation_id=REGION, representative_id=PRESIDENT)
    assert told(TURN, OPEN, second, other) == addressed((MAYOR, COMMUNE))


def test_without_a_mandate_the_notice_waits() -> None:
    assert told(TURN) == Waiting(Missing.SIGNATORY)
    assert told(TURN, OPEN, known=None) == Waiting(Missing.CONVENTION)
    behind = replace(KNOWN, version=4)
    assert told(TURN, OPEN, known=behind) == Waiting(Missing.CONVENTION)


def test_a_mandate_counts_on_the_day_of_the_request_or_today() -> None:
    then = replace(OPEN, valid_to=DAY)
    since = replace(OPEN, valid_from=TODAY)
    never = replace(OPEN, valid_to=DAY - timedelta(days=1))
    assert told(TURN, then) == told(TURN, since) == addressed((MAYOR, COMMUNE))
    assert told(TURN, never) == Waiting(Missing.SIGNATORY)


def test_a_revoked_mandate_does_not_count() -> None:
    assert told(TURN, replace(OPEN, revoked_on=TODAY)) == Waiting(Missing.SIGNATORY)
    later = replace(OPEN, revoked_on=TODAY + timedelta(days=1))
    assert told(TURN, later) == addressed((MAYOR, COMMUNE))


def test_a_turn_voided_since_is_not_told_but_news_is() -> None:
    voided = replace(KNOWN, version=6, voided_at=6)
    assert told(TURN, OPEN, known=voided) == Obsolete()
    signed = heard.ConventionSigned(
        convention_id=CONVENTION, signed_on=DAY, organisations=(COMMUNE,)
    )
    (news,) = notices_of(recorded(signed, 5, at=NOW))
    assert told(news, OPEN, known=voided) == addressed((MAYOR, COMMUNE))


def test_a_turn_whose_party_signed_since_is_not_told_and_another_s_is() -> None:
    after = replace(KNOWN, version=6, signed_at={COMMUNE: 6})
    assert told(TURN, OPEN, known=after) == Obsolete()
    before = replace(KNOWN, signed_at={COMMUNE: 4, REGION: 6})  # asked again after a reopening
    assert told(TURN, OPEN, known=before) == addressed((MAYOR, COMMUNE))


def test_news_of_long_ago_is_stale_and_a_turn_that_lasts_is_told() -> None:
    long_ago = NOW - timedelta(days=8)
    signed = heard.ConventionSigned(
        convention_id=CONVENTION, signed_on=DAY, organisations=(COMMUNE,)
    )
    (news,) = notices_of(recorded(signed, 5, at=long_ago))
    (turn,) = notices_of(recorded(REQUESTED, 5, at=long_ago))
    assert told(news, OPEN) == Stale()
    assert told(turn, OPEN) == addressed((MAYOR, COMMUNE))


def test_a_turn_asked_for_again_after_a_reopening_is_told() -> None:
    reopened_before = replace(KNOWN, voided_at=4)
    assert told(TURN, OPEN, known=reopened_before) == addressed((MAYOR, COMMUNE))


def test_a_refusal_goes_to_the_other_parties_that_sign() -> None:
    refused = heard.SignatureRefused(
        convention_id=CONVENTION, organisation_id=REGION, reason="Budget"
    )
    (notice,) = notices_of(recorded(refused, 5, at=NOW))
    others = [
        OPEN,
        replace(OPEN, organisation_id=REGION, representative_id=PRESIDENT),
        replace(OPEN, organisation_id=OFFICE, representative_id=UUID(int=13)),
    ]
    assert told(notice, *others) == addressed((MAYOR, COMMUNE))


def test_a_refusal_goes_to_who_asked_for_the_signatures_and_to_a_lead_that_does_not_sign() -> None:
    refused = heard.SignatureRefused(
        convention_id=CONVENTION, organisation_id=REGION, reason="Budget"
    )
    (notice,) = notices_of(recorded(refused, 5, at=NOW))
    lead, asker = UUID(int=5), UUID(int=6)
    leading = Party(organisation_id=lead, signs=False, leads=True)
    known = replace(KNOWN, parties=[*KNOWN.parties, leading], asked_by=asker)
    of_lead = replace(OPEN, organisation_id=lead, representative_id=UUID(int=15))
    of_asker = replace(OPEN, organisation_id=asker, representative_id=UUID(int=16))
    witness = replace(OPEN, organisation_id=OFFICE, representative_id=UUID(int=13))
    everyone = (OPEN, of_lead, of_asker, witness)
    assert told(notice, *everyone, known=known) == addressed(
        (MAYOR, COMMUNE), (UUID(int=15), lead), (UUID(int=16), asker)
    )
    assert told(notice, *everyone, known=replace(known, asked_by=REGION)) == addressed(
        (MAYOR, COMMUNE), (UUID(int=15), lead)
    )


def test_a_refund_goes_to_the_delegated_owner_or_else_to_the_owner() -> None:
    claimed = RefundClaimed(
        convention_id=CONVENTION,
        tranche="T1",
        organisation_id=REGION,
        amount=Money(300),
        advance=Money(0),
        refund_by=DAY,
    )
    (notice,) = notices_of(recorded(claimed, 5, at=NOW))
    owner = Party(organisation_id=COMMUNE, signs=True, builds=1)
    delegate = Party(organisation_id=OFFICE, signs=False, builds=2)
    payer = Party(organisation_id=REGION, signs=True)
    everyone = (
        OPEN,
        replace(OPEN, organisation_id=REGION, representative_id=PRESIDENT),
        replace(OPEN, organisation_id=OFFICE, representative_id=UUID(int=13)),
    )
    known = replace(KNOWN, parties=[owner, payer])
    assert told(notice, *everyone, known=known) == addressed((MAYOR, COMMUNE))
    known = replace(KNOWN, parties=[owner, payer, delegate])
    assert told(notice, *everyone, known=known) == addressed((UUID(int=13), OFFICE))
    leading = replace(payer, leads=True)
    known = replace(KNOWN, parties=[replace(owner, builds=0), leading], asked_by=None)
    assert told(notice, *everyone, known=known) == addressed((PRESIDENT, REGION))


@given(start=days, end=st.none() | days, revoked=st.none() | days, asked=days, today=days)
def test_property_nobody_is_told_who_could_sign_on_neither_day(
    start: date, end: date | None, revoked: date | None, asked: date, today: date
) -> None:
    mandate = replace(OPEN, valid_from=start, valid_to=end, revoked_on=revoked)

    def signs(day: date) -> bool:
        return start <= day <= (end or date.max) and not (revoked and revoked <= day)

    if mandate.lets_sign(asked, today):
        assert signs(asked) or signs(today)

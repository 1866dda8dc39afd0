"""Which events give notices, to whom, once."""

from datetime import date

from notifications.domain.notices import Audience, Template, delivery_id, notices_of
from notifications.heard import conventions as heard

from .stories import COMMUNE, CONVENTION, MAYOR, REGION, REQUESTED, recorded, requested


def test_a_request_is_told_to_each_organisation_whose_turn_it_is() -> None:
    cause = recorded(requested(COMMUNE, REGION, COMMUNE), 7)
    notices = notices_of(cause)
    assert [notice.organisation_id for notice in notices] == [COMMUNE, REGION]
    assert {notice.template for notice in notices} == {Template.SIGNATURE_TURN}
    assert {(notice.cause, notice.version) for notice in notices} == {(cause.event_id, 7)}


def test_the_end_of_signature_is_told_with_its_day() -> None:
    event = heard.ConventionSigned(
        convention_id=CONVENTION, signed_on=date(2026, 3, 9), organisations=(COMMUNE,)
    )
    (notice,) = notices_of(recorded(event, 9))
    assert (notice.template, notice.facts) == (
        Template.CONVENTION_SIGNED,
        {"signed_on": "2026-03-09"},
    )


def test_a_refusal_is_told_to_the_others() -> None:
    event = heard.SignatureRefused(
        convention_id=CONVENTION, organisation_id=COMMUNE, reason="Budget"
    )
    (notice,) = notices_of(recorded(event, 9))
    assert notice.audience is Audience.OTHER_PARTIES
    assert notice.facts == {"reason": "Budget", "refused_by": str(COMMUNE)}


def test_an_amendment_keeps_its_number() -> None:
    turn = heard.AmendmentSignaturesRequested(
        convention_id=CONVENTION, amendment=2, turn=heard.SigningTurn(organisations=(COMMUNE,))
    )
    signed = heard.AmendmentSigned(
        convention_id=CONVENTION,
        amendment=2,
        signed_on=date(2026, 3, 9),
        organisations=(COMMUNE,),
    )
    notices = [*notices_of(recorded(turn, 3)), *notices_of(recorded(signed, 4))]
    assert [notice.amendment for notice in notices] == [2, 2]
    assert [notice.template for notice in notices] == [
        Template.AMENDMENT_TURN,
        Template.AMENDMENT_SIGNED,
    ]


def test_ids_depend_on_cause_recipient_and_template_alone() -> None:
    cause = recorded(REQUESTED, 1)
    assert [each.id for each in notices_of(cause)] == [each.id for each in notices_of(cause)]
    turn = delivery_id(cause.event_id, MAYOR, Template.SIGNATURE_TURN)
    assert turn == delivery_id(cause.event_id, MAYOR, Template.SIGNATURE_TURN)
    assert turn != delivery_id(cause.event_id, MAYOR, Template.CONVENTION_SIGNED)


def test_extra_fields_of_a_foreign_event_are_ignored() -> None:
    payload = (
        f'{{"convention_id":"{CONVENTION}","turn":{{"organisations":["{COMMUNE}"],"order":1,'
        '"text_sha256":"ab","added_later":true},"added_later":true}'
    )
    assert heard.NOTICED.decode("SignaturesRequested", 1, payload) == REQUESTED


def test_a_changed_text_is_told_to_whom_it_asks_and_to_whom_it_does_not() -> None:
    event = heard.NegotiationRoundOpened(
        convention_id=CONVENTION,
        deadline=date(2026, 3, 31),
        kept=(REGION,),
        asked=(heard.Asked(organisation_id=COMMUNE),),
    )
    notices = notices_of(recorded(event, 9))
    assert [(each.template, each.organisation_id) for each in notices] == [
        (Template.POSITION_AWAITED, COMMUNE),
        (Template.ACCORD_KEPT, REGION),
    ]
    assert {each.facts["deadline"] for each in notices} == {"2026-03-31"}
    first = heard.NegotiationRoundOpened(convention_id=CONVENTION, deadline=date(2026, 3, 31))
    assert notices_of(recorded(first, 9)) == []


def test_whoever_proposed_the_words_is_told_that_they_are_taken_over() -> None:
    event = heard.ProposalAdopted(
        convention_id=CONVENTION, organisation_id=COMMUNE, article="financing"
    )
    (notice,) = notices_of(recorded(event, 9))
    assert (notice.template, notice.facts) == (
        Template.PROPOSAL_ADOPTED,
        {"article": "financing"},
    )

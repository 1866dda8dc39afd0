"""Which events give notices, to whom, once."""

from dataclasses import replace
from datetime import date
from typing import Any, get_args
from uuid import UUID

import pytest
from mithaq.money import Money
from notifications.domain.excerpt import excerpts
from notifications.domain.notices import NO_ORGANISATION, Audience, Template, delivery_id
from notifications.domain.telling import TOLD, notices_of
from notifications.heard import conventions as heard
from notifications.heard.approvals import (
    AmendmentApprovalGranted,
    ApprovalGranted,
    RequiredApproval,
)
from notifications.heard.committees import (
    CommitteeOverdue,
    DecisionOverdue,
    MeetingCancelled,
    MeetingConvened,
    MeetingPostponed,
)
from notifications.heard.conditions import ConditionFailed, ConditionMet
from notifications.heard.conventions import Noticed
from notifications.heard.ending import (
    ConventionResumed,
    ConventionSuspended,
    ConventionTerminated,
    RefundClaimed,
    RefundOverdue,
    TerminationPronounced,
)
from notifications.heard.formal_notices import Breach, NoticeExpired, NoticeServed
from notifications.heard.justifications import JustificationRefused
from notifications.heard.obligations import (
    EvidenceCertified,
    EvidenceReturned,
    ObligationDueSoon,
    ObligationMissed,
)
from notifications.heard.shares import Share, SplitOverdue
from notifications.heard.signatures import (
    ForwardEnded,
    SignatoryWithoutMandate,
    SignatureForwarded,
    TextCorrected,
)
from notifications.heard.timing import (
    DurationEnding,
    DurationOver,
    LatePart,
    SignatoryMandateEnding,
    TrancheOverdue,
)

from .stories import (
    COMMUNE,
    CONVENTION,
    MAYOR,
    OFFICE,
    PRESIDENT,
    REGION,
    REQUESTED,
    recorded,
    requested,
)


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


def test_every_noticed_event_has_an_entry_and_no_other() -> None:
    assert TOLD.keys() == set(get_args(Noticed))


def test_a_forwarded_signature_is_told_to_each_of_the_two_persons_alone() -> None:
    event = SignatureForwarded(
        convention_id=CONVENTION,
        organisation_id=COMMUNE,
        from_representative_id=MAYOR,
        representative_id=PRESIDENT,
        reason="Absence",
    )
    notices = notices_of(recorded(event, 9))
    assert [(each.template, each.facts["person"]) for each in notices] == [
        (Template.SIGNATURE_FORWARDED, str(PRESIDENT)),
        (Template.FORWARDED_BY_YOU, str(MAYOR)),
    ]
    assert {each.audience for each in notices} == {Audience.PERSON}


@pytest.mark.parametrize(
    ("void", "template"),
    [((), Template.TEXT_CORRECTED), ((COMMUNE,), Template.TEXT_CORRECTED_ANEW)],
)
def test_a_correction_says_whether_all_sign_again(
    void: tuple[UUID, ...], template: Template
) -> None:
    event = TextCorrected(
        convention_id=CONVENTION,
        field="title_fr",
        before="Convetion de Tanger",
        after="Convention de Tanger",
        void_signatures=void,
    )
    (notice,) = notices_of(recorded(event, 9))
    assert (notice.template, notice.audience) == (template, Audience.ALL_PARTIES)
    assert notice.facts == {"before": "Convetion de Tanger", "after": "Convention de Tanger"}


def test_of_a_long_field_the_words_around_the_change_are_told() -> None:
    start, end = "début du texte " * 20, " fin du texte" * 20
    before, after = excerpts(f"{start}artcile 4{end}", f"{start}article 4{end}")
    assert before.startswith("…")
    assert before.endswith("…")
    assert ("artcile 4" in before, "article 4" in after) == (True, True)
    assert max(len(before), len(after)) < 110
    assert excerpts("", "a") == ("", "a")
    assert excerpts("aa", "aaa") == ("aa", "aaa")
    for text in (before, after):
        assert not set(text.strip("…").split()) - {
            *start.split(),
            *end.split(),
            "artcile",
            "article",
            "4",
        }


def test_a_condition_is_told_as_met_refused_or_too_late() -> None:
    met = ConditionMet(convention_id=CONVENTION, condition="vote", decided_on=date(2026, 5, 1))
    failed = [
        ConditionFailed(convention_id=CONVENTION, condition="vote", refused=refused)
        for refused in (True, False)
    ]
    notices = [notice for event in (met, *failed) for notice in notices_of(recorded(event, 9))]
    assert [each.template for each in notices] == [
        Template.CONDITION_MET,
        Template.CONDITION_REFUSED,
        Template.CONDITION_EXPIRED,
    ]
    assert {each.audience for each in notices} == {Audience.ALL_PARTIES}


def test_a_lapse_is_told_with_the_day_that_passed() -> None:
    event = heard.ConventionLapsed(convention_id=CONVENTION, sign_by=date(2026, 5, 1))
    (notice,) = notices_of(recorded(event, 9))
    assert (notice.template, notice.facts) == (
        Template.CONVENTION_LAPSED,
        {"sign_by": "2026-05-01"},
    )


def test_only_an_approval_by_silence_is_told_to_who_conducts_and_to_who_was_silent() -> None:
    approval = RequiredApproval(kind="interior", organisation_id=OFFICE)
    given = ApprovalGranted(convention_id=CONVENTION, approval=approval)
    assert notices_of(recorded(given, 9)) == []
    tacit = ApprovalGranted(convention_id=CONVENTION, approval=approval, tacit=True)
    notices = notices_of(recorded(tacit, 9))
    assert [(each.template, each.audience) for each in notices] == [
        (Template.APPROVAL_TACIT, Audience.CONDUCTING),
        (Template.SILENCE_COUNTED, Audience.PEOPLE),
    ]
    assert notices[1].organisation_id == OFFICE
    amended = AmendmentApprovalGranted(
        convention_id=CONVENTION, amendment=2, approval=approval, tacit=True
    )
    notices = notices_of(recorded(amended, 9))
    assert [(each.template, each.amendment) for each in notices] == [
        (Template.AMENDMENT_APPROVAL_TACIT, 2),
        (Template.AMENDMENT_SILENCE_COUNTED, 2),
    ]
    assert notices_of(recorded(replace(amended, tacit=False), 9)) == []


def test_each_party_is_told_of_what_it_has_to_split_itself() -> None:
    shares = [(COMMUNE, 300), (REGION, 50), (COMMUNE, 200)]
    event = SplitOverdue(
        convention_id=CONVENTION,
        split_by=date(2026, 6, 1),
        shares=tuple(
            Share(organisation_id=party, amount=Money(amount)) for party, amount in shares
        ),
    )
    notices = notices_of(recorded(event, 9))
    told = {each.organisation_id: (each.facts["shares"], each.facts["amount"]) for each in notices}
    assert told == {COMMUNE: ("2", "5.00"), REGION: ("1", "0.50")}


def overdue(over_days: int, *kinds: str) -> TrancheOverdue:
    owed_by = {"payment": (COMMUNE,), "call": (REGION,), "blocked": ()}
    return TrancheOverdue(
        convention_id=CONVENTION,
        tranche="T1",
        due_on=date(2026, 6, 1),
        over_days=over_days,
        parts=tuple(
            LatePart(kind=kind, amount=Money(500), owed_by=owed_by[kind], since=date(2026, 6, 2))
            for kind in kinds
        ),
    )


@pytest.mark.parametrize(
    ("over_days", "templates"),
    [
        (0, [Template.TRANCHE_DUE]),
        (30, [Template.TRANCHE_LATE]),
        (60, [Template.TRANCHE_LATE, Template.LATE_ESCALATED]),
        (180, [Template.TRANCHE_LATE, Template.LATE_ESCALATED]),
    ],
)
def test_who_is_late_is_told_and_later_who_conducts(
    over_days: int, templates: list[Template]
) -> None:
    notices = notices_of(recorded(overdue(over_days, "payment"), 9))
    assert [each.template for each in notices] == templates
    assert notices[0].organisation_id == COMMUNE
    assert all(each.audience is Audience.CONDUCTING for each in notices[1:])


def test_what_is_blocked_is_told_to_nobody_and_what_may_be_called_to_who_builds() -> None:
    assert notices_of(recorded(overdue(90, "blocked"), 9)) == []
    [notice] = notices_of(recorded(overdue(90, "call", "blocked"), 9))
    assert (notice.template, notice.organisation_id) == (Template.FUNDS_NOT_CALLED, REGION)


def test_a_mandate_that_ends_is_told_to_all_who_represent_the_party() -> None:
    event = SignatoryMandateEnding(
        convention_id=CONVENTION, organisation_id=COMMUNE, last_day=date(2026, 12, 31)
    )
    (notice,) = notices_of(recorded(event, 9))
    assert (notice.template, notice.audience) == (Template.MANDATE_ENDING, Audience.PEOPLE)
    assert notice.facts == {"last_day": "2026-12-31"}


def test_the_end_of_a_duration_is_told_to_all() -> None:
    day = date(2027, 1, 1)
    events = (
        DurationEnding(convention_id=CONVENTION, ends_on=day),
        DurationOver(convention_id=CONVENTION, ends_on=day),
    )
    notices = [notice for event in events for notice in notices_of(recorded(event, 9))]
    assert [(each.template, each.audience) for each in notices] == [
        (Template.DURATION_ENDING, Audience.ALL_PARTIES),
        (Template.DURATION_OVER, Audience.ALL_PARTIES),
    ]


def test_each_member_of_a_committee_is_told_when_it_meets_and_when_it_does_not() -> None:
    key: dict[str, Any] = {
        "convention_id": CONVENTION,
        "committee": "pilotage",
        "meets_on": date(2026, 6, 15),
        "members": (COMMUNE, REGION),
    }
    for event, template, fact in (
        (MeetingConvened(**key, place="Siège", agenda="Bilan"), Template.MEETING_CONVENED, "place"),
        (MeetingPostponed(**key, reason="salle"), Template.MEETING_POSTPONED, "reason"),
        (MeetingCancelled(**key, reason="objet"), Template.MEETING_CANCELLED, "reason"),
    ):
        notices = notices_of(recorded(event, 9))
        assert [each.organisation_id for each in notices] == [COMMUNE, REGION]
        assert {(x.template, x.audience) for x in notices} == {(template, Audience.PEOPLE)}
        assert all(fact in each.facts for each in notices)


def test_who_owes_something_is_told_what_becomes_of_it() -> None:
    key: dict[str, Any] = {
        "convention_id": CONVENTION,
        "organisation_id": COMMUNE,
        "subject_fr": "Rapport",
        "subject_ar": "تقرير",
    }
    day = date(2026, 10, 1)
    missed = notices_of(recorded(ObligationMissed(**key, due_on=day), 9))
    assert [(each.organisation_id, each.audience) for each in missed] == [
        (COMMUNE, Audience.PEOPLE),
        (NO_ORGANISATION, Audience.CONDUCTING),
    ]
    assert missed[0].facts["due_on"] == "2026-10-01"
    for event, template in (
        (ObligationDueSoon(**key, due_on=day), Template.OBLIGATION_DUE_SOON),
        (EvidenceReturned(**key, reason="r", due_again_on=day), Template.EVIDENCE_RETURNED),
        (EvidenceCertified(**key), Template.EVIDENCE_CERTIFIED),
    ):
        (told,) = notices_of(recorded(event, 9))
        assert (told.template, told.organisation_id) == (template, COMMUNE)


def test_who_lost_its_mandates_and_who_may_sign_again_are_told() -> None:
    key = {"convention_id": CONVENTION, "organisation_id": COMMUNE}
    (lost,) = notices_of(recorded(SignatoryWithoutMandate(**key), 9))
    (again,) = notices_of(recorded(ForwardEnded(**key), 9))
    assert (lost.template, lost.audience) == (Template.WITHOUT_MANDATE, Audience.PEOPLE)
    assert (again.template, again.audience) == (Template.FORWARD_ENDED, Audience.ORGANISATION)


def test_an_amendment_that_ends_unsigned_is_told_to_all_and_to_who_had_signed_to_join() -> None:
    key: dict[str, Any] = {
        "convention_id": CONVENTION,
        "amendment": 2,
        "void_signatures": (OFFICE,),
    }
    refused = heard.AmendmentRefused(**key, organisation_id=COMMUNE, reason="Budget")
    lapsed = heard.AmendmentLapsed(**key, sign_by=date(2026, 5, 1))
    for event, template, audience in (
        (refused, Template.AMENDMENT_REFUSED, Audience.OTHER_PARTIES),
        (lapsed, Template.AMENDMENT_LAPSED, Audience.ALL_PARTIES),
    ):
        notices = notices_of(recorded(event, 9))
        assert {each.template for each in notices} == {template}
        assert [each.audience for each in notices] == [audience, Audience.ORGANISATION]
        assert (notices[1].organisation_id, notices[1].amendment) == (OFFICE, 2)


def told(event: Any) -> list[tuple[Template, Audience, UUID]]:
    return [
        (each.template, each.audience, each.organisation_id)
        for each in notices_of(recorded(event, 9))
    ]


def test_a_formal_notice_is_told_to_its_addressee_and_unheeded_also_to_who_conducts() -> None:
    key: dict[str, Any] = {
        "convention_id": CONVENTION,
        "addressee": COMMUNE,
        "breach": Breach(kind="money_unpaid", subject="T1"),
        "expires_on": date(2026, 7, 31),
    }
    served = NoticeServed(**key, reason="Retard")
    (notice,) = notices_of(recorded(served, 9))
    assert notice.facts == {
        "addressee": str(COMMUNE),
        "breach": "money_unpaid",
        "breached": "T1",
        "expires_on": "2026-07-31",
        "reason": "Retard",
    }
    assert told(served) == [(Template.NOTICE_SERVED, Audience.PEOPLE, COMMUNE)]
    assert told(NoticeExpired(**key)) == [
        (Template.NOTICE_EXPIRED, Audience.PEOPLE, COMMUNE),
        (Template.NOTICE_EXPIRED, Audience.CONDUCTING, NO_ORGANISATION),
    ]


def test_what_stops_a_convention_is_told_to_all() -> None:
    day = date(2026, 8, 1)
    for event, template in (
        (
            ConventionSuspended(convention_id=CONVENTION, reason="r"),
            Template.CONVENTION_SUSPENDED,
        ),
        (ConventionResumed(convention_id=CONVENTION, reason="r"), Template.CONVENTION_RESUMED),
        (
            ConventionTerminated(convention_id=CONVENTION, amendment=2),
            Template.CONVENTION_TERMINATED,
        ),
        (
            TerminationPronounced(
                convention_id=CONVENTION,
                defaulting=COMMUNE,
                reason="r",
                effective_on=day,
                refund_by=day,
            ),
            Template.TERMINATION_PRONOUNCED,
        ),
    ):
        assert told(event) == [(template, Audience.ALL_PARTIES, NO_ORGANISATION)]


def test_a_refund_is_told_to_who_holds_the_money_and_late_also_to_who_waits_for_it() -> None:
    key: dict[str, Any] = {
        "convention_id": CONVENTION,
        "tranche": "T1",
        "organisation_id": COMMUNE,
    }
    day = date(2026, 9, 30)
    claimed = RefundClaimed(**key, amount=Money(300), advance=Money(200), refund_by=day)
    (notice,) = notices_of(recorded(claimed, 9))
    assert (notice.audience, notice.facts["amount"]) == (Audience.HOLDING, "5.00")
    assert notice.facts["refund_by"] == "2026-09-30"
    assert notices_of(recorded(replace(claimed, refund_by=None), 9)) == []
    assert told(RefundOverdue(**key, refund_by=day, left=Money(100))) == [
        (Template.REFUND_OVERDUE, Audience.HOLDING, NO_ORGANISATION),
        (Template.REFUND_OVERDUE, Audience.PEOPLE, COMMUNE),
    ]


def test_a_refused_proof_is_told_to_who_handed_it_in() -> None:
    event = JustificationRefused(
        convention_id=CONVENTION, tranche="T1", amount=Money(300), reason="Illisible"
    )
    assert told(event) == [(Template.JUSTIFICATION_REFUSED, Audience.HOLDING, NO_ORGANISATION)]


def test_what_a_committee_left_undone_is_told_to_who_conducts() -> None:
    key: dict[str, Any] = {
        "convention_id": CONVENTION,
        "committee": "pilotage",
        "due_by": date(2026, 10, 31),
    }
    assert told(CommitteeOverdue(**key)) == [
        (Template.COMMITTEE_OVERDUE, Audience.CONDUCTING, NO_ORGANISATION)
    ]
    assert told(DecisionOverdue(**key, decision="etude", carried_out_by=REGION)) == [
        (Template.DECISION_OVERDUE, Audience.PEOPLE, REGION),
        (Template.DECISION_OVERDUE, Audience.CONDUCTING, NO_ORGANISATION),
    ]

"""Which events are worth a message, from which template, to whom: a table, an entry an event."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.money import Total

from notifications.domain import telling_ending as ending
from notifications.domain import telling_time as time
from notifications.domain.excerpt import excerpts
from notifications.domain.notices import PERSON, Audience, Notice, Template
from notifications.domain.told import Told
from notifications.heard import conventions as heard
from notifications.heard.approvals import AmendmentApprovalGranted, ApprovalGranted, Granted
from notifications.heard.committees import (
    CommitteeOverdue,
    DecisionOverdue,
    MeetingCancelled,
    MeetingConvened,
    MeetingEvent,
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
from notifications.heard.formal_notices import NoticeExpired, NoticeServed
from notifications.heard.justifications import JustificationRefused
from notifications.heard.obligations import (
    EvidenceCertified,
    EvidenceReturned,
    ObligationDueSoon,
    ObligationEvent,
    ObligationMissed,
)
from notifications.heard.shares import SplitOverdue
from notifications.heard.signatures import (
    ForwardEnded,
    SignatoryWithoutMandate,
    SignatureForwarded,
    TextCorrected,
)
from notifications.heard.timing import (
    DurationEnding,
    DurationOver,
    SignatoryMandateEnding,
    TrancheOverdue,
)


def notices_of(recorded: Recorded[Noticed]) -> Sequence[Notice]:
    """The notices that an event gives: one an organisation, even if it is named twice."""
    event = recorded.event
    return [
        Notice(
            cause=recorded.event_id,
            template=told.template,
            audience=told.audience,
            organisation_id=organisation,
            convention_id=event.convention_id,
            amendment=getattr(event, "amendment", 0),
            version=recorded.version,
            effective_date=recorded.effective_date,
            recorded_at=recorded.recorded_at,
            correlation_id=recorded.meta.correlation_id,
            facts=told.facts,
        )
        for told in TOLD[type(event)](event)
        for organisation in dict.fromkeys(told.organisations)
    ]


def _signed(
    template: Template, event: heard.ConventionSigned | heard.AmendmentSigned
) -> Sequence[Told]:
    facts = {"signed_on": event.signed_on.isoformat()}
    return [Told(template, event.organisations, facts)]


def _refused(event: heard.SignatureRefused) -> Sequence[Told]:
    party = event.organisation_id
    facts = {"reason": event.reason, "refused_by": str(party)}
    return [Told(Template.SIGNATURE_REFUSED, (party,), facts, Audience.OTHER_PARTIES)]


def _amendment_refused(event: heard.AmendmentRefused) -> Sequence[Told]:
    """Who had signed is told besides, which may be no party yet."""
    party, template = event.organisation_id, Template.AMENDMENT_REFUSED
    facts = {"reason": event.reason, "refused_by": str(party)}
    return [
        Told(template, (party,), facts, Audience.OTHER_PARTIES),
        Told(template, tuple(each for each in event.void_signatures if each != party), facts),
    ]


def _amendment_lapsed(event: heard.AmendmentLapsed) -> Sequence[Told]:
    """The same."""
    template, facts = Template.AMENDMENT_LAPSED, {"sign_by": event.sign_by.isoformat()}
    return [
        Told(template, facts=facts, audience=Audience.ALL_PARTIES),
        Told(template, event.void_signatures, facts),
    ]


def _round(event: heard.NegotiationRoundOpened) -> Sequence[Told]:
    """Of a text that changed since: who is asked anew, and who is not but may object."""
    facts = {"deadline": event.deadline.isoformat()}
    again = tuple(each.organisation_id for each in event.asked)
    return [
        Told(Template.POSITION_AWAITED, again, facts),
        Told(Template.ACCORD_KEPT, event.kept, facts),
    ]


def _adopted(event: heard.ProposalAdopted) -> Sequence[Told]:
    facts = {"article": event.article}
    return [Told(Template.PROPOSAL_ADOPTED, (event.organisation_id,), facts)]


def _corrected(event: TextCorrected) -> Sequence[Told]:
    before, after = excerpts(event.before, event.after)
    template = Template.TEXT_CORRECTED_ANEW if event.void_signatures else Template.TEXT_CORRECTED
    facts = {"before": before, "after": after}
    return [Told(template, facts=facts, audience=Audience.ALL_PARTIES)]


def _forwarded(event: SignatureForwarded) -> Sequence[Told]:
    """Each of the two persons alone."""
    party = (event.organisation_id,)
    persons = {
        Template.SIGNATURE_FORWARDED: event.representative_id,
        Template.FORWARDED_BY_YOU: event.from_representative_id,
    }
    return [
        Told(template, party, {PERSON: str(person), "reason": event.reason}, Audience.PERSON)
        for template, person in persons.items()
    ]


def _without_mandate(event: SignatoryWithoutMandate) -> Sequence[Told]:
    """Nobody of it may sign: all who represent it are told."""
    party = (event.organisation_id,)
    return [Told(Template.WITHOUT_MANDATE, party, audience=Audience.PEOPLE)]


def _failed(event: ConditionFailed) -> Sequence[Told]:
    template = Template.CONDITION_REFUSED if event.refused else Template.CONDITION_EXPIRED
    return [Told(template, facts={"condition": event.condition}, audience=Audience.ALL_PARTIES)]


def _met(event: ConditionMet) -> Sequence[Told]:
    facts = {"condition": event.condition, "decided_on": event.decided_on.isoformat()}
    return [Told(Template.CONDITION_MET, facts=facts, audience=Audience.ALL_PARTIES)]


_OF_TEXT: Final = (Template.APPROVAL_TACIT, Template.SILENCE_COUNTED)
_OF_AMENDMENT: Final = (Template.AMENDMENT_APPROVAL_TACIT, Template.AMENDMENT_SILENCE_COUNTED)


def _granted(event: Granted) -> Sequence[Told]:
    """By silence alone: who conducts the convention, and the body that did not answer."""
    body = event.approval.organisation_id
    if not event.tacit or body is None:
        return []
    facts = {"approval": event.approval.kind, "body": str(body)}
    to_lead, to_body = _OF_TEXT if isinstance(event, ApprovalGranted) else _OF_AMENDMENT
    return [
        Told(to_lead, facts=facts, audience=Audience.CONDUCTING),
        Told(to_body, (body,), facts, Audience.PEOPLE),
    ]


def _overdue(event: SplitOverdue) -> Sequence[Told]:
    return _of_shares(Template.SPLIT_OVERDUE, event)


def _of_shares(template: Template, event: SplitOverdue) -> Sequence[Told]:
    """Each party of what it has to split itself."""
    owed: defaultdict[UUID, list[Any]] = defaultdict(list)
    for share in event.shares:
        owed[share.organisation_id].append(share.amount)
    return [
        Told(
            template,
            (party,),
            {
                "split_by": event.split_by.isoformat(),
                "shares": str(len(amounts)),
                "amount": str(Total.of(amounts)),
            },
        )
        for party, amounts in owed.items()
    ]


def _meeting(template: Template, event: MeetingEvent) -> Sequence[Told]:
    """All who represent a member: who goes there is the member's to say."""
    facts = {"committee": event.committee, "meets_on": event.meets_on.isoformat()}
    if isinstance(event, MeetingConvened):
        facts |= {"place": event.place, "agenda": event.agenda}
    else:
        facts |= {"reason": event.reason}
    return [Told(template, event.members, facts, Audience.PEOPLE)]


def _committee_overdue(event: CommitteeOverdue) -> Sequence[Told]:
    facts = {"committee": event.committee, "due_by": event.due_by.isoformat()}
    return [Told(Template.COMMITTEE_OVERDUE, facts=facts, audience=Audience.CONDUCTING)]


def _decision_overdue(event: DecisionOverdue) -> Sequence[Told]:
    """Who was to carry it out, and who conducts."""
    template, party = Template.DECISION_OVERDUE, event.carried_out_by
    facts = {
        "committee": event.committee,
        "decision": event.decision,
        "due_by": event.due_by.isoformat(),
        "carrier": str(party),
    }
    return [
        Told(template, (party,), facts, Audience.PEOPLE),
        Told(template, facts=facts, audience=Audience.CONDUCTING),
    ]


def _owed(template: Template, event: ObligationEvent, **facts: str) -> Sequence[Told]:
    """All who represent the party that owes it."""
    owner = event.organisation_id
    about = {"owner": str(owner), "subject_fr": event.subject_fr, **facts}
    if event.subject_ar is not None:
        about["subject_ar"] = event.subject_ar
    return [Told(template, (owner,), about, Audience.PEOPLE)]


def _dated(template: Template, event: ObligationDueSoon | ObligationMissed) -> Sequence[Told]:
    day = event.due_on
    return [] if day is None else _owed(template, event, due_on=day.isoformat())


def _missed(event: ObligationMissed) -> Sequence[Told]:
    """Who conducts the convention besides."""
    owner = _dated(Template.OBLIGATION_MISSED, event)
    lead = (Told(each.template, facts=each.facts, audience=Audience.CONDUCTING) for each in owner)
    return [*owner, *lead]


TOLD: Final[Mapping[type[Noticed], Callable[[Any], Sequence[Told]]]] = {
    heard.SignaturesRequested: lambda event: [
        Told(Template.SIGNATURE_TURN, event.turn.organisations)
    ],
    heard.AmendmentSignaturesRequested: lambda event: [
        Told(Template.AMENDMENT_TURN, event.turn.organisations)
    ],
    heard.ConventionSigned: lambda event: _signed(Template.CONVENTION_SIGNED, event),
    heard.AmendmentSigned: lambda event: _signed(Template.AMENDMENT_SIGNED, event),
    heard.SignatureRefused: _refused,
    heard.ConventionLapsed: lambda event: [
        Told(
            Template.CONVENTION_LAPSED,
            facts={"sign_by": event.sign_by.isoformat()},
            audience=Audience.ALL_PARTIES,
        )
    ],
    heard.AmendmentRefused: _amendment_refused,
    heard.AmendmentLapsed: _amendment_lapsed,
    heard.NegotiationRoundOpened: _round,
    heard.ProposalAdopted: _adopted,
    TextCorrected: _corrected,
    SignatureForwarded: _forwarded,
    ForwardEnded: lambda event: [Told(Template.FORWARD_ENDED, (event.organisation_id,))],
    SignatoryWithoutMandate: _without_mandate,
    ConditionMet: _met,
    ConditionFailed: _failed,
    ApprovalGranted: _granted,
    AmendmentApprovalGranted: _granted,
    SplitOverdue: _overdue,
    TrancheOverdue: time.overdue,
    DurationEnding: time.ending,
    DurationOver: time.over,
    MeetingConvened: partial(_meeting, Template.MEETING_CONVENED),
    MeetingPostponed: partial(_meeting, Template.MEETING_POSTPONED),
    MeetingCancelled: partial(_meeting, Template.MEETING_CANCELLED),
    ObligationDueSoon: lambda event: _dated(Template.OBLIGATION_DUE_SOON, event),
    ObligationMissed: _missed,
    EvidenceReturned: lambda event: _owed(
        Template.EVIDENCE_RETURNED,
        event,
        reason=event.reason,
        due_on=event.due_again_on.isoformat(),
    ),
    EvidenceCertified: lambda event: _owed(Template.EVIDENCE_CERTIFIED, event),
    SignatoryMandateEnding: time.mandate_ending,
    NoticeServed: ending.served,
    NoticeExpired: ending.expired,
    ConventionSuspended: ending.suspended,
    ConventionResumed: ending.resumed,
    ConventionTerminated: ending.terminated,
    TerminationPronounced: ending.pronounced,
    RefundClaimed: ending.refund_claimed,
    RefundOverdue: ending.refund_overdue,
    JustificationRefused: ending.proof_refused,
    CommitteeOverdue: _committee_overdue,
    DecisionOverdue: _decision_overdue,
}

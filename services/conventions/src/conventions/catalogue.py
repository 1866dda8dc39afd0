"""Wire names of the conventions service's events (published contract)."""

from typing import Final

from mithaq.events import Catalogue, News

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.mandate_use import MandateEvent
from conventions.domain.drafting.events import ReferenceReserved
from conventions.domain.envelopes.events import EnvelopeEvents
from conventions.domain.events import ConventionEvents
from conventions.domain.frames.events import ProgrammeKindEvent, TemplateEvent
from conventions.domain.holidays.events import HolidayCorrected
from conventions.domain.statements.events import StatementEvent
from conventions.domain.takeover.events import EntryEvent
from conventions.domain.tranches.payment_references import ReferenceEvent
from conventions.fields import FIELDS
from conventions.upcasts import (
    UPCASTS,
    action_planned_v2_to_v1,
    action_removed_v2_to_v1,
    amendment_text_agreed_v2_to_v1,
    amendment_took_effect_v2_to_v1,
    amendment_written_v2_to_v1,
    article_written_v2_to_v1,
    convention_drafted_v2_to_v1,
    payment_ordered_v2_to_v1,
    total_revised_v2_to_v1,
    tranche_justified_v2_to_v1,
)

SOURCE: Final = "ma.mithaq.conventions"

# Events that changed: the version today's class writes. All others are at version 1.
VERSIONS: Final = {
    "PartyInvited": 2,
    "ArticleWritten": 2,
    "ConventionDrafted": 2,
    "AmendmentDrafted": 2,
    "AmendmentRevised": 2,
    "AmendmentTookEffect": 2,
    "AmendmentTextAgreed": 2,
    "TotalRevised": 2,
    "ActionPlanned": 2,
    "ActionRemoved": 2,
    "RefundClaimed": 2,
    "PaymentOrdered": 2,
    "TrancheJustified": 2,
}

# What the release before this one cannot read, or would decide without: held while it runs.
NEWS: Final = News(
    {
        ("ArticleWritten", 2): article_written_v2_to_v1,
        ("ConditionWritten", 1): None,
        ("ConditionRemoved", 1): None,
        ("ConditionMet", 1): None,
        ("ConditionRefused", 1): None,
        ("ConditionFailed", 1): None,
        ("CommitteeWritten", 1): None,
        ("CommitteeRemoved", 1): None,
        ("MeetingConvened", 1): None,
        ("MeetingPostponed", 1): None,
        ("MeetingCancelled", 1): None,
        ("MinutesRecorded", 1): None,
        ("MinutesConfirmed", 1): None,
        ("MinutesContested", 1): None,
        ("DecisionCarriedOut", 1): None,
        ("DecisionDropped", 1): None,
        ("CommitteeOverdue", 1): None,
        ("DecisionOverdue", 1): None,
        ("ConventionNotActivated", 1): None,
        ("TacitDelayMoved", 1): None,
        ("TextCorrected", 1): None,
        ("SignatureForwarded", 1): None,
        ("ForwardEnded", 1): None,
        ("HolidayCorrected", 1): None,
        ("ConventionDrafted", 2): convention_drafted_v2_to_v1,
        ("TotalRevised", 2): total_revised_v2_to_v1,
        ("ActionPlanned", 2): action_planned_v2_to_v1,
        ("ActionRemoved", 2): action_removed_v2_to_v1,
        ("SharePromised", 1): None,
        ("ShareWithdrawn", 1): None,
        ("ShareSplit", 1): None,
        ("SplitOverdue", 1): None,
        ("FrameAdopted", 1): None,
        ("TemplatePublished", 1): None,
        ("TemplateConfirmed", 1): None,
        ("TemplateWithdrawn", 1): None,
        ("ProgrammeKindDefined", 1): None,
        ("ProgrammeKindConfirmed", 1): None,
        ("ProgrammeKindWithdrawn", 1): None,
        ("LatePositionTaken", 1): None,
        ("ProposalAdopted", 1): None,
        ("AmendmentDrafted", 2): amendment_written_v2_to_v1,
        ("AmendmentRevised", 2): amendment_written_v2_to_v1,
        ("AmendmentTookEffect", 2): amendment_took_effect_v2_to_v1,
        ("AmendmentTextAgreed", 2): amendment_text_agreed_v2_to_v1,
        ("AmendmentSigningTimeExtended", 1): None,
        ("AmendmentTacitDelayMoved", 1): None,
        ("AmendmentRefused", 1): None,
        ("AmendmentLapsed", 1): None,
        ("TrancheRescheduled", 1): None,
        ("RefundClaimed", 2): None,
        ("RefundOverdue", 1): None,
        ("ConventionTerminated", 1): None,
        ("TrancheOverdue", 1): None,
        ("LatenessCounted", 1): None,
        ("DurationEnding", 1): None,
        ("DurationOver", 1): None,
        ("TerminationPronounced", 1): None,
        ("ConventionClosed", 1): None,
        ("ConventionArchived", 1): None,
        ("WorksAcceptedProvisionally", 1): None,
        ("ReservationLifted", 1): None,
        ("WorksAcceptedFinally", 1): None,
        ("NoticeServed", 1): None,
        ("NoticeAnswered", 1): None,
        ("NoticeWithdrawn", 1): None,
        ("NoticeExpired", 1): None,
        ("NoticeRemedied", 1): None,
        ("SignatoryMandateEnding", 1): None,
        ("PaymentOrdered", 2): payment_ordered_v2_to_v1,
        ("TrancheJustified", 2): tranche_justified_v2_to_v1,
        ("PaymentApproved", 1): None,
        ("PaymentApprovalRefused", 1): None,
        ("JustificationSubmitted", 1): None,
        ("JustificationRefused", 1): None,
        ("SubmissionWithdrawn", 1): None,
        ("StatementImported", 1): None,
        ("StatementLineAssigned", 1): None,
        ("StatementLineSetAside", 1): None,
        ("StatementLineReopened", 1): None,
        ("EnvelopeOpened", 1): None,
        ("EnvelopeRevisionAgreed", 1): None,
        ("EnvelopeRevisionEnded", 1): None,
        ("EnvelopeRevised", 1): None,
        ("EnvelopeSuspended", 1): None,
        ("EnvelopeResumed", 1): None,
        ("EnvelopeClosed", 1): None,
        ("EnvelopeReserved", 1): None,
        ("EnvelopeReleased", 1): None,
        ("ObligationWritten", 1): None,
        ("ObligationRemoved", 1): None,
        ("ObligationsScheduled", 1): None,
        ("EvidenceSubmitted", 1): None,
        ("EvidenceWithdrawn", 1): None,
        ("EvidenceCertified", 1): None,
        ("EvidenceReturned", 1): None,
        ("ObligationDueSoon", 1): None,
        ("ObligationMissed", 1): None,
        ("WaiverAsked", 1): None,
        ("ObligationWaived", 1): None,
        ("ArchivedConventionEntered", 1): None,
        ("TakeOverReturned", 1): None,
        ("TakeOverChecked", 1): None,
        ("ConventionTakenOver", 1): None,
        ("ArchivedFactProposed", 1): None,
        ("ArchivedFactReturned", 1): None,
        ("ArchivedFactCompleted", 1): None,
        ("ArchivedFactCorrected", 1): None,
    }
)
OfficeEvent = TemplateEvent | ProgrammeKindEvent

# Everything the service publishes, then its kinds of stream, each with what it may hold.
CATALOGUE: Catalogue[
    ConventionEvent
    | MandateEvent
    | OfficeEvent
    | EnvelopeEvents
    | StatementEvent
    | HolidayCorrected
] = Catalogue.of(
    SOURCE,
    ConventionEvents
    | EntryEvent
    | ReferenceReserved
    | ReferenceEvent
    | MandateEvent
    | OfficeEvent
    | EnvelopeEvents
    | StatementEvent
    | HolidayCorrected,
    versions=VERSIONS,
    upcasts=UPCASTS,
    fields=FIELDS,
    news=NEWS,
)
CONVENTIONS: Catalogue[ConventionEvent] = CATALOGUE.only(ConventionEvents)
ENTRIES: Catalogue[EntryEvent] = CATALOGUE.only(EntryEvent)
RESERVATIONS: Catalogue[ReferenceReserved] = CATALOGUE.only(ReferenceReserved)
REFERENCES: Catalogue[ReferenceEvent] = CATALOGUE.only(ReferenceEvent)
HOLIDAYS: Catalogue[HolidayCorrected] = CATALOGUE.only(HolidayCorrected)
MANDATES: Catalogue[MandateEvent] = CATALOGUE.only(MandateEvent)
TEMPLATES: Catalogue[TemplateEvent] = CATALOGUE.only(TemplateEvent)
PROGRAMME_KINDS: Catalogue[ProgrammeKindEvent] = CATALOGUE.only(ProgrammeKindEvent)
ENVELOPES: Catalogue[EnvelopeEvents] = CATALOGUE.only(EnvelopeEvents)
ACCOUNTS: Catalogue[StatementEvent] = CATALOGUE.only(StatementEvent)

"""What each command may append, and where each event leads: the table's other half, told in docs.

A decision says it by itself, case by case; here it stands for readers, and for the diagrams of
`docs/lifecycle.md`. The tests hold every decision and every state to it.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from conventions.domain.acceptance import commands as acceptance
from conventions.domain.acceptance import events as acceptance_events
from conventions.domain.amendments import commands as amendments
from conventions.domain.amendments import events as amendments_events
from conventions.domain.approvals import commands as approvals
from conventions.domain.approvals import events as approvals_events
from conventions.domain.committees import commands as committees
from conventions.domain.committees import events as committees_events
from conventions.domain.conditions import commands as conditions
from conventions.domain.conditions import events as conditions_events
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.vocabulary import AmendmentState, State
from conventions.domain.deliveries import commands as deliveries
from conventions.domain.deliveries import events as deliveries_events
from conventions.domain.drafting import commands as drafting
from conventions.domain.drafting import events as drafting_events
from conventions.domain.ending import commands as ending
from conventions.domain.ending import events as ending_events
from conventions.domain.execution import commands as execution
from conventions.domain.execution import events as execution_events
from conventions.domain.justifications import commands as justifications
from conventions.domain.justifications import events as justifications_events
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.negotiation import events as negotiation_events
from conventions.domain.notices import commands as notices
from conventions.domain.notices import events as notices_events
from conventions.domain.obligations import commands as obligations
from conventions.domain.obligations import events as obligations_events
from conventions.domain.payment_orders import commands as payment_orders
from conventions.domain.payment_orders import events as payment_orders_events
from conventions.domain.shares import commands as shares
from conventions.domain.shares import events as shares_events
from conventions.domain.signatures import commands as signatures
from conventions.domain.signatures import events as signatures_events
from conventions.domain.takeover import commands as takeover
from conventions.domain.takeover import events as takeover_events
from conventions.domain.timing import commands as timing
from conventions.domain.timing import events as timing_events
from conventions.domain.tranches import commands as tranches
from conventions.domain.tranches import events as tranches_events

OUTCOMES: Final[Mapping[type[ConventionCommand], tuple[type[ConventionEvent], ...]]] = {
    drafting.DraftConvention: (
        drafting_events.ConventionDrafted,
        drafting_events.FrameAdopted,
        drafting_events.PartyInvited,
        drafting_events.ArticleWritten,
        drafting_events.ActionPlanned,
        drafting_events.ContributionPledged,
        shares_events.SharePromised,
    ),
    drafting.AdoptFrame: (drafting_events.FrameAdopted,),
    drafting.InviteParty: (drafting_events.PartyInvited,),
    drafting.RemoveParty: (drafting_events.PartyRemoved,),
    drafting.WriteArticle: (drafting_events.ArticleWritten,),
    drafting.WriteFromClause: (drafting_events.ArticleWritten,),
    drafting.PlanAction: (drafting_events.ActionPlanned,),
    drafting.ImportPlan: (
        drafting_events.ActionPlanned,
        drafting_events.ActionRemoved,
        drafting_events.ContributionPledged,
        drafting_events.ContributionWithdrawn,
        shares_events.SharePromised,
        shares_events.ShareWithdrawn,
    ),
    drafting.RemoveAction: (drafting_events.ActionRemoved,),
    drafting.PledgeContribution: (drafting_events.ContributionPledged,),
    drafting.WithdrawContribution: (drafting_events.ContributionWithdrawn,),
    drafting.ReviseTotal: (drafting_events.TotalRevised,),
    drafting.ProposeConvention: (drafting_events.ConventionProposed,),
    drafting.WithdrawConvention: (drafting_events.ConventionWithdrawn,),
    shares.PromiseShare: (shares_events.SharePromised,),
    shares.WithdrawShare: (shares_events.ShareWithdrawn,),
    shares.SplitShare: (shares_events.ShareSplit,),
    shares.NoteSplitOverdue: (shares_events.SplitOverdue,),
    negotiation.OpenNegotiationRound: (negotiation_events.NegotiationRoundOpened,),
    negotiation.TakePosition: (
        negotiation_events.LatePositionTaken,
        negotiation_events.PositionTaken,
    ),
    negotiation.AdoptProposal: (
        drafting_events.ArticleWritten,
        negotiation_events.ProposalAdopted,
    ),
    negotiation.CloseNegotiationRound: (negotiation_events.NegotiationRoundClosed,),
    negotiation.EndNegotiationRound: (
        negotiation_events.NegotiationRoundClosed,
        negotiation_events.NegotiationRoundEnded,
    ),
    negotiation.AgreeText: (negotiation_events.TextAgreed,),
    negotiation.ReopenText: (negotiation_events.TextReopened,),
    approvals.RequestApprovals: (
        approvals_events.ApprovalsRequested,
        signatures_events.SignaturesRequested,
    ),
    approvals.GrantApproval: (
        approvals_events.ApprovalGranted,
        signatures_events.SignaturesRequested,
    ),
    approvals.GrantTacitly: (
        approvals_events.TacitDelayMoved,
        approvals_events.ApprovalGranted,
        signatures_events.SignaturesRequested,
    ),
    approvals.CountDelaysAgain: (approvals_events.TacitDelayMoved,),
    approvals.RefuseApproval: (approvals_events.ApprovalRefused,),
    conditions.WriteCondition: (conditions_events.ConditionWritten,),
    conditions.RemoveCondition: (conditions_events.ConditionRemoved,),
    conditions.DecideCondition: (
        conditions_events.ConditionFailed,
        conditions_events.ConditionMet,
        conditions_events.ConditionRefused,
    ),
    conditions.EndCondition: (conditions_events.ConditionFailed,),
    committees.WriteCommittee: (committees_events.CommitteeWritten,),
    committees.RemoveCommittee: (committees_events.CommitteeRemoved,),
    committees.ConveneCommittee: (committees_events.MeetingConvened,),
    committees.PostponeMeeting: (committees_events.MeetingPostponed,),
    committees.CancelMeeting: (committees_events.MeetingCancelled,),
    committees.RecordMinutes: (committees_events.MinutesRecorded,),
    committees.ConfirmMinutes: (
        committees_events.DecisionDropped,
        committees_events.MinutesConfirmed,
    ),
    committees.ContestMinutes: (committees_events.MinutesContested,),
    committees.CarryOutDecision: (committees_events.DecisionCarriedOut,),
    committees.NoteCommitteeOverdue: (committees_events.CommitteeOverdue,),
    committees.NoteDecisionOverdue: (committees_events.DecisionOverdue,),
    signatures.SignConvention: (
        signatures_events.PartySigned,
        signatures_events.SignaturesRequested,
        signatures_events.ConventionSigned,
    ),
    signatures.RefuseSignature: (signatures_events.SignatureRefused,),
    signatures.ForwardSignature: (signatures_events.SignatureForwarded,),
    signatures.CorrectText: (
        signatures_events.TextCorrected,
        signatures_events.SignaturesRequested,
    ),
    signatures.ExtendSigningTime: (signatures_events.SigningTimeExtended,),
    signatures.LapseConvention: (signatures_events.ConventionLapsed,),
    signatures.NoteNotActivated: (signatures_events.ConventionNotActivated,),
    signatures.NoteMandateLost: (
        signatures_events.ForwardEnded,
        signatures_events.SignatoryWithoutMandate,
    ),
    signatures.EnterIntoForce: (
        signatures_events.ConventionEnteredIntoForce,
        obligations_events.ObligationsScheduled,
    ),
    execution.DepositDocument: (execution_events.DocumentDeposited,),
    execution.ReportProgress: (execution_events.ProgressReported,),
    execution.AcceptProgress: (execution_events.ProgressAccepted,),
    takeover.ProposeArchivedFact: (takeover_events.ArchivedFactProposed,),
    takeover.ConfirmArchivedFact: (
        takeover_events.ArchivedFactCompleted,
        takeover_events.ArchivedFactCorrected,
    ),
    takeover.ReturnArchivedFact: (takeover_events.ArchivedFactReturned,),
    tranches.PlanTranche: (tranches_events.TranchePlanned,),
    tranches.CancelTranche: (tranches_events.TrancheCancelled,),
    tranches.CallFunds: (tranches_events.FundsCalled,),
    tranches.CommitTranche: (tranches_events.TrancheCommitted,),
    tranches.VisaTranche: (tranches_events.TrancheVisaed,),
    tranches.OrderPayment: (tranches_events.PaymentOrdered,),
    tranches.PayTranche: (tranches_events.TranchePaid,),
    tranches.JustifyTranche: (tranches_events.TrancheJustified,),
    tranches.ReverseStep: (tranches_events.StepReversed,),
    tranches.ReportExternalPayment: (
        tranches_events.OverpaymentRecorded,
        tranches_events.TranchePaid,
    ),
    tranches.SettleOverpayment: (tranches_events.OverpaymentSettled,),
    tranches.ImputeAdvance: (tranches_events.AdvanceImputed,),
    tranches.RecordRefund: (tranches_events.RefundReceived,),
    payment_orders.ApprovePayment: (payment_orders_events.PaymentApproved,),
    payment_orders.RefusePaymentApproval: (payment_orders_events.PaymentApprovalRefused,),
    justifications.SubmitJustification: (justifications_events.JustificationSubmitted,),
    justifications.RefuseJustification: (justifications_events.JustificationRefused,),
    justifications.WithdrawSubmission: (justifications_events.SubmissionWithdrawn,),
    deliveries.DeliverContribution: (deliveries_events.ContributionDelivered,),
    deliveries.AcceptDelivery: (deliveries_events.DeliveryAccepted,),
    deliveries.RejectDelivery: (deliveries_events.DeliveryRejected,),
    obligations.WriteObligation: (obligations_events.ObligationWritten,),
    obligations.RemoveObligation: (obligations_events.ObligationRemoved,),
    obligations.SubmitEvidence: (obligations_events.EvidenceSubmitted,),
    obligations.WithdrawEvidence: (
        obligations_events.EvidenceWithdrawn,
        obligations_events.ObligationMissed,
    ),
    obligations.CertifyEvidence: (obligations_events.EvidenceCertified,),
    obligations.ReturnEvidence: (obligations_events.EvidenceReturned,),
    obligations.AskWaiver: (obligations_events.WaiverAsked,),
    obligations.WaiveOccurrence: (obligations_events.ObligationWaived,),
    obligations.NoteObligationDueSoon: (obligations_events.ObligationDueSoon,),
    obligations.NoteObligationMissed: (obligations_events.ObligationMissed,),
    ending.SuspendConvention: (ending_events.ConventionSuspended,),
    ending.ResumeConvention: (ending_events.ConventionResumed,),
    ending.CompleteConvention: (ending_events.ConventionCompleted,),
    ending.TerminateConvention: (
        amendments_events.AmendmentWithdrawn,
        tranches_events.TrancheCancelled,
        tranches_events.RefundClaimed,
        ending_events.TerminationPronounced,
    ),
    ending.CloseConvention: (ending_events.ConventionClosed,),
    ending.ArchiveConvention: (ending_events.ConventionArchived,),
    ending.NoteRefundOverdue: (tranches_events.RefundOverdue,),
    acceptance.AcceptProvisionally: (acceptance_events.WorksAcceptedProvisionally,),
    acceptance.LiftReservation: (acceptance_events.ReservationLifted,),
    acceptance.AcceptFinally: (acceptance_events.WorksAcceptedFinally,),
    notices.ServeNotice: (notices_events.NoticeServed,),
    notices.AnswerNotice: (notices_events.NoticeAnswered,),
    notices.WithdrawNotice: (notices_events.NoticeWithdrawn,),
    notices.ExpireNotice: (notices_events.NoticeExpired, notices_events.NoticeRemedied),
    amendments.DraftAmendment: (amendments_events.AmendmentDrafted,),
    amendments.TakeAmendmentPosition: (amendments_events.AmendmentPositionTaken,),
    amendments.ReviseAmendment: (amendments_events.AmendmentRevised,),
    amendments.AgreeAmendmentText: (
        amendments_events.AmendmentTextAgreed,
        amendments_events.AmendmentSignaturesRequested,
    ),
    amendments.RequestAmendmentApprovals: (
        amendments_events.AmendmentApprovalsRequested,
        amendments_events.AmendmentSignaturesRequested,
    ),
    amendments.GrantAmendmentApproval: (
        amendments_events.AmendmentApprovalGranted,
        amendments_events.AmendmentSignaturesRequested,
    ),
    amendments.RefuseAmendmentApproval: (amendments_events.AmendmentApprovalRefused,),
    amendments.GrantAmendmentTacitly: (
        amendments_events.AmendmentTacitDelayMoved,
        amendments_events.AmendmentApprovalGranted,
        amendments_events.AmendmentSignaturesRequested,
    ),
    amendments.CountAmendmentDelaysAgain: (amendments_events.AmendmentTacitDelayMoved,),
    amendments.SignAmendment: (
        amendments_events.AmendmentPartySigned,
        amendments_events.AmendmentSignaturesRequested,
        amendments_events.AmendmentSigned,
    ),
    amendments.RefuseAmendment: (amendments_events.AmendmentRefused,),
    amendments.ExtendAmendmentSigningTime: (amendments_events.AmendmentSigningTimeExtended,),
    amendments.LapseAmendment: (amendments_events.AmendmentLapsed,),
    amendments.PutAmendmentIntoEffect: (
        amendments_events.AmendmentTookEffect,
        tranches_events.TrancheCancelled,
        tranches_events.TrancheRescheduled,
        tranches_events.RefundClaimed,
        obligations_events.ObligationsScheduled,
        ending_events.ConventionTerminated,
    ),
    amendments.WithdrawAmendment: (amendments_events.AmendmentWithdrawn,),
    timing.NoteTrancheOverdue: (timing_events.TrancheOverdue,),
    timing.CountLatenessAgain: (timing_events.LatenessCounted,),
    timing.NoteDurationEnding: (timing_events.DurationEnding,),
    timing.NoteDurationOver: (timing_events.DurationOver,),
    timing.NoteMandateEnding: (timing_events.SignatoryMandateEnding,),
}

_FROZEN: Final = frozenset(
    {State.TEXT_AGREED, State.PENDING_APPROVALS, State.READY_TO_SIGN, State.PARTIALLY_SIGNED}
)
_OPEN: Final = frozenset({State.DRAFT, State.PROPOSED, State.IN_NEGOTIATION})
_SIGNING: Final = frozenset({State.READY_TO_SIGN, State.PARTIALLY_SIGNED})
_ASKED: Final = frozenset({State.TEXT_AGREED, State.PENDING_APPROVALS})

# The events that move the state: from which states, and where to. All others leave it.
LEADS_TO: Final[Mapping[type[ConventionEvent], tuple[frozenset[State], State]]] = {
    drafting_events.ConventionProposed: (frozenset({State.DRAFT}), State.PROPOSED),
    drafting_events.ConventionWithdrawn: (_OPEN | _FROZEN, State.WITHDRAWN),
    negotiation_events.NegotiationRoundOpened: (
        frozenset({State.PROPOSED}),
        State.IN_NEGOTIATION,
    ),
    negotiation_events.TextAgreed: (frozenset({State.IN_NEGOTIATION}), State.TEXT_AGREED),
    negotiation_events.TextReopened: (_FROZEN, State.IN_NEGOTIATION),
    approvals_events.ApprovalsRequested: (
        frozenset({State.TEXT_AGREED}),
        State.PENDING_APPROVALS,
    ),
    signatures_events.SignaturesRequested: (_ASKED, State.READY_TO_SIGN),
    signatures_events.PartySigned: (frozenset({State.READY_TO_SIGN}), State.PARTIALLY_SIGNED),
    signatures_events.TextCorrected: (frozenset({State.PARTIALLY_SIGNED}), State.READY_TO_SIGN),
    signatures_events.ConventionSigned: (_SIGNING, State.SIGNED),
    signatures_events.SignatureRefused: (_SIGNING, State.REJECTED),
    signatures_events.ConventionLapsed: (_FROZEN, State.LAPSED),
    signatures_events.ConventionEnteredIntoForce: (frozenset({State.SIGNED}), State.IN_FORCE),
    conditions_events.ConditionFailed: (frozenset({State.SIGNED}), State.LAPSED),
    ending_events.ConventionSuspended: (frozenset({State.IN_FORCE}), State.SUSPENDED),
    ending_events.ConventionResumed: (frozenset({State.SUSPENDED}), State.IN_FORCE),
    ending_events.ConventionCompleted: (frozenset({State.IN_FORCE}), State.COMPLETED),
    ending_events.ConventionTerminated: (
        frozenset({State.IN_FORCE, State.SUSPENDED}),
        State.TERMINATED,
    ),
    ending_events.ConventionClosed: (
        frozenset({State.COMPLETED, State.TERMINATED}),
        State.CLOSED,
    ),
    ending_events.TerminationPronounced: (
        frozenset({State.IN_FORCE, State.SUSPENDED}),
        State.TERMINATED,
    ),
}
# Of these, the ones that may leave it too: a correction moves it where it voids signatures.
MAY_STAY: Final = frozenset({signatures_events.TextCorrected})
_WRITTEN: Final = frozenset(
    {AmendmentState.NEGOTIATION, AmendmentState.TEXT_AGREED, AmendmentState.PENDING_APPROVALS}
)
_AGREED: Final = frozenset({AmendmentState.TEXT_AGREED, AmendmentState.PENDING_APPROVALS})

# The same of an amendment; it begins in negotiation.
AMENDMENT_LEADS_TO: Final[
    Mapping[type[ConventionEvent], tuple[frozenset[AmendmentState], AmendmentState]]
] = {
    amendments_events.AmendmentRevised: (_WRITTEN, AmendmentState.NEGOTIATION),
    amendments_events.AmendmentTextAgreed: (
        frozenset({AmendmentState.NEGOTIATION}),
        AmendmentState.TEXT_AGREED,
    ),
    amendments_events.AmendmentApprovalsRequested: (
        frozenset({AmendmentState.TEXT_AGREED}),
        AmendmentState.PENDING_APPROVALS,
    ),
    amendments_events.AmendmentSignaturesRequested: (_AGREED, AmendmentState.READY_TO_SIGN),
    amendments_events.AmendmentSigned: (
        frozenset({AmendmentState.READY_TO_SIGN}),
        AmendmentState.SIGNED,
    ),
    amendments_events.AmendmentRefused: (
        frozenset({AmendmentState.READY_TO_SIGN}),
        AmendmentState.REJECTED,
    ),
    amendments_events.AmendmentLapsed: (
        _AGREED | {AmendmentState.READY_TO_SIGN},
        AmendmentState.LAPSED,
    ),
    amendments_events.AmendmentTookEffect: (
        frozenset({AmendmentState.SIGNED}),
        AmendmentState.EFFECTIVE,
    ),
    amendments_events.AmendmentWithdrawn: (
        _WRITTEN | {AmendmentState.READY_TO_SIGN, AmendmentState.SIGNED},
        AmendmentState.WITHDRAWN,
    ),
}
S = TypeVar("S")


def reached(
    events: Sequence[type[ConventionEvent]],
    leads: Mapping[type[ConventionEvent], tuple[frozenset[S], S]],
    source: S,
) -> frozenset[S]:
    """The other states that a command with these events may lead to, one after the other."""
    found = {source}
    for event in events:
        sources, target = leads.get(event, (frozenset(), source))
        if not sources.isdisjoint(found):
            found.add(target)
    return frozenset(found - {source})

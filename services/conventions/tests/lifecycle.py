"""The lifecycle said again, on purpose: the table under test is not its own judge."""

from conventions.domain.core.vocabulary import State

OPEN = {State.DRAFT, State.PROPOSED, State.IN_NEGOTIATION}
SIGNING = {State.READY_TO_SIGN, State.PARTIALLY_SIGNED}
FROZEN = {State.TEXT_AGREED, State.PENDING_APPROVALS} | SIGNING
IN_FORCE = {State.IN_FORCE}
RUNNING = {State.IN_FORCE, State.SUSPENDED}
ENDED = {State.COMPLETED, State.TERMINATED}
BINDING = {State.SIGNED} | RUNNING
ENDED = {State.COMPLETED, State.TERMINATED}

_COMMANDS: list[tuple[set[State], str]] = [
    (set(), "DraftConvention"),
    (OPEN, "InviteParty RemoveParty WriteArticle WriteFromClause PlanAction RemoveAction"),
    (OPEN, "WriteCondition RemoveCondition WriteCommittee RemoveCommittee"),
    (OPEN, "WriteObligation RemoveObligation"),
    (RUNNING, "SubmitEvidence WithdrawEvidence CertifyEvidence ReturnEvidence"),
    (RUNNING, "AskWaiver WaiveOccurrence NoteObligationDueSoon NoteObligationMissed"),
    (
        OPEN,
        "PledgeContribution WithdrawContribution ReviseTotal PromiseShare WithdrawShare ImportPlan",
    ),
    (BINDING, "SplitShare NoteSplitOverdue"),
    ({State.DRAFT}, "ProposeConvention AdoptFrame"),
    (OPEN | FROZEN, "WithdrawConvention"),
    ({State.PROPOSED, State.IN_NEGOTIATION}, "OpenNegotiationRound"),
    ({State.IN_NEGOTIATION}, "TakePosition CloseNegotiationRound EndNegotiationRound AgreeText"),
    ({State.IN_NEGOTIATION}, "AdoptProposal"),
    (FROZEN, "ReopenText ExtendSigningTime LapseConvention NoteMandateLost"),
    ({State.TEXT_AGREED}, "RequestApprovals"),
    ({State.PENDING_APPROVALS}, "GrantApproval RefuseApproval GrantTacitly CountDelaysAgain"),
    (SIGNING, "SignConvention RefuseSignature ForwardSignature"),
    (FROZEN, "CorrectText"),
    ({State.SIGNED}, "EnterIntoForce DecideCondition EndCondition NoteNotActivated"),
    (BINDING, "PlanTranche CancelTranche DepositDocument"),
    (IN_FORCE, "CallFunds CommitTranche VisaTranche OrderPayment PayTranche"),
    (IN_FORCE, "ApprovePayment RefusePaymentApproval"),
    (RUNNING, "SubmitJustification RefuseJustification WithdrawSubmission"),
    (IN_FORCE, "SuspendConvention CompleteConvention"),
    (RUNNING, "TerminateConvention ServeNotice"),
    (RUNNING | ENDED, "AnswerNotice WithdrawNotice ExpireNotice"),
    (RUNNING | ENDED, "AcceptProvisionally LiftReservation AcceptFinally"),
    (ENDED, "CloseConvention"),
    ({State.CLOSED}, "ArchiveConvention"),
    ({State.TERMINATED, State.CLOSED}, "NoteRefundOverdue"),
    ({State.SUSPENDED}, "ResumeConvention"),
    (RUNNING, "JustifyTranche"),
    (RUNNING | ENDED | {State.CLOSED}, "RecordRefund ReportExternalPayment SettleOverpayment"),
    (RUNNING, "ReverseStep ReportProgress AcceptProgress"),
    (IN_FORCE, "ImputeAdvance"),
    (RUNNING, "ConveneCommittee PostponeMeeting NoteCommitteeOverdue NoteDecisionOverdue"),
    (RUNNING | ENDED, "CancelMeeting RecordMinutes ConfirmMinutes ContestMinutes"),
    (RUNNING | ENDED, "CarryOutDecision"),
    (RUNNING, "DeliverContribution AcceptDelivery RejectDelivery"),
    (RUNNING, "ProposeArchivedFact ConfirmArchivedFact ReturnArchivedFact"),
    (RUNNING, "DraftAmendment TakeAmendmentPosition ReviseAmendment AgreeAmendmentText"),
    (RUNNING, "RequestAmendmentApprovals GrantAmendmentApproval RefuseAmendmentApproval"),
    (RUNNING, "SignAmendment PutAmendmentIntoEffect WithdrawAmendment RefuseAmendment"),
    (RUNNING, "ExtendAmendmentSigningTime LapseAmendment"),
    (RUNNING, "GrantAmendmentTacitly CountAmendmentDelaysAgain"),
    (BINDING, "NoteTrancheOverdue"),
    (FROZEN, "NoteMandateEnding"),
    (RUNNING, "CountLatenessAgain NoteDurationEnding NoteDurationOver"),
]
MAY = {name: states for states, names in _COMMANDS for name in names.split()}
MOVES = {
    *((state, State.WITHDRAWN) for state in OPEN | FROZEN),
    *((state, State.IN_NEGOTIATION) for state in {State.PROPOSED} | FROZEN),
    *((state, State.LAPSED) for state in FROZEN | {State.SIGNED}),
    *((state, State.REJECTED) for state in SIGNING),
    *((state, State.PARTIALLY_SIGNED) for state in SIGNING),
    *((state, State.SIGNED) for state in SIGNING),
    (State.PARTIALLY_SIGNED, State.READY_TO_SIGN),
    (State.DRAFT, State.PROPOSED),
    (State.IN_NEGOTIATION, State.TEXT_AGREED),
    (State.TEXT_AGREED, State.PENDING_APPROVALS),
    (State.TEXT_AGREED, State.READY_TO_SIGN),
    (State.PENDING_APPROVALS, State.READY_TO_SIGN),
    (State.SIGNED, State.IN_FORCE),
    (State.IN_FORCE, State.SUSPENDED),
    (State.SUSPENDED, State.IN_FORCE),
    (State.IN_FORCE, State.COMPLETED),
    (State.IN_FORCE, State.TERMINATED),
    (State.SUSPENDED, State.TERMINATED),
    *((state, State.CLOSED) for state in ENDED),
}

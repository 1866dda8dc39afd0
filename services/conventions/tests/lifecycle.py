"""The lifecycle said again, on purpose: the table under test is not its own judge."""

from conventions.domain.core.vocabulary import State

OPEN = {State.DRAFT, State.PROPOSED, State.IN_NEGOTIATION}
SIGNING = {State.READY_TO_SIGN, State.PARTIALLY_SIGNED}
FROZEN = {State.TEXT_AGREED, State.PENDING_APPROVALS} | SIGNING
IN_FORCE = {State.IN_FORCE}
RUNNING = {State.IN_FORCE, State.SUSPENDED}
BINDING = {State.SIGNED} | RUNNING

_COMMANDS: list[tuple[set[State], str]] = [
    (set(), "DraftConvention"),
    (OPEN, "InviteParty RemoveParty WriteArticle WriteFromClause PlanAction RemoveAction"),
    (OPEN, "WriteCondition RemoveCondition"),
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
    ({State.SIGNED}, "EnterIntoForce DecideCondition EndCondition"),
    (BINDING, "PlanTranche CancelTranche DepositDocument"),
    (IN_FORCE, "CallFunds CommitTranche VisaTranche OrderPayment PayTranche"),
    (IN_FORCE, "SuspendConvention CompleteConvention"),
    ({State.SUSPENDED}, "ResumeConvention"),
    (RUNNING, "JustifyTranche ReportExternalPayment SettleOverpayment"),
    (RUNNING | {State.TERMINATED}, "RecordRefund"),
    (RUNNING, "ReverseStep ReportProgress AcceptProgress"),
    (IN_FORCE, "ImputeAdvance"),
    (RUNNING, "DeliverContribution AcceptDelivery RejectDelivery"),
    (RUNNING, "DraftAmendment TakeAmendmentPosition ReviseAmendment AgreeAmendmentText"),
    (RUNNING, "RequestAmendmentApprovals GrantAmendmentApproval RefuseAmendmentApproval"),
    (RUNNING, "SignAmendment PutAmendmentIntoEffect WithdrawAmendment RefuseAmendment"),
    (RUNNING, "ExtendAmendmentSigningTime LapseAmendment"),
    (RUNNING, "GrantAmendmentTacitly CountAmendmentDelaysAgain"),
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
}

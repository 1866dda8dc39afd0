"""The small machines inside a convention: what each goes through, and by which command.

They tell readers what the state keeps in several places; the tests hold every life to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from conventions.domain.core.committee import MeetingState
from conventions.domain.core.occurrences import OccurrenceState
from conventions.domain.core.submission import SubmissionState
from conventions.domain.core.vocabulary import ApprovalAnswer, NoticeState, Stage
from conventions.domain.frames.publication import Standing
from conventions.domain.takeover.entry import EntryState


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """By one of these commands from one state to another; from None it begins."""

    source: str | None
    target: str
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    machine: str
    says: str
    moves: tuple[Move, ...]


def _move(source: str | None, target: str, *commands: str) -> Move:
    return Move(source=source, target=target, commands=commands)


_LINE: Final = (
    (Stage.PLANNED, Stage.CALLED, "CallFunds"),
    (Stage.CALLED, Stage.COMMITTED, "CommitTranche"),
    (Stage.COMMITTED, Stage.VISAED, "VisaTranche"),
    (Stage.VISAED, Stage.ORDERED, "OrderPayment"),
    (Stage.ORDERED, Stage.PAID, "PayTranche"),
    (Stage.PAID, Stage.JUSTIFIED, "JustifyTranche"),
)
_PAYING: Final = ("PayTranche", "ReportExternalPayment", "ImputeAdvance")
_REACHING: Final = {
    Stage.PAID: _PAYING,
    Stage.JUSTIFIED: ("JustifyTranche", "PutAmendmentIntoEffect", "TerminateConvention"),
}
_CANCELLING: Final = ("CancelTranche", "PutAmendmentIntoEffect", "TerminateConvention")

ROUND: Final = Machine(
    machine="round",
    says="A round of negotiation: open until the lead closes it or its deadline ends it.",
    moves=(
        _move(None, "open", "OpenNegotiationRound"),
        _move("open", "concluded", "CloseNegotiationRound", "EndNegotiationRound"),
        _move("open", "undecided", "EndNegotiationRound"),
        _move("undecided", "concluded", "CloseNegotiationRound"),
    ),
)
APPROVAL: Final = Machine(
    machine="approval",
    says="An approval asked of a body; a refusal stands until the text is reopened.",
    moves=(
        _move(None, str(ApprovalAnswer.AWAITED), "RequestApprovals"),
        _move("awaited", str(ApprovalAnswer.GRANTED), "GrantApproval", "GrantTacitly"),
        _move("awaited", str(ApprovalAnswer.REFUSED), "RefuseApproval"),
    ),
)
TURN: Final = Machine(
    machine="turn",
    says="A party that signs: asked in its turn, and anew where a correction voids what it signed.",
    moves=(
        _move(
            None,
            "awaited",
            "RequestApprovals",
            "GrantApproval",
            "GrantTacitly",
            "SignConvention",
        ),
        _move("awaited", "signed", "SignConvention"),
        _move("signed", "awaited", "CorrectText"),
    ),
)
TRANCHE: Final = Machine(
    machine="tranche",
    says="A tranche stands where the furthest of its money does; each step may be in part.",
    moves=(
        _move(None, str(Stage.PLANNED), "PlanTranche"),
        *(
            _move(None, str(stage), "CheckArchivedConvention", "ConfirmArchivedFact")
            for stage in (Stage.PAID, Stage.JUSTIFIED)
        ),
        *(_move(str(a), str(b), *_REACHING.get(b, (command,))) for a, b, command in _LINE),
        *(_move(str(b), str(a), "ReverseStep") for a, b, _ in _LINE),
        *(
            _move(str(stage), str(Stage.CANCELLED), *_CANCELLING)
            for stage in (Stage.PLANNED, Stage.CALLED, Stage.COMMITTED, Stage.VISAED)
        ),
    ),
)
PAYMENT_ORDER: Final = Machine(
    machine="payment-order",
    says="An order to pay: approved as it is given, or by as many persons as its amount asks for.",
    moves=(
        _move(None, "awaited", "OrderPayment"),
        _move(None, "approved", "OrderPayment", "CheckArchivedConvention", "ConfirmArchivedFact"),
        _move("awaited", "approved", "ApprovePayment"),
        _move("awaited", "refused", "RefusePaymentApproval"),
        _move("approved", "awaited", "ReverseStep"),
        *(_move(each, "reversed", "ReverseStep") for each in ("awaited", "approved", "refused")),
    ),
)
SUBMISSION: Final = Machine(
    machine="submission",
    says="A proof of spending: open until all of it is accepted, or the rest refused or withdrawn.",
    moves=(
        _move(None, str(SubmissionState.OPEN), "SubmitJustification"),
        _move("open", str(SubmissionState.ACCEPTED), "JustifyTranche"),
        _move("open", str(SubmissionState.REFUSED), "RefuseJustification"),
        _move("open", str(SubmissionState.WITHDRAWN), "WithdrawSubmission"),
    ),
)
OBLIGATION: Final = Machine(
    machine="obligation",
    says="One time that an obligation falls due, from the entry into force on; late is not lost.",
    moves=(
        _move(None, str(OccurrenceState.DUE), "EnterIntoForce", "PutAmendmentIntoEffect"),
        *(
            _move(each, str(OccurrenceState.SUBMITTED), "SubmitEvidence")
            for each in ("due", "returned", "missed")
        ),
        _move("submitted", str(OccurrenceState.CERTIFIED), "CertifyEvidence"),
        _move("submitted", str(OccurrenceState.RETURNED), "ReturnEvidence"),
        _move("submitted", "due", "WithdrawEvidence"),
        _move("submitted", str(OccurrenceState.MISSED), "WithdrawEvidence"),
        *(_move(each, "missed", "NoteObligationMissed") for each in ("due", "returned")),
        *(
            _move(each, str(OccurrenceState.WAIVED), "WaiveOccurrence")
            for each in ("due", "returned", "missed")
        ),
    ),
)
MEETING: Final = Machine(
    machine="meeting",
    says="A meeting of a committee: its minutes count once another member confirmed them.",
    moves=(
        _move(None, str(MeetingState.CONVENED), "ConveneCommittee"),
        _move("convened", str(MeetingState.CANCELLED), "CancelMeeting"),
        _move("convened", str(MeetingState.RECORDED), "RecordMinutes"),
        _move("recorded", str(MeetingState.CONTESTED), "ContestMinutes"),
        _move("contested", str(MeetingState.RECORDED), "RecordMinutes"),
        _move("recorded", str(MeetingState.CONFIRMED), "ConfirmMinutes"),
    ),
)
DECISION: Final = Machine(
    machine="decision",
    says="A decision of confirmed minutes: carried out, or dropped by those of a later meeting.",
    moves=(
        _move(None, "waiting", "ConfirmMinutes"),
        _move("waiting", "carried_out", "CarryOutDecision"),
        _move("waiting", "dropped", "ConfirmMinutes"),
    ),
)
PUBLICATION: Final = Machine(
    machine="publication",
    says="A version of a template or of a programme kind: confirmed by a second person.",
    moves=(
        _move(None, str(Standing.PUBLISHED), "PublishTemplate", "DefineProgrammeKind"),
        _move("published", str(Standing.CONFIRMED), "ConfirmTemplate", "ConfirmProgrammeKind"),
        *(
            _move(each, str(Standing.WITHDRAWN), "WithdrawTemplate", "WithdrawProgrammeKind")
            for each in ("published", "confirmed")
        ),
    ),
)
NOTICE: Final = Machine(
    machine="notice",
    says="A formal notice runs out by itself, put right or not; who served it may withdraw it.",
    moves=(
        _move(None, str(NoticeState.SERVED), "ServeNotice"),
        _move("served", str(NoticeState.ANSWERED), "AnswerNotice"),
        *(
            move
            for each in ("served", "answered")
            for move in (
                _move(each, str(NoticeState.EXPIRED), "ExpireNotice"),
                _move(each, str(NoticeState.REMEDIED), "ExpireNotice"),
                _move(each, str(NoticeState.WITHDRAWN), "WithdrawNotice"),
            )
        ),
        _move("expired", "withdrawn", "WithdrawNotice"),
    ),
)
ACCEPTANCE: Final = Machine(
    machine="acceptance",
    says="The works of an action: accepted provisionally, then for good.",
    moves=(
        _move(None, "provisional", "AcceptProvisionally"),
        _move("provisional", "final", "AcceptFinally"),
    ),
)
PAPER_FILE: Final = Machine(
    machine="paper-file",
    says="A convention of the paper archive: typed by one person, checked by another.",
    moves=(
        _move(None, str(EntryState.WAITING), "EnterArchivedConvention"),
        _move("waiting", str(EntryState.RETURNED), "ReturnArchivedConvention"),
        _move("returned", "waiting", "EnterArchivedConvention"),
        _move("waiting", str(EntryState.CHECKED), "CheckArchivedConvention"),
    ),
)
MACHINES: Final[Sequence[Machine]] = (
    ROUND,
    APPROVAL,
    TURN,
    TRANCHE,
    PAYMENT_ORDER,
    SUBMISSION,
    OBLIGATION,
    MEETING,
    DECISION,
    ACCEPTANCE,
    NOTICE,
    PUBLICATION,
    PAPER_FILE,
)

"""The small machines inside a convention: what each goes through, and by which command.

They tell readers what the state keeps in several places; the tests hold every life to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from conventions.domain.core.vocabulary import ApprovalAnswer, Stage
from conventions.domain.frames.publication import Standing


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
    Stage.JUSTIFIED: ("JustifyTranche", "PutAmendmentIntoEffect"),
}
_CANCELLING: Final = ("CancelTranche", "PutAmendmentIntoEffect")

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
    says="A party that signs: asked when its group's turn has come, signed once.",
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
    ),
)
TRANCHE: Final = Machine(
    machine="tranche",
    says="A tranche stands where the furthest of its money does; each step may be in part.",
    moves=(
        _move(None, str(Stage.PLANNED), "PlanTranche"),
        *(_move(str(a), str(b), *_REACHING.get(b, (command,))) for a, b, command in _LINE),
        *(_move(str(b), str(a), "ReverseStep") for a, b, _ in _LINE),
        *(
            _move(str(stage), str(Stage.CANCELLED), *_CANCELLING)
            for stage in (Stage.PLANNED, Stage.CALLED, Stage.COMMITTED, Stage.VISAED)
        ),
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
MACHINES: Final[Sequence[Machine]] = (ROUND, APPROVAL, TURN, TRANCHE, PUBLICATION)

"""Which approval may be requested, granted or refused, and by whom."""

from mithaq.commands import Caller
from mithaq.errors import Forbidden, Invalid, RuleBroken

from conventions.domain.core.convention import Convention, RequiredApproval
from conventions.domain.core.policy import answers_for
from conventions.domain.core.rules import NothingWaits
from conventions.domain.core.vocabulary import ApprovalAnswer


class NotTheApprover(Forbidden):
    """An approval is granted or refused by the body it was requested from."""

    code = "not-the-approver"


class ApprovalDuplicated(Invalid):
    """An approval is requested once from the same body."""

    code = "approval-duplicated"


class ApprovalNotRequested(RuleBroken):
    """Only an approval that was requested is granted or refused."""

    code = "approval-not-requested"


class ApprovalAlreadyGiven(RuleBroken):
    """An approval is granted once."""

    code = "approval-already-given"


class ApprovalWasRefused(RuleBroken):
    """A refusal stands until the text is reopened."""

    code = "approval-was-refused"


def ensure_each_once(approvals: tuple[RequiredApproval, ...]) -> None:
    for index, approval in enumerate(approvals):
        if approval in approvals[:index]:
            raise ApprovalDuplicated(kind=str(approval.kind))


def ensure_awaited(convention: Convention, caller: Caller, approval: RequiredApproval) -> None:
    """This approval was requested from the caller's body and is not answered yet."""
    kind, body = str(approval.kind), approval.organisation_id
    answer = convention.approvals.get(approval)
    if answer is None:
        raise ApprovalNotRequested(kind=kind)
    if not answers_for(caller, body):
        raise NotTheApprover(
            kind=kind, body=convention.terms.name_of(body) if body else "controller"
        )
    if answer is ApprovalAnswer.GRANTED:
        raise ApprovalAlreadyGiven(kind=kind)
    if answer is ApprovalAnswer.REFUSED:
        raise ApprovalWasRefused(kind=kind)


def ensure_some_awaited(convention: Convention, caller: Caller) -> None:
    """Some approval is still awaited from this caller."""
    if not any(
        answer is ApprovalAnswer.AWAITED and answers_for(caller, approval.organisation_id)
        for approval, answer in convention.approvals.items()
    ):
        raise NothingWaits(step="approval")

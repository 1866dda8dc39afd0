"""Which approval must and may be requested, which granted or refused, and by whom.

Of the convention and of its amendments alike: each has its own text and its own answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import Forbidden, Invalid, RuleBroken

from conventions.domain.approvals.required import Need, left_out
from conventions.domain.core.approval_round import Answers, RequiredApproval
from conventions.domain.core.approvers import ANSWERED_BY, answers
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import DutiesNotSeparated, Duty, ensure_apart
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import ApprovalAnswer


class NotTheApprover(Forbidden):
    """An approval is answered by a person with the role for it, in the body it was asked of."""

    code = "not-the-approver"


class ApprovalBodyUnfit(RuleBroken):
    """An approval is asked of a body whose kind may give it."""

    code = "approval-body-unfit"


class ApprovalLeftOut(RuleBroken):
    """Every approval that the text needs is asked for."""

    code = "approval-left-out"


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
    """A refusal stands until the text is reopened, or the amendment revised."""

    code = "approval-was-refused"


class OnePersonTwoBodies(Forbidden):
    """Whoever answers for a body acted for no other organisation in this convention."""

    code = "one-person-two-bodies"


ASKING_RULES = (ApprovalDuplicated, ApprovalBodyUnfit, ApprovalLeftOut)
ANSWERING_RULES = (
    NotTheApprover,
    ApprovalNotRequested,
    ApprovalAlreadyGiven,
    ApprovalWasRefused,
    OnePersonTwoBodies,
    DutiesNotSeparated,
)


def ensure_asked_rightly(
    terms: Terms,
    approvals: Sequence[RequiredApproval],
    kinds: Mapping[UUID, str],
    needs: Sequence[Need],
    *,
    later: Iterable[RequiredApproval] = (),
) -> None:
    """Each once, each of a body that may give it, and none left out that the text needs.

    `later` are those that the text itself waits for after its signature.
    """
    ensure_each_once(approvals)
    ensure_bodies_fit(terms, approvals, kinds)
    ensure_none_left_out(terms, (*approvals, *later), needs)


def ensure_each_once(approvals: Sequence[RequiredApproval]) -> None:
    for index, approval in enumerate(approvals):
        if approval in approvals[:index]:
            raise ApprovalDuplicated(kind=str(approval.kind))


def ensure_bodies_fit(
    terms: Terms, approvals: Sequence[RequiredApproval], kinds: Mapping[UUID, str]
) -> None:
    """Each body is of a kind that may give what is asked of it, whoever names it."""
    for approval in approvals:
        answering = ANSWERED_BY.get(approval.kind)
        body = approval.organisation_id
        if answering is None or kinds.get(body) not in answering.bodies:
            raise ApprovalBodyUnfit(kind=str(approval.kind), body=terms.name_of(body))


def ensure_none_left_out(
    terms: Terms, asked: Sequence[RequiredApproval], needs: Sequence[Need]
) -> None:
    missing = left_out(needs, asked)
    if missing:
        concerned = {party for need in missing for party in need.parties}
        raise ApprovalLeftOut(
            missing=tuple(dict.fromkeys(str(need.kind) for need in missing)),
            count=len(missing),
            parties=terms.names_of(concerned),
        )


def ensure_awaited(
    given: Answers, convention: Convention, caller: Caller, approval: RequiredApproval
) -> None:
    """This approval was asked of the caller's body, of a person like it, and has no answer yet."""
    kind = str(approval.kind)
    answer = given.get(approval)
    if answer is None:
        raise ApprovalNotRequested(kind=kind)
    if not answers(caller, approval):
        role, body = ANSWERED_BY[approval.kind].role, approval.organisation_id
        raise NotTheApprover(kind=kind, body=convention.terms.name_of(body), role=role)
    _ensure_unanswered(approval, answer)
    ensure_for_no_other(convention, caller)


def ensure_one_awaited(given: Answers, caller: Caller) -> None:
    """Some approval is still awaited from this caller; else its answer stands."""
    mine = [(x, answer) for x, answer in given.items() if answers(caller, x)]
    if all(answer is not ApprovalAnswer.AWAITED for _, answer in mine):
        for approval, answer in mine:
            _ensure_unanswered(approval, answer)


def ensure_some_awaited(convention: Convention, caller: Caller) -> None:
    """Of the convention's own text."""
    ensure_one_awaited(convention.approvals, caller)


def _ensure_unanswered(approval: RequiredApproval, answer: ApprovalAnswer) -> None:
    if answer is ApprovalAnswer.GRANTED:
        raise ApprovalAlreadyGiven(kind=str(approval.kind))
    if answer is ApprovalAnswer.REFUSED:
        raise ApprovalWasRefused(kind=str(approval.kind))


def ensure_for_no_other(convention: Convention, caller: Caller) -> None:
    """The caller acted for no other organisation here."""
    others = convention.acted_for.get(caller.person, frozenset()) - {caller.organisation}
    if others:
        raise OnePersonTwoBodies(organisations=convention.terms.names_of(others))


def ensure_prepared_by_others(convention: Convention, caller: Caller) -> None:
    """Whoever drafted, edited, proposed or requested does not approve."""
    ensure_apart(convention.prepared_by, Duty.APPROVE, caller)

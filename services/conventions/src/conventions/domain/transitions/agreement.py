"""Rows of negotiation, approval and signature."""

from conventions.domain import approving, negotiating, signing
from conventions.domain.capacities import Capacity
from conventions.domain.commands import agreeing as c
from conventions.domain.rules import access
from conventions.domain.rules import negotiating as rounds
from conventions.domain.rules import signing as s
from conventions.domain.terms_checks import ensure_text_still
from conventions.domain.transitions.phases import FROZEN, MANAGERS, SIGNING
from conventions.domain.transitions.row import row
from conventions.domain.vocabulary import State
from conventions.domain.waiting import ensure_visa_awaited

_NEGOTIATION = frozenset({State.IN_NEGOTIATION})
_ROUND = (negotiating.ensure_round_open,)

AGREEMENT = (
    row(
        c.OpenNegotiationRound,
        negotiating.open_round,
        frozenset({State.PROPOSED, State.IN_NEGOTIATION}),
        MANAGERS,
        to=State.IN_NEGOTIATION,
        ready=(ensure_text_still,),
        rules=(rounds.DeadlinePassed,),
    ),
    row(
        c.TakePosition,
        negotiating.take_position,
        _NEGOTIATION,
        (Capacity.SIGNATORY,),
        ready=_ROUND,
        rules=(rounds.RoundDeadlinePassed, rounds.ArticleUnknown, rounds.RemarkMissing),
    ),
    row(
        c.CloseNegotiationRound,
        negotiating.close_round,
        _NEGOTIATION,
        MANAGERS,
        ready=_ROUND,
        rules=(rounds.ConsensusNotReached, rounds.AnswersAwaited, access.ReasonMissing),
    ),
    row(
        c.AgreeText,
        negotiating.agree_text,
        _NEGOTIATION,
        MANAGERS,
        to=State.TEXT_AGREED,
        ready=(negotiating.ensure_agreeable,),
    ),
    row(
        c.ReopenText,
        negotiating.reopen_text,
        FROZEN,
        MANAGERS,
        to=State.IN_NEGOTIATION,
        rules=(access.ReasonMissing,),
    ),
    row(
        c.RequestApprovals,
        approving.request_approvals,
        frozenset({State.TEXT_AGREED}),
        MANAGERS,
        to=State.PENDING_APPROVALS,
        rules=(s.ApprovalDuplicated,),
    ),
    row(
        c.GrantApproval,
        approving.grant_approval,
        frozenset({State.PENDING_APPROVALS}),
        (Capacity.APPROVER,),
        to=State.READY_TO_SIGN,
        ready=(ensure_visa_awaited,),
        rules=(
            access.NotTheApprover,
            s.ApprovalNotRequested,
            s.ApprovalAlreadyGiven,
            s.ApprovalWasRefused,
        ),
    ),
    row(
        c.RefuseApproval,
        approving.refuse_approval,
        frozenset({State.PENDING_APPROVALS}),
        (Capacity.APPROVER,),
        ready=(ensure_visa_awaited,),
        rules=(access.NotTheApprover, s.ApprovalNotRequested, access.ReasonMissing),
    ),
    row(
        c.SignConvention,
        signing.sign,
        SIGNING,
        (Capacity.SIGNATORY,),
        to=State.SIGNED,
        ready=(signing.ensure_turn,),
        rules=(
            s.TextStale,
            s.SignatureBeforeText,
            s.MandateUnknown,
            s.MandateOfAnotherParty,
            s.MandateOfAnotherPerson,
            s.MandateNotYetValid,
            s.MandateExpired,
            s.MandateRevoked,
            s.MandateCeilingExceeded,
        ),
    ),
    row(
        c.RefuseSignature,
        signing.refuse_signature,
        SIGNING,
        (Capacity.SIGNATORY,),
        to=State.REJECTED,
        ready=(signing.ensure_unsigned,),
        rules=(s.RepresentativeUnknown, access.ReasonMissing),
    ),
    row(
        c.EnterIntoForce,
        signing.enter_into_force,
        frozenset({State.SIGNED}),
        MANAGERS,
        to=State.IN_FORCE,
        rules=(s.ForceBeforeSignature, access.DateInFuture),
    ),
)

"""Rows of the amendment: the convention's own state does not move, its amendment's does."""

from conventions.domain import amending, amendment_signing, following
from conventions.domain.capacities import Capacity
from conventions.domain.commands import amending as c
from conventions.domain.rules import access, negotiating, signing, terms
from conventions.domain.rules import amending as a
from conventions.domain.transitions.phases import MANAGERS, RUNNING
from conventions.domain.transitions.row import Rule, row
from conventions.domain.vocabulary import AmendmentState

_NEGOTIATION = frozenset({AmendmentState.NEGOTIATION})
_AGREED = frozenset({AmendmentState.TEXT_AGREED})
_SIGNED = frozenset({AmendmentState.SIGNED})
_OPERATIONS: tuple[Rule, ...] = (
    a.AmendmentEmpty,
    a.OperationDuplicated,
    a.YearNotPlanned,
    a.EndNotLater,
    terms.ContributionUnknown,
    terms.ActionUnknown,
)
_RESULT: tuple[Rule, ...] = (
    terms.TotalsDiffer,
    terms.YearPlanDiffers,
    a.AmendmentBelowPaid,
    a.AmendmentBelowCalled,
)

AMENDMENT = (
    row(
        c.DraftAmendment,
        amending.draft_amendment,
        RUNNING,
        MANAGERS,
        ready=(following.ensure_no_open_amendment,),
        rules=(*_OPERATIONS, access.ReasonMissing),
    ),
    row(
        c.TakeAmendmentPosition,
        amending.take_amendment_position,
        RUNNING,
        (Capacity.SIGNATORY,),
        amendment=_NEGOTIATION,
        rules=(negotiating.RemarkMissing,),
    ),
    row(
        c.ReviseAmendment,
        amending.revise_amendment,
        RUNNING,
        MANAGERS,
        amendment=_NEGOTIATION,
        rules=(*_OPERATIONS, access.ReasonMissing),
    ),
    row(
        c.AgreeAmendmentText,
        amending.agree_amendment_text,
        RUNNING,
        MANAGERS,
        amendment=_NEGOTIATION,
        ready=(amending.ensure_amendment_accepted,),
        rules=_RESULT,
    ),
    row(
        c.SignAmendment,
        amendment_signing.sign_amendment,
        RUNNING,
        (Capacity.SIGNATORY,),
        amendment=_AGREED,
        ready=(amendment_signing.ensure_amendment_turn,),
        rules=(
            signing.TextStale,
            signing.SignatureBeforeText,
            signing.MandateUnknown,
            signing.MandateOfAnotherParty,
            signing.MandateOfAnotherPerson,
            signing.MandateNotYetValid,
            signing.MandateExpired,
            signing.MandateRevoked,
            signing.MandateCeilingExceeded,
        ),
    ),
    row(
        c.PutAmendmentIntoEffect,
        amendment_signing.put_into_effect,
        RUNNING,
        MANAGERS,
        amendment=_SIGNED,
        rules=(a.EffectBeforeSignature, access.DateInFuture, *_RESULT),
    ),
    row(
        c.WithdrawAmendment,
        amending.withdraw_amendment,
        RUNNING,
        MANAGERS,
        amendment=_NEGOTIATION | _AGREED | _SIGNED,
        rules=(access.ReasonMissing,),
    ),
)

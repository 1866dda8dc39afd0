"""Transitions of proofs of spending: in none of them does the state move."""

from conventions.domain.core import rules as core
from conventions.domain.core.commands import RUNNING, Rule, row
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.policy import Capacity
from conventions.domain.core.vocabulary import Stage
from conventions.domain.execution.rules import DigestMalformed
from conventions.domain.justifications import commands as c
from conventions.domain.justifications import decide, rules
from conventions.domain.tranches import rules as tranches

_ANSWER: tuple[Rule, ...] = (
    tranches.TrancheUnknown,
    tranches.TrancheIsCancelled,
    tranches.SubmissionUnknown,
    tranches.SubmissionAnswered,
    tranches.AnswerBeforeSubmission,
    core.ReasonMissing,
)

JUSTIFICATIONS = (
    row(
        c.SubmitJustification,
        decide.submit_justification,
        RUNNING,
        (Capacity.OWNER,),
        ready=(tranches.ensure_some_waits(Stage.JUSTIFIED),),
        rules=(
            tranches.TrancheUnknown,
            tranches.TrancheIsCancelled,
            core.AmountNotPositive,
            DutiesNotSeparated,
            DigestMalformed,
            rules.DocumentsMissing,
            rules.SubmissionExceedsPayment,
        ),
        while_inactive=True,
    ),
    row(
        c.RefuseJustification,
        decide.refuse_justification,
        RUNNING,
        (Capacity.OFFICE, Capacity.FUNDER),
        ready=(rules.ensure_submission_waits,),
        rules=(*_ANSWER, tranches.OwnSubmission, core.NotTheFunder, DutiesNotSeparated),
    ),
    row(
        c.WithdrawSubmission,
        decide.withdraw_submission,
        RUNNING,
        (Capacity.OWNER,),
        ready=(rules.ensure_submission_waits,),
        rules=(*_ANSWER, rules.NotTheSubmitter, DutiesNotSeparated),
        while_inactive=True,
    ),
)

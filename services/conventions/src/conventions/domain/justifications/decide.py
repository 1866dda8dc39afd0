"""Decisions on proofs of spending."""

from mithaq.money import ZERO, Money

from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty
from conventions.domain.core.event import Events
from conventions.domain.core.flow import slack
from conventions.domain.core.rules import ensure_positive, ensure_reason
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.execution.rules import ensure_digest
from conventions.domain.justifications import commands as c
from conventions.domain.justifications import events as e
from conventions.domain.justifications import rules
from conventions.domain.tranches import bounds
from conventions.domain.tranches.decide import of_step, of_tranche
from conventions.domain.tranches.proving import judged, open_submission
from conventions.domain.tranches.rules import live_tranche_of


def submit_justification(convention: Convention, command: c.SubmitJustification) -> Events:
    """As much as was paid by that day, and is neither justified nor waits for an answer."""
    tranche = live_tranche_of(convention, command.tranche)
    bounds.ensure_duty(convention, tranche, Duty.JUSTIFY, command.caller)
    ensure_positive(command.amount)
    if not command.documents:
        raise rules.DocumentsMissing(tranche=tranche.tranche)
    for each in command.documents:
        ensure_digest(each.sha256)
    _ensure_paid(tranche, command)
    submitted = e.JustificationSubmitted(
        **of_step(convention, tranche, command),
        amount=command.amount,
        submission=len(tranche.submissions) + 1,
        documents=command.documents,
    )
    return [submitted]


def _ensure_paid(tranche: Tranche, command: c.SubmitJustification) -> None:
    proved = slack(tranche.flow(Stage.PAID), tranche.flow(Stage.JUSTIFIED), command.on)
    waiting = Money.sum(each.left for each in tranche.submissions.values())
    left = max(proved - waiting, ZERO)
    if command.amount > left:
        raise rules.SubmissionExceedsPayment(
            tranche=tranche.tranche,
            asked=str(command.amount),
            left=str(left),
            waiting=str(waiting),
            on=str(command.on),
        )


def refuse_justification(convention: Convention, command: c.RefuseJustification) -> Events:
    """By who might accept it."""
    ensure_reason(command.reason)
    tranche = live_tranche_of(convention, command.tranche)
    submission = judged(convention, tranche, command.submission, command)
    refused = e.JustificationRefused(
        **of_tranche(convention, tranche),
        submission=submission.number,
        amount=submission.left,
        reason=command.reason,
    )
    return [refused]


def withdraw_submission(convention: Convention, command: c.WithdrawSubmission) -> Events:
    """By the party that handed it in; what was accepted of it stays."""
    ensure_reason(command.reason)
    tranche = live_tranche_of(convention, command.tranche)
    bounds.ensure_duty(convention, tranche, Duty.JUSTIFY, command.caller)
    submission = open_submission(tranche, command.submission, command.on)
    if str(command.caller.organisation) != submission.organisation:
        raise rules.NotTheSubmitter(tranche=tranche.tranche, submission=submission.number)
    withdrawn = e.SubmissionWithdrawn(
        **of_tranche(convention, tranche),
        submission=submission.number,
        amount=submission.left,
        reason=command.reason,
    )
    return [withdrawn]

"""What proves the spending of a tranche: a submission accepted by another party, or a paper."""

from datetime import date

from mithaq.commands import Caller

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty
from conventions.domain.core.event import Events
from conventions.domain.core.policy import ensure_own_money
from conventions.domain.core.sides import speaks_for
from conventions.domain.core.submission import Submission, SubmissionState
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import bounds, rules
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches.decide import of_step


def justify_tranche(convention: Convention, command: c.JustifyTranche) -> Events:
    """All of a submission or part of it, by who judges it; without one the office's paper."""
    tranche = rules.live_tranche_of(convention, command.tranche)
    if command.submission is None:
        _ensure_taken_over(convention, tranche, command)
    else:
        submission = judged(convention, tranche, command.submission, command)
        _ensure_submitted(tranche, submission, command)
    bounds.ensure_room(tranche, Stage.JUSTIFIED, command, rules.JustificationExceedsPayment)
    justified = e.TrancheJustified(
        **of_step(convention, tranche, command),
        amount=command.amount,
        submission=command.submission,
    )
    return [justified]


def _ensure_taken_over(convention: Convention, tranche: Tranche, command: c.JustifyTranche) -> None:
    """The office alone takes over what stands on paper, while nothing waits for an answer."""
    if "office" not in command.caller.roles:
        raise rules.SubmissionNeeded(tranche=tranche.tranche)
    waiting = [each.number for each in tranche.submissions.values() if each.left]
    if waiting:
        raise rules.SubmissionOpen(tranche=tranche.tranche, submission=waiting[0])
    bounds.ensure_duty(convention, tranche, Duty.JUSTIFY, command.caller)
    bounds.ensure_no_builder(convention, tranche, command.caller)


def _ensure_submitted(tranche: Tranche, submission: Submission, command: c.JustifyTranche) -> None:
    if command.amount > submission.left:
        raise rules.AcceptanceExceedsSubmission(
            tranche=tranche.tranche,
            submission=submission.number,
            asked=str(command.amount),
            left=str(submission.left),
        )


def judged(
    convention: Convention, tranche: Tranche, number: int, command: ConventionCommand
) -> Submission:
    """An open submission, by somebody of another party than who handed it in."""
    submission = open_submission(tranche, number, command.on)
    ensure_judges(convention, tranche, submission, command.caller)
    return submission


def ensure_judges(
    convention: Convention, tranche: Tranche, submission: Submission, caller: Caller
) -> None:
    """The office or its funder: neither the person who handed it in, nor of that party."""
    bounds.ensure_duty(convention, tranche, Duty.ACCEPT, caller)
    if submission.organisation in {str(each) for each in speaks_for(convention, caller)}:
        raise rules.OwnSubmission(tranche=tranche.tranche, submission=submission.number)
    if "office" not in caller.roles:
        ensure_own_money(convention, caller, tranche.organisation_id)


def open_submission(tranche: Tranche, number: int, on: date) -> Submission:
    """Raises SubmissionUnknown, SubmissionAnswered, or AnswerBeforeSubmission."""
    found = tranche.submissions.get(number)
    if found is None:
        raise rules.SubmissionUnknown(tranche=tranche.tranche, submission=number)
    if found.state is not SubmissionState.OPEN:
        raise rules.SubmissionAnswered(
            tranche=tranche.tranche, submission=number, answer=str(found.state)
        )
    if on < found.on:
        raise rules.AnswerBeforeSubmission(submission=number, on=str(on), since=str(found.on))
    return found

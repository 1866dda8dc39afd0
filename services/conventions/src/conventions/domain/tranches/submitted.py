"""What becomes of the submissions of a tranche."""

from mithaq.money import Money
from mithaq.states import changed, put

from conventions.domain.core.submission import Submission, SubmissionState
from conventions.domain.core.tranche import Tranche


def with_submission(tranche: Tranche, submission: Submission) -> Tranche:
    """The tranche with this submission, new or answered."""
    return changed(tranche, submissions=put(tranche.submissions, submission.number, submission))


def accepted(tranche: Tranche, number: int, amount: Money, who: str) -> Tranche:
    """So much more of it; once that is all of it, it is answered."""
    known = tranche.submissions[number]
    more = known.accepted + amount
    state = SubmissionState.ACCEPTED if more == known.amount else known.state
    answered = changed(known, accepted=more, accepted_by=known.accepted_by | {who}, state=state)
    return with_submission(tranche, answered)

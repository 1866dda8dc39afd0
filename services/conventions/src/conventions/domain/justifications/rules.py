"""What may be handed in as a proof of spending, and taken away again."""

from mithaq.commands import Caller
from mithaq.errors import Forbidden, RuleBroken

from conventions.domain.core.convention import Convention
from conventions.domain.core.rules import NothingWaits
from conventions.domain.core.schedule import SUBMITTED


class SubmissionExceedsPayment(RuleBroken):
    """What is handed in was paid, and neither justified nor handed in before."""

    code = "submission-exceeds-payment"


class DocumentsMissing(RuleBroken):
    """Spending is proved by a document at least."""

    code = "documents-missing"


class NotTheSubmitter(Forbidden):
    """A submission is withdrawn by the party that handed it in."""

    code = "not-the-submitter"


def ensure_submission_waits(convention: Convention, _: Caller) -> None:
    if not convention.lookups.sum(SUBMITTED):
        raise NothingWaits(step="submission")

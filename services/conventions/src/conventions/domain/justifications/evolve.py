"""What the events of proofs of spending change."""

from typing import assert_never

from mithaq.events import Provenance
from mithaq.states import changed

from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, with_duty
from conventions.domain.core.schedule import with_tranche
from conventions.domain.core.submission import Submission, SubmissionState
from conventions.domain.core.tranche import Tranche
from conventions.domain.justifications import events as e
from conventions.domain.tranches.submitted import with_submission


def evolve(
    convention: Convention, event: e.JustificationsEvent, provenance: Provenance
) -> Convention:
    tranche = convention.tranches[event.tranche]
    match event:
        case e.JustificationSubmitted():
            submission, duty = _submitted(event, provenance), Duty.JUSTIFY
        case e.JustificationRefused():
            submission, duty = _answered(tranche, event, SubmissionState.REFUSED), Duty.ACCEPT
        case e.SubmissionWithdrawn():
            submission, duty = _answered(tranche, event, SubmissionState.WITHDRAWN), Duty.JUSTIFY
        case _:
            assert_never(event)
    done_by = with_duty(tranche.done_by, duty, provenance)
    return with_tranche(convention, changed(with_submission(tranche, submission), done_by=done_by))


def _submitted(event: e.JustificationSubmitted, provenance: Provenance) -> Submission:
    return Submission(
        number=event.submission,
        amount=event.amount,
        on=event.on,
        organisation=provenance.by.organisation,
        documents=event.documents,
    )


def _answered(
    tranche: Tranche,
    event: e.JustificationRefused | e.SubmissionWithdrawn,
    state: SubmissionState,
) -> Submission:
    return changed(tranche.submissions[event.submission], state=state)

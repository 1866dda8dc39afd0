"""A convention is completed, and what that waits for."""

from datetime import date

from conventions.domain.amendments.rules import AmendmentStillOpen
from conventions.domain.core.vocabulary import State
from conventions.domain.ending.commands import CompleteConvention
from conventions.domain.ending.events import ConventionCompleted
from conventions.domain.ending.rules import ReportMissing, TranchesUnsettled
from conventions.domain.execution.commands import ReportProgress
from conventions.domain.tranches import commands as tranches

from ..amendments.story import RAISED, draft
from ..execution.story import REPORT
from ..people import ID, office, operator, region
from ..story import in_force, state_of
from ..tranches.story import paid, scheduled, step

COMPLETE = region(CompleteConvention, report="Rapport")
COMPLETED = ConventionCompleted(convention_id=ID, report="Rapport")


def test_a_convention_is_completed_once_its_tranches_are_justified() -> None:
    story = scheduled().when(
        *paid(150),
        step(tranches.JustifyTranche, operator, 150),
        operator(ReportProgress, action="works", percent=60, observed_on=date(2026, 3, 1)),
        REPORT,
        *paid(250, "R2"),
        step(tranches.JustifyTranche, operator, 250, "R2"),
        region(CompleteConvention, report="Rapport final"),
    )
    assert state_of(story).state is State.COMPLETED


def test_completion_waits_for_every_tranche_and_a_report() -> None:
    refused = scheduled().refuses(COMPLETE, TranchesUnsettled)
    assert refused.values["tranches"] == "R1, R2"
    cancels = (region(tranches.CancelTranche, tranche=name, reason="x") for name in ("R1", "R2"))
    done = scheduled().when(*cancels)
    done.refuses(region(CompleteConvention, report=" "), ReportMissing)
    done.then(COMPLETE, COMPLETED)
    over = done.when(step(tranches.ReportExternalPayment, office, 5))
    over.refuses(COMPLETE, TranchesUnsettled)


def test_completion_waits_for_the_open_amendment() -> None:
    in_force().when(draft(RAISED)).refuses(COMPLETE, AmendmentStillOpen)

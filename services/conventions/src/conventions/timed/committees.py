"""What time brings of committees: they should have met, a decision should be carried out."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from mithaq.deadlines import CancelDeadline, Change
from mithaq.morocco import day_after

from conventions.deadline_kinds import DeadlineKind as Kind
from conventions.domain.committees import events as committees
from conventions.domain.core.months import months_after
from conventions.domain.signatures import events as signatures
from conventions.timed.timing import Told

CommitteeTimed = (
    signatures.ConventionEnteredIntoForce
    | committees.MinutesConfirmed
    | committees.DecisionCarriedOut
    | committees.DecisionDropped
)


def of_committees(event: CommitteeTimed, told: Told) -> Sequence[Change]:
    """They meet from the force on, and what they decide has its day."""

    def begins(kind: Kind, day: date, part: str) -> Change:
        return told.begins(kind, day_after(day), part)

    match event:
        case signatures.ConventionEnteredIntoForce(in_force_on=day, committees=written):
            return [CancelDeadline(kind=Kind.FORCE_EXPECTED)] + [
                begins(Kind.COMMITTEE_DUE, months_after(day, each.every_months), each.committee)
                for each in written
            ]
        case committees.MinutesConfirmed(committee=name, meets_again_by=day):
            again = [] if day is None else [begins(Kind.COMMITTEE_DUE, day, name)]
            due = (
                begins(Kind.DECISION_DUE, each.due_by, each.decision)
                for each in event.decisions
                if each.due_by is not None
            )
            return [*again, *due]
        case (
            committees.DecisionCarriedOut(decision=name) | committees.DecisionDropped(decision=name)
        ):
            return [CancelDeadline(kind=Kind.DECISION_DUE, part=name)]
        case _:
            assert_never(event)

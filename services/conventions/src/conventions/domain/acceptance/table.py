"""Transitions of the acceptance of works: its guarantee runs on once the convention has ended."""

from conventions.domain.acceptance import commands as c
from conventions.domain.acceptance import decide, rules
from conventions.domain.core import rules as core
from conventions.domain.core.commands import ENDED, RUNNING, Rule, row
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.limits import PartsTooMany
from conventions.domain.core.policy import Capacity
from conventions.domain.execution.rules import NotAFunderOfTheAction
from conventions.domain.notices.rules import DelayOutOfBounds

_WHEN = RUNNING | ENDED
_WHO = (Capacity.OFFICE, Capacity.FUNDER)
_ALL: tuple[Rule, ...] = (
    core.ActionUnknown,
    DutiesNotSeparated,
    rules.OwnWorks,
    NotAFunderOfTheAction,
    core.TextBlank,
)

ACCEPTANCE = (
    row(
        c.AcceptProvisionally,
        decide.accept_provisionally,
        _WHEN,
        _WHO,
        ready=(rules.ensure_some_progress,),
        rules=(
            *_ALL,
            core.NameDuplicated,
            PartsTooMany,
            DelayOutOfBounds,
            rules.WorksAcceptedAlready,
            rules.WorksUnbuilt,
        ),
    ),
    row(
        c.LiftReservation,
        decide.lift_reservation,
        _WHEN,
        _WHO,
        ready=(rules.ensure_some_accepted,),
        rules=(*_ALL, rules.ProvisionalFirst, rules.ReservationUnknown),
    ),
    row(
        c.AcceptFinally,
        decide.accept_finally,
        _WHEN,
        _WHO,
        ready=(rules.ensure_some_accepted,),
        rules=(
            *_ALL,
            rules.ProvisionalFirst,
            rules.WorksAcceptedAlready,
            rules.ReservationsLeft,
            rules.GuaranteeRuns,
        ),
    ),
)

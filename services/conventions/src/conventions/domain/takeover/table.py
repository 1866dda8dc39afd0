"""What is still to be read in the file of a convention that was taken over: two persons a fact."""

from conventions.domain.core import rules as core
from conventions.domain.core.balance import YearOutsidePeriod
from conventions.domain.core.commands import RUNNING, Rule, row
from conventions.domain.core.policy import Capacity
from conventions.domain.takeover import commands as c
from conventions.domain.takeover import completing, rules
from conventions.domain.tranches.payment_references import ReferenceUsed
from conventions.domain.tranches.rules import TrancheAlreadyPlanned

_READY = (rules.ensure_archives, rules.ensure_taken_over)
_READ: tuple[Rule, ...] = (
    rules.ArchivedFactMalformed,
    rules.ArchivedFactNotOpen,
    rules.ArchivedDatesDisordered,
    rules.ArchivedPartUnknown,
    rules.ArchivedTotalExceeded,
    rules.ArchivedMoneyBeyond,
    rules.ArchivedKindMixed,
    YearOutsidePeriod,
    core.AmountNotPositive,
    core.ReasonMissing,
    TrancheAlreadyPlanned,
)

TAKEOVER = (
    row(
        c.ProposeArchivedFact,
        completing.propose,
        RUNNING,
        (Capacity.OFFICE,),
        ready=_READY,
        rules=_READ,
    ),
    row(
        c.ConfirmArchivedFact,
        completing.confirm,
        RUNNING,
        (Capacity.OFFICE,),
        ready=_READY,
        rules=(*_READ, rules.ArchivedFactUnknown, rules.EntererMayNotCheck, ReferenceUsed),
    ),
    row(
        c.ReturnArchivedFact,
        completing.give_back,
        RUNNING,
        (Capacity.OFFICE,),
        ready=_READY,
        rules=(rules.ArchivedFactUnknown, core.ReasonMissing),
    ),
)

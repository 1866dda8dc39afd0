"""Transitions of progress and documents: in none of them does the state move."""

from mithaq.dating import DateInFuture

from conventions.domain.core import rules as core
from conventions.domain.core.commands import BINDING, RUNNING, row
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.execution import commands as c
from conventions.domain.execution import decide, rules
from conventions.domain.tranches.rules import (
    TrancheIsCancelled,
    TrancheUnknown,
    ensure_some_tranche,
)

_OWNED = (*MANAGERS, Capacity.OWNER)

EXECUTION = (
    row(
        c.DepositDocument,
        decide.deposit_document,
        BINDING,
        (*_OWNED, Capacity.FUNDER),
        ready=(ensure_some_tranche,),
        rules=(TrancheUnknown, TrancheIsCancelled, rules.DigestMalformed, DutiesNotSeparated),
        while_inactive=True,
    ),
    row(
        c.ReportProgress,
        decide.report_progress,
        RUNNING,
        _OWNED,
        rules=(core.ActionUnknown, core.PercentMalformed, DateInFuture, DutiesNotSeparated),
        effective_on=decide.observed_day,
        while_inactive=True,
    ),
    row(
        c.AcceptProgress,
        decide.accept_progress,
        RUNNING,
        (Capacity.OFFICE, Capacity.FUNDER),
        ready=(rules.ensure_some_progress,),
        rules=(
            core.ActionUnknown,
            rules.ProgressUnknown,
            rules.OwnProgress,
            rules.NotAFunderOfTheAction,
            rules.AcceptedTooEarly,
            DutiesNotSeparated,
        ),
    ),
)

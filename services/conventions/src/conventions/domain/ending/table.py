"""Transitions of suspension, resumption and completion."""

from conventions.domain.amendments.planned_since import AmendmentBelowPlanned
from conventions.domain.core import rules as core
from conventions.domain.core.commands import CLOSED, ENDED, IN_FORCE, RUNNING, TERMINATED, row
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.vocabulary import State
from conventions.domain.ending import closing, decide, rules, terminating
from conventions.domain.ending import commands as c
from conventions.domain.notices.resting import (
    RESTING_RULES,
    NoticeImpeded,
    ensure_not_own_debt,
)
from conventions.domain.notices.rules import DelayOutOfBounds, ensure_some_notice
from conventions.domain.tranches.rules import OrderPending, OverpaymentUnsettled

ENDING = (
    row(
        c.SuspendConvention,
        decide.suspend,
        IN_FORCE,
        MANAGERS,
        to=State.SUSPENDED,
        ready=(ensure_not_own_debt,),
        rules=(core.ReasonMissing, *RESTING_RULES),
    ),
    row(
        c.ResumeConvention,
        decide.resume,
        frozenset({State.SUSPENDED}),
        MANAGERS,
        to=State.IN_FORCE,
        rules=(core.ReasonMissing, rules.ResumptionBackdated),
    ),
    row(
        c.CompleteConvention,
        decide.complete,
        IN_FORCE,
        MANAGERS,
        to=State.COMPLETED,
        ready=(rules.ensure_finished,),
        rules=(rules.ReportMissing, rules.ConventionUnfinished),
    ),
    row(
        c.TerminateConvention,
        terminating.terminate,
        RUNNING,
        MANAGERS,
        to=State.TERMINATED,
        ready=(ensure_some_notice,),
        rules=(
            core.ReasonMissing,
            core.TextBlank,
            DelayOutOfBounds,
            *RESTING_RULES,
            terminating.NoticeServedByYou,
            DutiesNotSeparated,
            NoticeImpeded,
            OrderPending,
            OverpaymentUnsettled,
            AmendmentBelowPlanned,
        ),
    ),
    row(
        c.CloseConvention,
        closing.close,
        ENDED,
        MANAGERS,
        to=State.CLOSED,
        ready=(closing.ensure_closable,),
        rules=(core.TextBlank,),
    ),
    row(
        c.ArchiveConvention,
        closing.archive,
        CLOSED,
        MANAGERS,
        ready=(closing.ensure_closable, closing.ensure_closed_by_another),
        rules=(core.TextBlank,),
    ),
    row(
        c.NoteRefundOverdue,
        terminating.note_refund_overdue,
        TERMINATED | CLOSED,
        (Capacity.SYSTEM,),
        while_inactive=True,
    ),
)

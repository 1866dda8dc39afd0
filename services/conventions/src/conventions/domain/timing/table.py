"""Transitions of what time tells: the system's alone, and the state stays."""

from conventions.domain.core.commands import BINDING, FROZEN, RUNNING, row
from conventions.domain.core.policy import Capacity
from conventions.domain.timing import commands as c
from conventions.domain.timing import decide

_SYSTEM = (Capacity.SYSTEM,)

TIMING = (
    row(c.NoteTrancheOverdue, decide.note_overdue, BINDING, _SYSTEM, while_inactive=True),
    row(c.CountLatenessAgain, decide.count_again, RUNNING, _SYSTEM, while_inactive=True),
    row(c.NoteDurationEnding, decide.note_ending, RUNNING, _SYSTEM, while_inactive=True),
    row(c.NoteMandateEnding, decide.note_mandate_ending, FROZEN, _SYSTEM, while_inactive=True),
    row(c.NoteDurationOver, decide.note_over, RUNNING, _SYSTEM, while_inactive=True),
)

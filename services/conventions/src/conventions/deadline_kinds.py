"""What deadlines are for. Stored with each that waits, so none is renamed."""

from enum import StrEnum
from typing import Final

HOLIDAY_CORRECTED: Final = "holiday-corrected"  # of the calendar, for all conventions at once


class DeadlineKind(StrEnum):
    """Of one convention: what ends when nobody acts in time."""

    ROUND_ENDS = "round-ends"
    SIGNING_ENDS = "signing-ends"
    TACIT_APPROVAL = "tacit-approval"
    SPLIT_DUE = "split-due"
    CONDITION_DUE = "condition-due"
    AMENDMENT_SIGNING_ENDS = "amendment-signing-ends"
    AMENDMENT_TACIT_APPROVAL = "amendment-tacit-approval"

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
    OBLIGATION_ENDING = "obligation-ending"
    OBLIGATION_DUE = "obligation-due"
    FORCE_EXPECTED = "force-expected"
    COMMITTEE_DUE = "committee-due"
    DECISION_DUE = "decision-due"
    NOTICE_EXPIRES = "notice-expires"
    REFUND_DUE = "refund-due"
    AMENDMENT_SIGNING_ENDS = "amendment-signing-ends"
    AMENDMENT_TACIT_APPROVAL = "amendment-tacit-approval"
    TRANCHE_DUE = "tranche-due"
    TRANCHE_LATE = "tranche-late"
    PAYMENT_TAKEN_BACK = "payment-taken-back"
    LATENESS_RESUMED = "lateness-resumed"
    DURATION_ENDING = "duration-ending"
    DURATION_OVER = "duration-over"

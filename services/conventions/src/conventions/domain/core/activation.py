"""By when a signed convention is expected to be in force."""

from datetime import date, timedelta
from typing import Final

# Assumption: no text sets a time; of 1,262 published conventions of one operator 30 never began.
FORCE_EXPECTED_DAYS: Final = 90


def force_expected_by(signed_on: date) -> date:
    """The last day on which nobody is told that it is not in force."""
    return signed_on + timedelta(days=FORCE_EXPECTED_DAYS)

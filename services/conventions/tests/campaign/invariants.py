"""Every invariant, by the name that a violation tells."""

from collections.abc import Iterator

from .invariants_accord import ACCORD
from .invariants_amending import AMENDING
from .invariants_conditions import CONDITIONS
from .invariants_days import DAYS
from .invariants_delivery import DELIVERY
from .invariants_ending import ENDING
from .invariants_money import MONEY
from .invariants_people import PEOPLE
from .invariants_plan import PLAN
from .invariants_release import RELEASE
from .invariants_signing import SIGNING
from .record import Record

INVARIANTS = (
    *MONEY,
    *PLAN,
    *RELEASE,
    *DELIVERY,
    *DAYS,
    *PEOPLE,
    *SIGNING,
    *AMENDING,
    *ENDING,
    *CONDITIONS,
    *ACCORD,
)


def broken(record: Record) -> Iterator[str]:
    """Each fault with the name of its invariant."""
    for invariant in INVARIANTS:
        for fault in invariant(record):
            yield f"{invariant.__name__}: {fault}"

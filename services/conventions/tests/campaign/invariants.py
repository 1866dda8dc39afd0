"""Every invariant, by the name that a violation tells."""

from collections.abc import Iterator

from .invariants_accord import ACCORD
from .invariants_amending import AMENDING
from .invariants_conditions import CONDITIONS
from .invariants_days import DAYS
from .invariants_delivery import DELIVERY
from .invariants_effects import EFFECTS
from .invariants_ending import ENDING
from .invariants_envelope import ENVELOPE
from .invariants_money import MONEY
from .invariants_people import PEOPLE
from .invariants_plan import PLAN
from .invariants_release import RELEASE
from .invariants_signing import SIGNING
from .record import Record, by_convention

# Of each convention, from its own record.
OF_EACH = (
    *MONEY,
    *PLAN,
    *RELEASE,
    *DELIVERY,
    *DAYS,
    *EFFECTS,
    *PEOPLE,
    *SIGNING,
    *AMENDING,
    *ENDING,
    *CONDITIONS,
    *ACCORD,
)
# Of a framework and those under it, from what all of them recorded.
OF_ALL = ENVELOPE
INVARIANTS = (*OF_EACH, *OF_ALL)


def broken(record: Record) -> Iterator[str]:
    """Each fault with the name of its invariant."""
    for own in by_convention(record).values():
        for invariant in OF_EACH:
            for fault in invariant(own):
                yield f"{invariant.__name__}: {fault}"
    for invariant in OF_ALL:
        for fault in invariant(record):
            yield f"{invariant.__name__}: {fault}"

"""What holds of suspensive conditions: nothing is in force before each is met, in time."""

from datetime import date

from conventions.domain.conditions import events as conditions
from conventions.domain.signatures import events as signatures

from .record import Faults, Record, told


def nothing_is_in_force_before_its_conditions(record: Record) -> Faults:
    """Each was met, once the text was signed, and none later than the force."""
    waits_for: set[str] = set()
    met: dict[str, date] = {}
    for entry, event in told(record):
        match event:
            case conditions.ConditionWritten():
                waits_for.add(event.condition.condition)
            case conditions.ConditionRemoved():
                waits_for.discard(event.condition.condition)
            case conditions.ConditionMet():
                met[event.condition] = entry.on
            case signatures.ConventionEnteredIntoForce():
                if missing := waits_for - met.keys():
                    yield f"in force without {sorted(missing)}"
                if any(day > event.in_force_on for day in met.values()):
                    yield f"in force on {event.in_force_on}, before what it waited for"


CONDITIONS = (nothing_is_in_force_before_its_conditions,)

"""Duties that stay apart as persons: the table that the rules, the docs and the API read.

They are counted by tranche, from the text that plans it to the acceptance of what it paid for. Two
subjects that fold alike are one person (`mithaq.commands.person`), whatever their organisations.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from mithaq.commands import Caller, person
from mithaq.errors import RuleBroken
from mithaq.events import Provenance


class Duty(StrEnum):
    """What somebody does on the way of a convention's money."""

    PREPARE = "prepare"
    APPROVE = "approve"
    SIGN = "sign"
    CALL = "call"
    COMMIT = "commit"
    VISA = "visa"
    ORDER = "order"
    AUTHORISE = "authorise"
    PAY = "pay"
    REPORT = "report"
    JUSTIFY = "justify"
    ACCEPT = "accept"


class DutiesNotSeparated(RuleBroken):
    """Two duties that check one another are not one person's."""

    code = "duties-not-separated"


DoneBy = Mapping[Duty, frozenset[str]]
_NOBODY: Final[frozenset[str]] = frozenset()

APART: tuple[tuple[Duty, Duty], ...] = (
    (Duty.PREPARE, Duty.APPROVE),
    (Duty.PREPARE, Duty.VISA),
    (Duty.PREPARE, Duty.PAY),
    (Duty.APPROVE, Duty.SIGN),
    (Duty.CALL, Duty.COMMIT),
    (Duty.CALL, Duty.VISA),
    (Duty.CALL, Duty.ORDER),
    (Duty.CALL, Duty.AUTHORISE),
    (Duty.CALL, Duty.PAY),
    (Duty.CALL, Duty.REPORT),
    (Duty.CALL, Duty.JUSTIFY),
    (Duty.CALL, Duty.ACCEPT),
    (Duty.COMMIT, Duty.VISA),
    (Duty.COMMIT, Duty.PAY),
    (Duty.VISA, Duty.ORDER),
    (Duty.VISA, Duty.PAY),
    (Duty.ORDER, Duty.AUTHORISE),
    (Duty.ORDER, Duty.PAY),
    (Duty.AUTHORISE, Duty.PAY),
    (Duty.JUSTIFY, Duty.ORDER),
    (Duty.JUSTIFY, Duty.AUTHORISE),
    (Duty.JUSTIFY, Duty.PAY),
    (Duty.JUSTIFY, Duty.ACCEPT),
    (Duty.REPORT, Duty.ACCEPT),
    (Duty.ACCEPT, Duty.PAY),
)


def excluded_by(duty: Duty) -> frozenset[Duty]:
    """The duties that whoever did `duty` may not do as well."""
    pairs = (pair for pair in APART if duty in pair)
    return frozenset(other for pair in pairs for other in pair if other is not duty)


def ensure_apart(done_by: DoneBy, duty: Duty, caller: Caller) -> None:
    """Raise DutiesNotSeparated if the caller did what excludes `duty`."""
    for done in sorted(excluded_by(duty)):
        if caller.person in done_by.get(done, ()):
            raise DutiesNotSeparated(done=str(done), asked=str(duty))


def with_duty(done_by: DoneBy, duty: Duty, provenance: Provenance) -> DoneBy:
    """`done_by`, once the author of an event did `duty`."""
    return with_person(done_by, duty, person(provenance.by.id))


def with_person(done_by: DoneBy, duty: Duty, who: str) -> DoneBy:
    """`done_by`, once this person did `duty`."""
    known = done_by.get(duty, _NOBODY)
    return done_by if who in known else {**done_by, duty: known | {who}}

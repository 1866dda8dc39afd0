"""Who gives commands in the tests: a region, a commune, an operator, the office, the Treasury.

The operator and the region have two people each, the office three: duties stay apart as persons.
"""

from datetime import date
from typing import TypeVar
from uuid import UUID

from conventions.domain.core.commands import CommandHeader, ConventionCommand
from mithaq.commands import Caller, system
from mithaq.dating import Dating

ID = UUID("018f0000-0000-7000-8000-000000000001")
REGION = UUID("018f0000-0000-7000-8000-0000000000a1")
COMMUNE = UUID("018f0000-0000-7000-8000-0000000000a2")
OPERATOR = UUID("018f0000-0000-7000-8000-0000000000a3")
STRANGER = UUID("018f0000-0000-7000-8000-0000000000ff")
MINISTRY = UUID("018f0000-0000-7000-8000-0000000000a9")
INTERIOR_MINISTRY = UUID("018f0000-0000-7000-8000-0000000000b1")
FINANCE_MINISTRY = UUID("018f0000-0000-7000-8000-0000000000b2")
CONTROL_BUREAU = UUID("018f0000-0000-7000-8000-0000000000b3")
DAY = date(2026, 3, 2)

OFFICE = Caller(subject="office", organisation=MINISTRY, roles=frozenset({"office"}))
CLERK = Caller(subject="clerk", organisation=MINISTRY, roles=frozenset({"office"}))
REGION_HEAD = Caller(subject="region-head", organisation=REGION, roles=frozenset({"partner"}))
COMMUNE_HEAD = Caller(subject="commune-head", organisation=COMMUNE, roles=frozenset({"partner"}))
OPERATOR_HEAD = Caller(subject="operator-head", organisation=OPERATOR, roles=frozenset({"partner"}))
BOOKKEEPER = Caller(subject="bookkeeper", organisation=OPERATOR, roles=frozenset({"partner"}))
REGISTRAR = Caller(subject="registrar", organisation=MINISTRY, roles=frozenset({"office"}))
TREASURER = Caller(subject="treasurer", organisation=REGION, roles=frozenset({"partner"}))
_APPROVER = frozenset({"approver"})
REGION_COUNCIL = Caller(subject="region-council", organisation=REGION, roles=_APPROVER)
COMMUNE_COUNCIL = Caller(subject="commune-council", organisation=COMMUNE, roles=_APPROVER)
INTERIOR = Caller(subject="interior", organisation=INTERIOR_MINISTRY, roles=_APPROVER)
FINANCE = Caller(subject="finance", organisation=FINANCE_MINISTRY, roles=_APPROVER)
CONTROL = Caller(subject="control", organisation=CONTROL_BUREAU, roles=frozenset({"controller"}))
OUTSIDER = Caller(subject="outsider", organisation=STRANGER, roles=frozenset({"partner"}))
AUDITOR = Caller(subject="auditor", organisation=None, roles=frozenset({"auditor"}))
CONTROLLER = Caller(
    subject="controller", organisation=None, roles=frozenset({"controller", "treasury"})
)
ACCOUNTANT = Caller(
    subject="accountant", organisation=None, roles=frozenset({"accountant", "treasury"})
)

C = TypeVar("C", bound=ConventionCommand)


class Say:
    """Commands to the convention of the tests, given by one caller on one day."""

    def __init__(
        self,
        caller: Caller,
        on: date = DAY,
        recorded_on: date | None = None,
        *,
        reason: str | None = None,
    ) -> None:
        self.caller, self.on, self.recorded_on = caller, on, recorded_on or on
        self.dating_reason = reason
        self.inactive: frozenset[UUID] = frozenset()

    @property
    def header(self) -> CommandHeader:
        return CommandHeader(
            convention_id=ID,
            caller=self.caller,
            dating=Dating(on=self.on, recorded_on=self.recorded_on, reason=self.dating_reason),
            inactive=self.inactive,
        )

    def __call__(self, command: type[C], /, **fields: object) -> C:
        return command(header=self.header, **fields)

    def on_day(self, on: date, recorded_on: date | None = None) -> "Say":
        """The same caller, on another day; recorded that very day unless another is given."""
        return Say(self.caller, on, recorded_on)

    def while_suspended(self, *organisations: UUID) -> "Say":
        """The same caller, while these organisations are suspended."""
        said = Say(self.caller, self.on, self.recorded_on)
        said.inactive = frozenset(organisations)
        return said


by_itself = Say(system("deadlines"))
office, clerk, region = Say(OFFICE), Say(CLERK), Say(REGION_HEAD)
commune, operator = Say(COMMUNE_HEAD), Say(OPERATOR_HEAD)
bookkeeper = Say(BOOKKEEPER)
registrar, treasurer = Say(REGISTRAR), Say(TREASURER)
controller, accountant = Say(CONTROLLER), Say(ACCOUNTANT)
region_council, commune_council = Say(REGION_COUNCIL), Say(COMMUNE_COUNCIL)
interior, finance, control = Say(INTERIOR), Say(FINANCE), Say(CONTROL)

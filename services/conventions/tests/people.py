"""Who gives commands in the tests: a region, a commune, an operator, the office, the Treasury."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from conventions.domain.core.commands import CommandHeader, ConventionCommand
from mithaq.commands import Caller

ID = UUID("018f0000-0000-7000-8000-000000000001")
REGION = UUID("018f0000-0000-7000-8000-0000000000a1")
COMMUNE = UUID("018f0000-0000-7000-8000-0000000000a2")
OPERATOR = UUID("018f0000-0000-7000-8000-0000000000a3")
STRANGER = UUID("018f0000-0000-7000-8000-0000000000ff")
MINISTRY = UUID("018f0000-0000-7000-8000-0000000000a9")
DAY = date(2026, 3, 2)

OFFICE = Caller(subject="office", organisation=MINISTRY, roles=frozenset({"office"}))
REGION_HEAD = Caller(subject="region-head", organisation=REGION, roles=frozenset({"partner"}))
COMMUNE_HEAD = Caller(subject="commune-head", organisation=COMMUNE, roles=frozenset({"partner"}))
OPERATOR_HEAD = Caller(subject="operator-head", organisation=OPERATOR, roles=frozenset({"partner"}))
OUTSIDER = Caller(subject="outsider", organisation=STRANGER, roles=frozenset({"partner"}))
AUDITOR = Caller(subject="auditor", organisation=None, roles=frozenset({"auditor"}))
CONTROLLER = Caller(subject="controller", organisation=None, roles=frozenset({"controller"}))
ACCOUNTANT = Caller(subject="accountant", organisation=None, roles=frozenset({"accountant"}))

C = TypeVar("C", bound=ConventionCommand)


class Say:
    """Commands to the convention of the tests, given by one caller on one day."""

    def __init__(self, caller: Caller, on: date = DAY) -> None:
        self.caller, self.on = caller, on

    @property
    def header(self) -> CommandHeader:
        return CommandHeader(convention_id=ID, caller=self.caller, on=self.on)

    def __call__(self, command: type[C], /, **fields: object) -> C:
        return command(header=self.header, **fields)

    def on_day(self, on: date) -> "Say":
        return Say(self.caller, on)


office, region = Say(OFFICE), Say(REGION_HEAD)
commune, operator = Say(COMMUNE_HEAD), Say(OPERATOR_HEAD)
controller, accountant = Say(CONTROLLER), Say(ACCOUNTANT)

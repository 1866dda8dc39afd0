"""Commands on formal notices."""

from dataclasses import dataclass
from uuid import UUID

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.notice import Breach


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeNotice(ConventionCommand):
    """`days` to put it right, counted from the day it is recorded; `act` names the paper."""

    addressee: UUID
    breach: Breach
    days: int
    reason: str
    act: str

    def empowered_by(self) -> str | None:
        return self.act


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNotice(ConventionCommand):
    notice: int
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawNotice(ConventionCommand):
    notice: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireNotice(ConventionCommand):
    """Its delay is over: given by the deadline, and by nobody else."""

    notice: int

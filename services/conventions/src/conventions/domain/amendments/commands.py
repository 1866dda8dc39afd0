"""Commands that change a convention in force."""

from dataclasses import dataclass
from datetime import date

from conventions.domain.core.amendment import Operations
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.position import Position
from conventions.domain.core.signing_round import Signing


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAmendment(ConventionCommand):
    reason: str
    operations: Operations


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentCommand(ConventionCommand):
    """A command on the amendment of that number."""

    amendment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAmendmentPosition(AmendmentCommand):
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseAmendment(AmendmentCommand):
    reason: str
    operations: Operations


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeAmendmentText(AmendmentCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAmendment(AmendmentCommand):
    signing: Signing

    def empowered_by(self) -> str | None:
        return self.signing.mandate.instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAmendmentIntoEffect(AmendmentCommand):
    effective_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAmendment(AmendmentCommand):
    reason: str

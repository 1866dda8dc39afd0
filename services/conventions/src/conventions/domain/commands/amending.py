"""Changing a convention that is in force."""

from dataclasses import dataclass
from datetime import date

from conventions.domain.commands.agreeing import Mandate
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.state.amendment import Operations
from conventions.domain.vocabulary import SignatureLevel, Stance


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
    stance: Stance
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseAmendment(AmendmentCommand):
    reason: str
    operations: Operations


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeAmendmentText(AmendmentCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAmendment(AmendmentCommand):
    mandate: Mandate
    level: SignatureLevel
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAmendmentIntoEffect(AmendmentCommand):
    effective_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAmendment(AmendmentCommand):
    reason: str

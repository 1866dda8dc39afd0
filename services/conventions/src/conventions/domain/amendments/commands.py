"""Commands that change a convention in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from conventions.domain.approvals.delays import DaysCorrected
from conventions.domain.core.amendment import Minutes, Operations
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.frame import Thresholds
from conventions.domain.core.position import Position
from conventions.domain.core.signing_round import Power, Signing


def decided_by(minutes: Minutes | None) -> str | None:
    """The minutes as the instrument of what rests on them."""
    return f"{minutes.committee} {minutes.held_on}" if minutes else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAmendment(ConventionCommand):
    """`base_text_sha256` is of the text that its drafter read, where that is said."""

    reason: str
    base_text_sha256: str | None = None
    operations: Operations
    minutes: Minutes | None = None

    def empowered_by(self) -> str | None:
        return decided_by(self.minutes)


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
    minutes: Minutes | None = None

    def empowered_by(self) -> str | None:
        return decided_by(self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeAmendmentText(AmendmentCommand):
    """Where its result needs no approval that is still to be granted, the signature opens at once.

    `kinds` are those of parties whose invitation told none, as the registry has them today;
    `sign_by` is the last day to sign it, where one is said.
    """

    sign_by: date | None = None
    kinds: Mapping[UUID, str] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAmendmentApprovals(AmendmentCommand):
    """`kinds` are also those of the bodies asked; `corrected` what the office said of days off."""

    approvals: tuple[RequiredApproval, ...]
    kinds: Mapping[UUID, str] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)
    corrected: DaysCorrected = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantAmendmentApproval(AmendmentCommand):
    approval: RequiredApproval
    instrument: str

    def empowered_by(self) -> str | None:
        return self.instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseAmendmentApproval(AmendmentCommand):
    approval: RequiredApproval
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantAmendmentTacitly(AmendmentCommand):
    """The delay of the body asked is over: given by the deadline, and by nobody else."""

    approval: RequiredApproval
    corrected: DaysCorrected = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAmendmentDelaysAgain(AmendmentCommand):
    """The office corrected days off: what is not over yet is counted again, by itself."""

    corrected: DaysCorrected = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAmendment(AmendmentCommand):
    signing: Signing

    def empowered_by(self) -> str | None:
        return self.signing.mandate.instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseAmendment(AmendmentCommand):
    """Refuse it for good, under the mandate that would let the caller sign it."""

    power: Power
    reason: str

    def empowered_by(self) -> str | None:
        return self.power.mandate.instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendAmendmentSigningTime(AmendmentCommand):
    """It may be signed until a later day, or has a last day to sign from now on."""

    sign_by: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseAmendment(AmendmentCommand):
    """The time to sign it is over: given by the deadline, and by nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAmendmentIntoEffect(AmendmentCommand):
    effective_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAmendment(AmendmentCommand):
    reason: str

"""Commands of signature and of entry into force."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.signing_round import Mandate, Power, Signing


@dataclass(frozen=True, slots=True, kw_only=True)
class SignConvention(ConventionCommand):
    """Sign the frozen text of the convention."""

    signing: Signing

    def empowered_by(self) -> str | None:
        return self.signing.mandate.instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseSignature(ConventionCommand):
    """Refuse the frozen text for good, under the mandate that would let the caller sign it."""

    power: Power
    reason: str

    def empowered_by(self) -> str | None:
        return self.power.mandate.instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendSigningTime(ConventionCommand):
    """The text may be signed until a later day, or has a last day to sign from now on."""

    sign_by: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseConvention(ConventionCommand):
    """The time to sign is over: given by the deadline, and by nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteNotActivated(ConventionCommand):
    """It should be in force by now: given by the deadline, and by nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMandateLost(ConventionCommand):
    """A mandate of a party ended or was revoked; `others`: the party has another that holds.

    Given when partners tells it, and by nobody.
    """

    organisation_id: UUID
    mandate_id: UUID
    lost_on: date
    others: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterIntoForce(ConventionCommand):
    """On a fixed date, or on the day of the last signature."""

    in_force_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectText(ConventionCommand):
    """A slip of the pen in the frozen text: `field` as `voiding` names it, of which `part`.

    `part` is the short name of an article, action, contribution or condition, or a party's id.
    """

    field: str
    part: str | None = None
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardSignature(ConventionCommand):
    """Have another mandated person of the same party sign in one's place."""

    power: Power
    to: Mandate
    reason: str

    def empowered_by(self) -> str | None:
        return self.power.mandate.instrument

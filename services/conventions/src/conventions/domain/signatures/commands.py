"""Commands of signature and of entry into force."""

from dataclasses import dataclass
from datetime import date

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.signing_round import Power, Signing


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
class EnterIntoForce(ConventionCommand):
    """On a fixed date, or on the day of the last signature."""

    in_force_on: date | None = None

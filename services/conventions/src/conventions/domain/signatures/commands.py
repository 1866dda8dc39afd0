"""Commands of signature and of entry into force."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.signing_round import Signing


@dataclass(frozen=True, slots=True, kw_only=True)
class SignConvention(ConventionCommand):
    """Sign the frozen text of the convention."""

    signing: Signing

    def empowered_by(self) -> str | None:
        return self.signing.mandate.instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseSignature(ConventionCommand):
    """`representative_id` is who the caller is in its organisation."""

    representative_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterIntoForce(ConventionCommand):
    """On a fixed date, or on the day of the last signature."""

    in_force_on: date | None = None

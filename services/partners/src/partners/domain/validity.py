"""On which days a mandate holds."""

from dataclasses import dataclass, replace
from datetime import date

from partners.domain.rules import MandateDatesReversed, RevocationOutsideValidity


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """`valid_to` is included; from `revoked_on` on, that day included, nothing holds any more."""

    valid_from: date
    valid_to: date | None = None
    revoked_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self._covers(day) and (self.revoked_on is None or day < self.revoked_on)

    def revoked(self, day: date) -> "Validity":
        """The same window cut at `day`. Raises RevocationOutsideValidity if it is not in it."""
        if not self._covers(day):
            raise RevocationOutsideValidity(
                revoked_on=day.isoformat(),
                valid_from=self.valid_from.isoformat(),
                valid_to=self.valid_to.isoformat() if self.valid_to else None,
            )
        return replace(self, revoked_on=day)

    def ensure_ordered(self) -> None:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise MandateDatesReversed(
                valid_from=self.valid_from.isoformat(), valid_to=self.valid_to.isoformat()
            )

    def _covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

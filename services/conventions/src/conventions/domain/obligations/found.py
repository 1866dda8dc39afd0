"""An occurrence with all that is known of it: what every decision on it looks at."""

from dataclasses import dataclass
from datetime import date

from mithaq.errors import RuleBroken

from conventions.domain.core.convention import Convention
from conventions.domain.core.obligation import Obligation, Occurrence
from conventions.domain.core.obliged import kept_of, span_of
from conventions.domain.core.occurrences import Kept, occurrences_of
from conventions.domain.obligations.commands import OccurrenceCommand
from conventions.domain.obligations.rules import obligation_of


class OccurrenceUnknown(RuleBroken):
    """An obligation falls due as often as its rule and the duration say."""

    code = "occurrence-unknown"


@dataclass(frozen=True, slots=True)
class Found:
    obligation: Obligation
    occurrence: Occurrence
    kept: Kept

    @property
    def due_on(self) -> date | None:
        return self.kept.due_on(self.occurrence)


def found_of(convention: Convention, command: OccurrenceCommand) -> Found:
    """Raises ObligationUnknown, OccurrenceUnknown."""
    obligation = obligation_of(convention, command.obligation)
    known = occurrences_of(obligation, span_of(convention))
    occurrence = next((each for each in known if each.number == command.occurrence), None)
    if occurrence is None:
        raise OccurrenceUnknown(
            obligation=command.obligation, occurrence=command.occurrence, count=len(known)
        )
    return Found(
        obligation, occurrence, kept_of(convention, command.obligation, command.occurrence)
    )

"""A drafter refers to one convention by one reference in a year: whoever reads it is sure which.

The reservation is a stream of its own, appended with the draft in one transaction. It is never
given back: a reference that was withdrawn or rejected stays in letters and in the history.
"""

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from mithaq.errors import RuleBroken
from mithaq.events import Provenance
from mithaq.folding import fold

from conventions.domain.core.policy import organisation_of
from conventions.domain.drafting.commands import DraftConvention
from conventions.domain.drafting.events import ReferenceReserved

# The convention that a reference is reserved for, if any.
Holder = UUID | None


class ReferenceTaken(RuleBroken):
    """A drafter gives a reference once a year, however it is written."""

    code = "reference-taken"


def stream_of(drafter: UUID, year: int, reference: str) -> str:
    """Of the reservation. References that readers take for equal have one, of a bounded name."""
    return f"reference-{drafter}-{year}-{sha256(fold(reference).encode()).hexdigest()}"


def reservation_of(command: DraftConvention) -> str:
    """The stream in which this draft reserves its reference."""
    drafter = organisation_of(command.caller)
    return stream_of(drafter, command.on.year, command.outline.reference)


def holder(_before: Holder, reserved: ReferenceReserved, _: Provenance) -> UUID:
    """Evolve: the convention that reserved the reference holds it."""
    return reserved.convention_id


def reserve(holding: Holder, command: DraftConvention) -> Sequence[ReferenceReserved]:
    """Decide: the first convention gets the reference, any other is refused."""
    drafter, year = organisation_of(command.caller), command.on.year
    return claim(holding, command.convention_id, drafter, year, command.outline.reference)


def claim(
    holding: Holder, convention_id: UUID, drafter: UUID, year: int, reference: str
) -> Sequence[ReferenceReserved]:
    """A drafter's reference of that year for this convention, which may hold it already."""
    if holding == convention_id:
        return []
    if holding is not None:
        raise ReferenceTaken(reference=reference, year=year, convention=str(holding))
    return [
        ReferenceReserved(
            convention_id=convention_id, organisation_id=drafter, year=year, reference=reference
        )
    ]

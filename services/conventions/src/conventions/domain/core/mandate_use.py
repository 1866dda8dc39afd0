"""How much of a mandate's ceiling is used, over all conventions and amendments together.

What is signed under a mandate that was delegated from it counts as well, so that a chain of
delegations signs no more than its first link may.

Stream: `mandate-{mandate_id}`, appended with the signature in one transaction: of two signatures at
once that together exceed the ceiling, the second finds the stream moved on and is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never
from uuid import UUID

from mithaq.events import Provenance
from mithaq.money import ZERO, Money

from conventions.domain.core import rules
from conventions.domain.core.signing_round import Mandate


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateUsed:
    """A text was signed under a mandate whose ceiling is for all that is signed under it.

    `organisation_id` is whose promise it is, where that is another entry of the mandate's own
    organisation, which was registered twice.
    """

    mandate_id: UUID
    convention_id: UUID
    amendment: int | None = None
    organisation_id: UUID | None = None
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateReleased:
    """That text binds nobody after all: its amount is free again under the mandate."""

    mandate_id: UUID
    convention_id: UUID
    amendment: int | None = None
    organisation_id: UUID | None = None
    amount: Money


MandateEvent = MandateUsed | MandateReleased


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedText:
    """A convention's own text, or that of one of its amendments.

    `party` is whose signature it is, where it is not the mandate's own organisation.
    """

    convention_id: UUID
    amendment: int | None = None
    party: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """What was promised in each text signed under the mandate."""

    amounts: Mapping[SignedText, Money] = field(default_factory=dict)

    @property
    def total(self) -> Money:
        """An amendment says a promise anew: of each party and convention the largest, once."""
        largest: dict[tuple[UUID, UUID | None], Money] = {}
        for text, amount in self.amounts.items():
            promise = text.convention_id, text.party
            largest[promise] = max(largest.get(promise, ZERO), amount)
        return Money.sum(largest.values())

    def with_text(self, text: SignedText, amount: Money) -> "Uses":
        return Uses(amounts={**self.amounts, text: amount})


def stream_of(mandate_id: UUID) -> str:
    return f"mandate-{mandate_id}"


def evolve(uses: Uses, event: MandateEvent, _: Provenance) -> Uses:
    text = SignedText(
        convention_id=event.convention_id, amendment=event.amendment, party=event.organisation_id
    )
    match event:
        case MandateUsed():
            return uses.with_text(text, event.amount)
        case MandateReleased():
            return Uses(amounts={k: v for k, v in uses.amounts.items() if k != text})
        case _:
            assert_never(event)


def use(uses: Uses, mandate: Mandate, text: SignedText, promised: Money) -> Sequence[MandateEvent]:
    """Decide: all that is signed under the mandate stays within its ceiling."""
    if mandate.ceiling is None or not mandate.bounds_total:
        return []
    after = uses.with_text(text, promised).total
    if after > mandate.ceiling:
        raise rules.MandateTotalExceeded(
            promised=str(promised), used=str(uses.total), ceiling=str(mandate.ceiling)
        )
    return [
        MandateUsed(
            mandate_id=mandate.mandate_id,
            convention_id=text.convention_id,
            amendment=text.amendment,
            organisation_id=text.party,
            amount=promised,
        )
    ]


def release(uses: Uses, mandate_id: UUID, text: SignedText) -> Sequence[MandateEvent]:
    """Decide: what this text took of the ceiling, for whomever, is given back."""
    return [
        MandateReleased(
            mandate_id=mandate_id,
            convention_id=used.convention_id,
            amendment=used.amendment,
            organisation_id=used.party,
            amount=amount,
        )
        for used, amount in uses.amounts.items()
        if (used.convention_id, used.amendment) == (text.convention_id, text.amendment)
    ]

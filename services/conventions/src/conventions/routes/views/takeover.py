"""How paper files, and what they leave open, are shown."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

import orjson
from mithaq.errors import NotFound
from mithaq.http import View, shortened, with_amounts
from pydantic import Field

from conventions.catalogue import CONVENTIONS, ENTRIES
from conventions.domain.core.archived import ArchivedFact, Gap
from conventions.domain.core.convention import Convention
from conventions.domain.takeover.entry import Entry, EntryState
from conventions.domain.takeover.events import ArchivedConventionEntered, ArchivedFactProposed
from conventions.domain.takeover.reading import taken_over
from conventions.domain.takeover.rules import archive_of


class EntryLine(View):
    convention_id: UUID
    reference: str
    title_fr: str
    title_ar: str | None
    state: EntryState
    revision: int
    entered_by: Annotated[str, Field(description="Who typed it last; another person checks it.")]
    entered_at: datetime


class GapView(View):
    kind: str
    part: Annotated[str | None, Field(description="Of which party, payment or paper.")]
    holds_payment: Annotated[
        bool, Field(description="Whether no payment is ordered until it is filled.")
    ]

    @classmethod
    def of(cls, gap: Gap) -> Self:
        return cls(kind=str(gap.kind), part=gap.part, holds_payment=gap.holds_payment)


class EntryView(View):
    convention_id: UUID
    state: EntryState
    revision: int
    reasons: Annotated[list[str], Field(description="Why it was returned.")]
    record: Annotated[dict[str, Any], Field(description="As it was typed.")]
    left_out: Annotated[
        dict[str, int], Field(description="Of lists too long for an answer: how many items.")
    ]
    gaps: list[GapView]

    @classmethod
    def of(cls, convention_id: UUID, entry: Entry, today: date) -> Self:
        """Raises NotFound where nothing was entered."""
        if entry.record is None or entry.state is None:
            raise NotFound(convention=str(convention_id))
        event = ArchivedConventionEntered(
            convention_id=convention_id, revision=entry.revision, record=entry.record
        )
        record, left_out = shortened(_written(event)["record"])
        told = taken_over(convention_id, entry.record, entry.last_by, today)
        return cls(
            convention_id=convention_id,
            state=entry.state,
            revision=entry.revision,
            reasons=list(entry.reasons),
            record=dict(record),
            left_out=dict(left_out),
            gaps=[GapView.of(gap) for gap in told.gaps],
        )


class ProposedView(View):
    fact_number: int
    fact: dict[str, Any]
    by: Annotated[str, Field(description="Who read it; another person confirms it.")]


class UnplacedView(View):
    payment: str
    amount: dict[str, str]
    reference: str


class Gaps(View):
    """What is to be completed before the next payment, and what else the file leaves open."""

    items: list[GapView]
    proposed: Annotated[list[ProposedView], Field(description="Read, and not confirmed yet.")]
    unplaced: Annotated[
        list[UnplacedView], Field(description="Payments of no known contribution: not counted.")
    ]

    @classmethod
    def of(cls, convention: Convention) -> Self:
        """Raises NotTakenOver."""
        archive = archive_of(convention)
        return cls(
            items=[GapView.of(gap) for gap in archive.gaps],
            proposed=[
                ProposedView(
                    fact_number=number,
                    fact=_fact(convention.convention_id, number, each.fact),
                    by=each.by,
                )
                for number, each in archive.proposed.items()
            ],
            unplaced=[
                UnplacedView(
                    payment=each.payment,
                    amount={"amount": str(each.amount), "currency": "MAD"},
                    reference=each.reference,
                )
                for each in archive.unplaced.values()
            ],
        )


def _fact(convention_id: UUID, number: int, fact: ArchivedFact) -> dict[str, Any]:
    event = ArchivedFactProposed(convention_id=convention_id, fact_number=number, fact=fact)
    found: dict[str, Any] = _written(event)["fact"]
    return found


def _written(event: ArchivedConventionEntered | ArchivedFactProposed) -> dict[str, Any]:
    catalogue: Any = ENTRIES if isinstance(event, ArchivedConventionEntered) else CONVENTIONS
    _, _, data = catalogue.encode(event)
    return with_amounts(orjson.loads(data), catalogue.amounts)

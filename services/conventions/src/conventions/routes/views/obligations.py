"""Obligations over HTTP: what is owed, occurrence by occurrence, as it stood on a day."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.events import Open
from mithaq.http import View
from pydantic import Field

from conventions.domain.core.convention import Convention
from conventions.domain.core.obligation import DueKind, Obligation, ObligationKind, Occurrence
from conventions.domain.core.obliged import kept_of
from conventions.domain.core.occurrences import OccurrenceState, Span, occurrences_of
from conventions.domain.core.terms import Terms
from conventions.domain.text_at import TextAt


class DueView(View):
    kind: Open[DueKind]
    day: date | None
    months: int
    days: int
    grace_days: int


class EvidenceDocumentView(View):
    kind: str
    sha256: str
    reference: str | None


class OccurrenceView(View):
    number: int
    first: Annotated[date | None, Field(description="Of its period; null: due at completion.")]
    last: date | None
    due_on: Annotated[date | None, Field(description="Grace and new delays included.")]
    state: OccurrenceState
    since: Annotated[date | None, Field(description="The day of its last move by then.")]
    documents: Annotated[
        list[EvidenceDocumentView], Field(description="As last submitted, whatever the day.")
    ]
    summary: str | None
    returned_because: str | None
    waiver_asked: str | None


class ObligationView(View):
    obligation: str
    kind: Open[ObligationKind]
    owner: UUID
    beneficiary: UUID | None
    due: DueView
    evidence: list[str]
    subject_fr: str
    subject_ar: str | None
    occurrences: list[OccurrenceView]


class ObligationsView(View):
    """`suspended`: the convention was on that day, which stops no report."""

    on: date
    suspended: bool
    items: list[ObligationView]


def obligations_on(convention: Convention, text: TextAt, day: date) -> ObligationsView:
    """What ended stays as it stood when it ended; nothing falls due before the force."""
    ended_on = convention.ended_on
    if ended_on is not None and ended_on > day:
        ended_on = None
    span = Span(in_force_on=text.in_force_on, ends_on=text.ends_on, ended_on=ended_on)
    seen = min(day, ended_on or day)
    return ObligationsView(
        on=day,
        suspended=convention.suspended_on(seen),
        items=[
            _obligation(convention, each, occurrences_of(each, span), seen)
            for _, each in sorted(text.terms.obligations.items())
        ],
    )


def _obligation(
    convention: Convention, each: Obligation, occurrences: tuple[Occurrence, ...], day: date
) -> ObligationView:
    return ObligationView(
        obligation=each.obligation,
        kind=each.kind,
        owner=each.owner,
        beneficiary=each.beneficiary,
        due=DueView.model_validate(each.due),
        evidence=list(each.evidence),
        subject_fr=each.subject_fr,
        subject_ar=each.subject_ar,
        occurrences=list(_occurrences(convention, each.obligation, occurrences, day)),
    )


def _occurrences(
    convention: Convention, name: str, occurrences: tuple[Occurrence, ...], day: date
) -> Iterator[OccurrenceView]:
    for each in occurrences:
        kept = kept_of(convention, name, each.number)
        yield OccurrenceView(
            number=each.number,
            first=each.first,
            last=each.last,
            due_on=kept.due_on(each, day),
            state=kept.state_on(each, day),
            since=max((move.on for move in kept.moves if move.on <= day), default=None),
            documents=[EvidenceDocumentView.model_validate(x) for x in kept.documents],
            summary=kept.summary,
            returned_because=kept.reason,
            waiver_asked=kept.waiver.reason if kept.waiver else None,
        )


class ObligationTerms(View):
    """As the text reads, without what became of it."""

    obligation: str
    kind: Open[ObligationKind]
    owner: UUID
    beneficiary: UUID | None
    due: DueView
    evidence: list[str]
    subject_fr: str
    subject_ar: str | None


def obligation_terms(terms: Terms) -> list[ObligationTerms]:
    return [ObligationTerms.model_validate(each) for _, each in sorted(terms.obligations.items())]

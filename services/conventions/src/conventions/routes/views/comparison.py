"""Two texts beside one another over HTTP: every part that differs, the articles word by word."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Self
from uuid import UUID

from mithaq.events import Open
from mithaq.http import MoneyBody, View, Window
from pydantic import Field, TypeAdapter

from conventions.domain.comparing import Comparison, Difference
from conventions.domain.core.terms import Outline
from conventions.domain.core.vocabulary import ContributionKind, PartyRole
from conventions.routes.views.drafting import ArticleView, ReleaseView, YearView
from conventions.routes.views.obligations import ObligationTerms
from conventions.routes.views.wording import WordsView


class PartyTerms(View):
    organisation_id: UUID
    name_fr: str
    name_ar: str | None
    roles: list[Open[PartyRole]]
    signing_order: int | None


class ActionTerms(View):
    action: str
    label_fr: str
    label_ar: str | None
    territory: str
    cost: MoneyBody | None
    years: list[YearView]
    basis: str | None


class ContributionTerms(View):
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: Open[ContributionKind]
    amount: MoneyBody
    basis: str | None
    release: ReleaseView | None


class ShareTerms(View):
    share: str
    organisation_id: UUID
    kind: Open[ContributionKind]
    amount: MoneyBody
    action: str | None
    year: int | None
    basis: str | None


class ConditionTerms(View):
    condition: str
    label_fr: str
    label_ar: str | None
    approval: str | None
    organisation_id: UUID | None
    decide_by: date


class CommitteeTerms(View):
    committee: str
    kind: str
    subject_fr: str
    subject_ar: str | None
    members: list[UUID]
    chair: UUID
    every_months: int
    notice_days: int
    quorum_percent: int


Terms = (
    PartyTerms
    | ArticleView
    | ActionTerms
    | ContributionTerms
    | ShareTerms
    | ConditionTerms
    | ObligationTerms
    | CommitteeTerms
)
_VIEWS: Final[Mapping[str, type[View]]] = {
    "parties": PartyTerms,
    "articles": ArticleView,
    "actions": ActionTerms,
    "contributions": ContributionTerms,
    "shares": ShareTerms,
    "conditions": ConditionTerms,
    "obligations": ObligationTerms,
    "committees": CommitteeTerms,
}


class DifferenceView(View):
    """A part that differs, by its list and its name."""

    part: str
    name: str
    before: Annotated[Terms | None, Field(description="Null: it was added.")]
    after: Annotated[Terms | None, Field(description="Null: it was removed.")]
    words: Annotated[WordsView | None, Field(description="Of an article: word by word.")]

    @classmethod
    def of(cls, differing: Difference[Any]) -> Self:
        part, before, after = differing.part, differing.before, differing.after
        view: Any = _VIEWS[part]
        return cls(
            part=part,
            name=differing.name,
            before=None if before is None else view.model_validate(before),
            after=None if after is None else view.model_validate(after),
            words=WordsView.of(before, after) if part == "articles" else None,
        )


class OutlineChangeView(View):
    """What is said of the whole; amounts as decimals of dirhams."""

    field: str
    before: str | None
    after: str | None


class ComparisonView(View):
    """What differs, the parts in pages: by list, then by name. What is not told is the same."""

    outline: list[OutlineChangeView]
    counts: Annotated[dict[str, int], Field(description="How many parts differ, by list.")]
    items: list[DifferenceView]
    next: str | None

    @classmethod
    def of(cls, comparison: Comparison, cursor: Window) -> Self:
        after = cursor.after(_KEY)
        rest = [each for each in comparison.parts if after is None or _key(each) > after]
        page = cursor.shown(rest[: cursor.fetch], key=_key, show=DifferenceView.of)
        return cls(
            outline=_outline(comparison),
            counts=Counter(each.part for each in comparison.parts),
            items=list(page.items),
            next=page.next,
        )


_KEY: Final = TypeAdapter(tuple[str, str])


def _key(differing: Difference[Any]) -> tuple[str, str]:
    return differing.part, differing.name


def _outline(comparison: Comparison) -> list[OutlineChangeView]:
    before, after = comparison.before, comparison.after
    changes = [
        OutlineChangeView(field=name, before=_said(before, name), after=_said(after, name))
        for name in comparison.outline
    ]
    if comparison.split_by is not None:
        was, will = (None if day is None else str(day) for day in comparison.split_by)
        changes.append(OutlineChangeView(field="split_by", before=was, after=will))
    return changes


def _said(outline: Outline, name: str) -> str | None:
    value = getattr(outline, name)
    return None if value is None else str(value)

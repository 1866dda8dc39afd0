"""Words beside one another over HTTP: what was kept, removed and added, in both languages."""

from typing import Annotated, Self

from mithaq.http import View
from pydantic import Field

from conventions.domain.core.position import Position
from conventions.domain.core.terms import Article
from conventions.wording.differences import Change, differences


class RunView(View):
    """A stretch of words that fared alike; shown in an element of its own direction (`bdi`)."""

    change: Change
    text: str


def runs(before: str | None, after: str | None) -> list[RunView]:
    return [RunView.model_validate(run) for run in differences(before, after)]


Runs = Annotated[
    list[RunView],
    Field(description="Kept and removed are the text before, kept and added the text after."),
]


class WordsView(View):
    heading_fr: Runs
    heading_ar: Runs
    text_fr: Runs
    text_ar: Runs

    @classmethod
    def of(cls, before: Article | None, after: Article | None) -> Self:
        heading_fr, heading_ar, text_fr, text_ar = map(runs, _parts(before), _parts(after))
        return cls(heading_fr=heading_fr, heading_ar=heading_ar, text_fr=text_fr, text_ar=text_ar)


def _parts(article: Article | None) -> tuple[str | None, ...]:
    if article is None:
        return None, None, None, None
    return article.heading_fr, article.heading_ar, article.text_fr, article.text_ar


class ProposedWordsView(View):
    """What a proposal would change; a language in which it says nothing has no runs."""

    text_fr: Runs
    text_ar: Runs

    @classmethod
    def of(cls, read: Article | None, position: Position) -> Self:
        french, arabic = position.proposed_text_fr, position.proposed_text_ar
        _, _, text_fr, text_ar = _parts(read)
        return cls(
            text_fr=[] if french is None else runs(text_fr, french),
            text_ar=[] if arabic is None else runs(text_ar, arabic),
        )

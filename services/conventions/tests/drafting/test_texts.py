"""A text that must be there can be read, and each part of a list is named once."""

from dataclasses import replace

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.position import Position
from conventions.domain.core.text import arabic_sha256, canonical_text
from conventions.domain.core.vocabulary import RoundOutcome, Stance
from conventions.domain.drafting import commands as c
from conventions.domain.drafting.articles import ArticleMissing
from conventions.domain.drafting.events import ArticleWritten
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.tranches.commands import PlanTranche
from mithaq.canonical import digest

from ..people import ID, commune, region
from ..proposal import ARTICLES, BARE, DRAFT, OUTLINE, PLEDGES, WORKS, article
from ..story import drafted, in_a_round, in_force, state_of, told
from ..tranches.story import tranche

NOTHING = ["", " ", "\n\t", "\u200b", "\u00a0\u200d", "\u202e", "\u2060\ufeff", "\u3164"]


@pytest.mark.parametrize("nothing", NOTHING)
@pytest.mark.parametrize("field", ["heading_fr", "heading_ar", "text_fr", "text_ar"])
def test_an_article_of_nothing_is_refused(field: str, nothing: str) -> None:
    empty = replace(ARTICLES[0], **{field: nothing})  # type: ignore[arg-type]
    refused = drafted().refuses(region(c.WriteArticle, article=empty), core.TextBlank)
    assert dict(refused.values) == {"part": "object", "field": field}
    told().refuses(replace(DRAFT, articles=(empty, *ARTICLES[1:])), core.TextBlank)


@pytest.mark.parametrize("nothing", NOTHING)
def test_titles_names_and_labels_of_nothing_are_refused(nothing: str) -> None:
    for field in ("reference", "title_fr", "title_ar"):
        outline = replace(OUTLINE, **{field: nothing})  # type: ignore[arg-type]
        told().refuses(replace(BARE, outline=outline), core.TextBlank)
    labelled = replace(WORKS, label_fr=nothing)
    drafted().refuses(region(c.PlanAction, action=labelled), core.TextBlank)


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_mandatory_article_that_says_nothing_is_missing(nothing: str) -> None:
    """However it came into the history."""
    empty = ArticleWritten(convention_id=ID, article=article("object", nothing))
    refused = drafted().given(empty).refuses(region(c.ProposeConvention), ArticleMissing)
    assert refused.values["articles"] == "object"


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_reason_or_a_remark_of_nothing_is_refused(nothing: str) -> None:
    drafted().refuses(region(c.WithdrawConvention, reason=nothing), core.ReasonMissing)
    closing = region(
        negotiation.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason=nothing
    )
    in_a_round().refuses(closing, core.ReasonMissing)
    reserve = Position(stance=Stance.RESERVE, remark=nothing, proposed_text_fr=nothing)
    in_a_round().refuses(commune(negotiation.TakePosition, position=reserve), core.RemarkMissing)
    worded = replace(reserve, proposed_text_fr="Autre texte.")
    in_a_round().accepts(commune(negotiation.TakePosition, position=worded))


@pytest.mark.parametrize(
    ("command", "among", "name"),
    [
        (replace(DRAFT, articles=(*ARTICLES, ARTICLES[0])), "articles", "object"),
        (replace(DRAFT, actions=(WORKS, WORKS)), "actions", "works"),
        (replace(DRAFT, contributions=(*PLEDGES, PLEDGES[2])), "contributions", "commune-land"),
        (
            replace(DRAFT, actions=(replace(WORKS, years=WORKS.years[:1] * 2),)),
            "years",
            "2026",
        ),
    ],
)
def test_a_draft_names_each_part_once(command: ConventionCommand, among: str, name: str) -> None:
    """Of two the last would silently win."""
    refused = told().refuses(command, core.NameDuplicated)
    assert dict(refused.values) == {"among": among, "name": name}


def test_a_tranche_asks_for_each_document_once() -> None:
    twice: PlanTranche = tranche("R1", "region-26", 100, documents=("pv", "bon", "pv"))
    refused = in_force().refuses(twice, core.NameDuplicated)
    assert refused.values["name"] == "pv"


def test_the_arabic_digest_covers_the_headings() -> None:
    """And a text without Arabic headings keeps the digest that was signed."""
    terms = state_of(drafted()).terms
    other = replace(terms.articles["object"], heading_ar="عنوان آخر")
    changed = replace(terms, articles={**terms.articles, "object": other})
    assert arabic_sha256(changed) != arabic_sha256(terms)
    bare = {name: replace(each, heading_ar=None) for name, each in terms.articles.items()}
    without = replace(terms, articles=bare)
    assert arabic_sha256(without) == digest(
        {
            "title": terms.outline.title_ar,
            "articles": [[name, "النص"] for name in sorted(bare)],
            "actions": [["works", None]],
        }
    )
    told_ = canonical_text(ID, without)["articles"]
    assert isinstance(told_, list)
    assert set(told_[0]) == {"article", "heading_fr", "text_fr", "text_ar"}

"""Articles: written, rewritten, and from when on they do not move."""

from dataclasses import replace

from conventions.domain.core.editing import RoundStillOpen
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.rules import CommandClosed
from conventions.domain.core.text import text_sha256
from conventions.domain.drafting.commands import WriteArticle
from conventions.domain.drafting.events import ArticleWritten

from ..people import COMMUNE, ID, STRANGER, region
from ..proposal import article
from ..story import agreed, drafted, in_a_round, state_of


def test_writing_an_article_again_replaces_it_or_changes_nothing() -> None:
    drafted().then(region(WriteArticle, article=article("object")))
    other = article("object", "Autre.")
    written = ArticleWritten(convention_id=ID, article=other)
    drafted().then(region(WriteArticle, article=other), written)
    assert state_of(drafted().given(written)).terms.articles["object"].text_fr == "Autre."


def test_the_text_does_not_move_while_a_round_is_open() -> None:
    in_a_round().refuses(region(WriteArticle, article=article("object", "!")), RoundStillOpen)


def test_the_frozen_text_is_not_edited() -> None:
    agreed().refuses(region(WriteArticle, article=article("object")), CommandClosed)


def test_whom_an_article_concerns_is_a_party_and_part_of_its_text() -> None:
    said = replace(article("object"), concerns=(COMMUNE,))
    story = drafted()
    without = text_sha256(state_of(story))
    written = state_of(story.when(region(WriteArticle, article=said)))
    assert text_sha256(written) != without
    assert written.terms.articles["object"].concerns == (COMMUNE,)
    gone = replace(said, concerns=(STRANGER,))
    story.refuses(region(WriteArticle, article=gone), PartyUnknown)

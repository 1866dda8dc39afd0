"""Articles: written, rewritten, and from when on they do not move."""

from conventions.domain.core.rules import CommandClosed
from conventions.domain.drafting.commands import WriteArticle
from conventions.domain.drafting.events import ArticleWritten
from conventions.domain.drafting.rules import RoundStillOpen

from ..people import ID, region
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

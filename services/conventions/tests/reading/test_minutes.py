"""The minutes of every round: who said what and when, what became of it, how the round ended."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import RoundOutcome, Stance
from conventions.domain.drafting import commands as d
from conventions.domain.minutes import RoundUnknown, minutes_of
from conventions.domain.negotiation import commands as c
from conventions.routes.views.minutes import MinutesView
from conventions.routes.views.minutes_text import Bounded, Writer, marked
from mithaq.http import Window
from mithaq.words import Texts, texts_of

from ..people import COMMUNE, OPERATOR, REGION, by_itself, commune, operator, region
from ..proposal import article
from ..story import ACCEPT, DEADLINE, Story, in_a_round
from .story import history

LATE = DEADLINE + timedelta(days=1)
PROPOSAL = Position(
    stance=Stance.AMEND,
    remark="plus clair",
    proposed_text_fr="Le beau texte.",
    proposed_text_ar="النص الجميل",
)
RESERVED = Position(stance=Stance.RESERVE, remark="sans vote")


def two_rounds() -> Story:
    """One answered late and arbitrated, with a proposal taken over; then another, by consensus."""
    late = region.on_day(LATE)
    second = LATE + timedelta(days=1)
    return in_a_round().when(
        region(c.TakePosition, position=ACCEPT),
        commune(c.TakePosition, article="object", position=PROPOSAL),
        region(c.AdoptProposal, article="object", organisation_id=COMMUNE),
        commune(c.TakePosition, article="object", position=ACCEPT),
        by_itself.on_day(LATE)(c.EndNegotiationRound, round=1),
        commune.on_day(LATE)(c.TakePosition, position=RESERVED),
        late(c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="le conseil a voté"),
        late(d.WriteArticle, article=article("duration", "Autre.")),
        late(c.OpenNegotiationRound, deadline=second),
        *(say.on_day(LATE)(c.TakePosition, position=ACCEPT) for say in (region, commune, operator)),
        late(c.CloseNegotiationRound, outcome=RoundOutcome.CONSENSUS),
    )


def test_the_minutes_of_every_round_stay() -> None:
    told = history(two_rounds())
    first, second = minutes_of(told, 1), minutes_of(told, 2)
    assert (first.outcome, first.reason) == ("arbitration", "le conseil a voté")
    assert (first.undecided, first.closed_on, first.silent) == (True, LATE, (OPERATOR,))
    assert (second.outcome, second.undecided, second.silent) == ("consensus", False, ())
    with pytest.raises(RoundUnknown):
        minutes_of(told, 3)


def test_each_answer_is_told_with_what_became_of_it() -> None:
    minutes = minutes_of(history(two_rounds()), 1)
    said = [
        (x.organisation_id, x.article, x.late, x.superseded, x.outdated) for x in minutes.answers
    ]
    assert said == [
        (REGION, None, False, False, False),
        (COMMUNE, "object", False, True, True),
        (COMMUNE, "object", False, True, False),
        (COMMUNE, None, True, False, False),
    ]
    assert [x.position for x in minutes.reservations] == [RESERVED]
    (rewriting,) = minutes.rewritten
    assert (rewriting.adopted_from, rewriting.article) == (COMMUNE, "object")
    assert minutes.answers[1].read == rewriting.before


def test_what_was_edited_after_a_round_is_no_part_of_its_minutes() -> None:
    assert minutes_of(history(two_rounds()), 2).rewritten == ()
    assert [x.article for x in minutes_of(history(two_rounds()), 1).rewritten] == ["object"]


@pytest.fixture(scope="module")
def texts() -> Texts:
    return texts_of("conventions")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_they_are_written_to_be_read(texts: Texts, language: str) -> None:
    minutes = minutes_of(history(two_rounds()), 1)
    whole = Bounded(minutes, minutes.answers, minutes.rewritten, minutes.reservations)
    written = Writer(texts, whole, language).written()
    for part in ("plus clair", "sans vote", "le conseil a voté"):
        assert part in written
    assert "minutes." not in written
    empty = minutes_of(history(in_a_round()), 1)
    assert Writer(texts, Bounded(empty, (), (), ()), language).written().count("\n") >= 4


def test_differences_are_marked_word_by_word_each_run_for_itself() -> None:
    plain = marked("Le texte.", "Le beau texte.").replace("\u2068", "").replace("\u2069", "")
    assert plain == "Le {+beau +}texte."
    assert marked("النص", "النص الجميل") == "\u2068النص\u2069{+\u2068 الجميل\u2069+}"
    assert marked(None, None) == ""


def test_a_party_that_left_is_named_by_its_id() -> None:
    minutes = replace(minutes_of(history(two_rounds()), 1), parties={})
    assert minutes.silent == ()


def test_answers_are_read_in_pages(texts: Texts) -> None:
    """However often a party says the same: a page has its answers alone."""
    minutes = minutes_of(history(two_rounds()), 1)
    first = MinutesView.of(minutes, texts, Window(limit=3))
    rest = MinutesView.of(minutes, texts, Window(limit=3, token=first.next))
    assert [len(first.answers), len(rest.answers), rest.next] == [3, 1, None]
    assert "plus clair" in first.text_fr
    assert "plus clair" not in rest.text_fr
    assert first.reservations == rest.reservations

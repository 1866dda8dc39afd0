"""The text on any day, as known at any time: what came later is not in it, order is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from conventions.domain.amendments import commands as amendments
from conventions.domain.comparing import Difference, compared
from conventions.domain.core.amendment import Operations
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.text import canonical_text, text_sha256
from conventions.domain.drafting import commands as drafting
from conventions.domain.text_at import NotWrittenYet, text_at
from mithaq.dating import Dating

from ..amendments.story import (
    accept,
    agree,
    draft,
    grant,
    needed,
    operations,
    request,
    sign,
)
from ..lives import LIVES
from ..people import DAY, ID, commune, operator, region
from ..proposal import article, mad
from ..story import Story, drafted, in_force, state_of
from .story import history, recorded

JUNE, JULY, SEPTEMBER = date(2026, 6, 1), date(2026, 7, 1), date(2026, 9, 1)
FIRST = operations({"region-26": 350, "commune-26": 250})
SECOND = operations({"region-26": 300, "commune-26": 300})


def on_day(day: date, *commands: ConventionCommand) -> list[ConventionCommand]:
    """The same commands, given on another day."""
    dating = Dating(on=day, recorded_on=day)
    return [replace(each, header=replace(each.header, dating=dating)) for each in commands]


def amended(story: Story, wanted: Operations, number: int, on: date, told_on: date) -> Story:
    """Drafted, approved and signed on the day it holds from; put into effect when it is told."""
    story = story.when(
        *on_day(on, draft(wanted), *accept(region, commune, operator, number=number), agree(number))
    )
    if visas := needed(story):
        asked = (request(*visas, number=number), *(grant(each, number=number) for each in visas))
        story = story.when(*on_day(on, *asked))
    by = {say.caller.organisation: say for say in (region, commune, operator)}
    while awaited := state_of(story).amendments[number].signing.awaited:
        story = story.when(*on_day(on, sign(story, by[min(awaited, key=str)], number)))
    effect = region.on_day(told_on)(
        amendments.PutAmendmentIntoEffect, amendment=number, effective_on=on
    )
    return story.when(effect)


def twice(first: date, second: date) -> Story:
    story = amended(in_force(), FIRST, 1, first, second)
    return amended(story, SECOND, 2, second, second)


@pytest.mark.parametrize("life", LIVES)
def test_all_that_is_known_is_the_text_as_it_stands(life: Callable[[], Story]) -> None:
    """Folded from the text's events alone, it is what the whole state says, at every version."""
    story = life()
    told = history(story)
    assert text_at(told).terms == state_of(story).terms
    for version in range(1, len(told) + 1):
        known = text_at(told, known_at=recorded(version))
        assert known.version <= version


def test_reading_changes_nothing_of_what_was_read() -> None:
    told = history(in_force())
    before = text_at(told)
    assert text_at(told) == before
    assert canonical_text(ID, before.terms) == canonical_text(ID, state_of(in_force()).terms)


def test_an_amendment_of_a_later_day_is_not_in_the_text_before_it() -> None:
    told = history(twice(JULY, SEPTEMBER))
    by_day = {on: text_at(told, on=on) for on in (JUNE, JULY, SEPTEMBER)}
    amounts = {on: text.terms.contributions["region-26"].amount for on, text in by_day.items()}
    assert amounts == {JUNE: mad(400), JULY: mad(350), SEPTEMBER: mad(300)}
    assert [each.amendment for each in by_day[JULY].amendments] == [1]


def test_two_of_one_day_are_laid_over_in_the_order_they_were_recorded() -> None:
    text = text_at(history(twice(JULY, JULY)), on=JULY)
    assert [(each.amendment, each.effective_on) for each in text.amendments] == [
        (1, JULY),
        (2, JULY),
    ]
    versions = [each.version for each in text.amendments]
    assert versions == sorted(versions)
    assert text.terms.contributions["region-26"].amount == mad(300)


def test_an_amendment_known_later_holds_from_its_earlier_day_once_it_is_known() -> None:
    """Recorded in September with effect in June: in July nobody could read it yet."""
    told = history(amended(in_force(), FIRST, 1, JUNE, SEPTEMBER))
    effect = told[-1]
    before = recorded(effect.version - 1)
    assert text_at(told, on=JULY).terms.contributions["region-26"].amount == mad(350)
    assert text_at(told, on=JULY, known_at=before).amendments == ()
    assert text_at(told, on=date(2026, 5, 1)).amendments == ()
    assert text_at(told, on=JULY, known_at=effect.recorded_at).amendments[0].amendment == 1


def test_before_it_was_drafted_or_known_there_is_no_text() -> None:
    told = history(drafted())
    for asked in ({"on": DAY - timedelta(days=1)}, {"known_at": recorded(0)}):
        with pytest.raises(NotWrittenYet):
            text_at(told, **asked)


def test_what_was_frozen_and_when_it_binds_are_told() -> None:
    told = history(in_force())
    text = text_at(told)
    assert text.agreed_sha256 == text_sha256(state_of(in_force()))
    assert (text.in_force_on, text.ends_on) == (
        state_of(in_force()).in_force_on,
        state_of(in_force()).ends_on,
    )
    assert text_at(told, known_at=recorded(1)).agreed_sha256 is None


def test_two_texts_differ_in_what_was_edited_alone() -> None:
    edited = drafted().when(
        region(drafting.WriteArticle, article=article("object", "Autre.")),
        region(drafting.ReviseTotal, total=mad(900), first_year=2026, last_year=2027, reason="r"),
    )
    before, after = state_of(drafted()).terms, state_of(edited).terms
    found = compared(before, after)
    assert found.outline == ("total",)
    assert found.parts == (
        Difference("articles", "object", before.articles["object"], after.articles["object"]),
    )
    assert compared(after, after).parts == ()
    assert compared(after, before).parts[0].after == before.articles["object"]

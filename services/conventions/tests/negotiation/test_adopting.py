"""A counter-proposal becomes the text in one command; an open remark unlocks its article alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.duties import Duty
from conventions.domain.core.editing import RoundStillOpen
from conventions.domain.core.frame import Frame
from conventions.domain.core.limits import TextTooLong
from conventions.domain.core.position import Position
from conventions.domain.core.terms import ClauseUse, TemplateRef
from conventions.domain.core.vocabulary import RoundOutcome, Stance
from conventions.domain.drafting.articles import ArticleNotFree
from conventions.domain.drafting.commands import WriteArticle
from conventions.domain.drafting.events import ArticleWritten, FrameAdopted
from conventions.domain.drafting.unlocking import ArticleLocked, RoundEndsTooSoon
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation import events as e
from conventions.domain.negotiation import rules

from ..people import COMMUNE, COMMUNE_HEAD, DAY, ID, REGION, commune, office, operator, region
from ..proposal import article
from ..story import (
    ACCEPT,
    DEADLINE,
    TO_A_ROUND,
    TO_CONSENSUS,
    Story,
    drafted,
    in_a_round,
    state_of,
)

PROPOSED = Position(
    stance=Stance.AMEND, proposed_text_fr="La commune verse 7 DH.", proposed_text_ar="تؤدي الجماعة."
)
FRENCH = replace(PROPOSED, proposed_text_ar=None)
CONSENSUS = TO_CONSENSUS[-1]
ADOPT = region(c.AdoptProposal, article="financing", organisation_id=COMMUNE)
AFTER = replace(article("financing"), text_fr="La commune verse 7 DH.", text_ar="تؤدي الجماعة.")


def proposing(position: Position = PROPOSED) -> Story:
    """All accept the text, but the commune proposes another article on financing."""
    return in_a_round().when(
        *(say(c.TakePosition, position=ACCEPT) for say in (region, operator, commune)),
        commune(c.TakePosition, article="financing", position=position),
    )


def test_what_was_proposed_becomes_the_text_and_who_proposed_it_is_kept() -> None:
    adopted = e.ProposalAdopted(
        convention_id=ID, round=1, organisation_id=COMMUNE, article="financing", position=PROPOSED
    )
    proposing().then(ADOPT, ArticleWritten(convention_id=ID, article=AFTER), adopted)
    story = proposing().when(ADOPT)
    assert state_of(story).negotiation.adopted == {"financing": COMMUNE}
    # Its councillor would else approve what it wrote itself, under the lead's name.
    assert COMMUNE_HEAD.person in state_of(story).prepared_by[Duty.PREPARE]
    story.refuses(ADOPT, RoundStillOpen)  # answered: the article is closed again


def test_both_languages_change_together() -> None:
    proposing(FRENCH).refuses(ADOPT, rules.TranslationMissing)
    translated = replace(ADOPT, text_ar="تؤدي الجماعة.", text_fr="Autre chose.")
    story = proposing(FRENCH).when(translated)
    assert state_of(story).terms.articles["financing"] == AFTER
    told = next(each for each in story.history if isinstance(each, e.ProposalAdopted))
    assert told.translated
    arabic = replace(PROPOSED, proposed_text_fr=None)
    refused = proposing(arabic).refuses(ADOPT, rules.TranslationMissing)
    assert refused.values["language"] == "fr"


@pytest.mark.parametrize(
    "position",
    [Position(stance=Stance.RESERVE, remark="non"), replace(PROPOSED, stance=Stance.ACCEPT)],
)
def test_what_was_not_proposed_is_not_adopted(position: Position) -> None:
    closed = proposing(position).when(
        region.on_day(DEADLINE + timedelta(days=1))(
            c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vote"
        )
    )
    late = region.on_day(DEADLINE + timedelta(days=1))
    for name, who in (("financing", COMMUNE), ("object", COMMUNE), ("nowhere", COMMUNE)):
        adopt = late(c.AdoptProposal, article=name, organisation_id=who)
        closed.refuses(adopt, rules.ProposalUnknown)


def test_what_is_adopted_fits_and_can_be_read() -> None:
    full = article("object", "x" * 900_000)
    long = replace(PROPOSED, proposed_text_fr="x" * 150_000)
    story = drafted().when(
        region(WriteArticle, article=full),
        *TO_A_ROUND,
        commune(c.TakePosition, article="financing", position=long),
    )
    story.refuses(ADOPT, TextTooLong)
    blank = replace(FRENCH, proposed_text_fr="x")
    proposing(blank).refuses(replace(ADOPT, text_ar=" "), core.TextBlank)


def test_an_open_remark_of_another_party_unlocks_its_article_alone() -> None:
    other = region(WriteArticle, article=article("object", "Autre."))
    in_a_round().refuses(other, RoundStillOpen)
    proposing().refuses(other, ArticleLocked)
    financing = region(WriteArticle, article=article("financing", "Autre."))
    proposing().accepts(financing)
    proposing().when(financing).refuses(financing, RoundStillOpen)


def test_nobody_unlocks_an_article_for_itself() -> None:
    """The lead's own remark, or one on the whole text, opens nothing to it; it does to another."""
    remark = Position(stance=Stance.AMEND, remark="mieux")
    own = in_a_round().when(region(c.TakePosition, article="object", position=remark))
    write = {"article": article("object", "Autre.")}
    own.refuses(region(WriteArticle, **write), RoundStillOpen)
    own.accepts(office(WriteArticle, **write))
    whole = in_a_round().when(commune(c.TakePosition, position=remark))
    whole.refuses(region(WriteArticle, **write), RoundStillOpen)
    adopt = region(c.AdoptProposal, article="object", organisation_id=REGION)
    own.refuses(adopt, RoundStillOpen)


def test_who_accepted_is_asked_again_on_what_was_rewritten_in_the_round() -> None:
    story = proposing().when(ADOPT)
    refused = story.refuses(CONSENSUS, rules.ConsensusNotReached)
    assert refused.values["awaited"] == "Commune a2, Opérateur a3, Région a1"
    again = [say(c.TakePosition, article="financing", position=ACCEPT) for say in (region, commune)]
    story.when(*again).refuses(CONSENSUS, rules.ConsensusNotReached)
    story.when(*again, operator(c.TakePosition, position=ACCEPT)).accepts(CONSENSUS)


def test_nobody_is_arbitrated_on_words_that_it_had_no_day_to_read() -> None:
    """An edit in the evening of the last day would leave silence to be counted."""
    for day in (DEADLINE, DEADLINE + timedelta(days=1)):
        late = region.on_day(day)
        proposing().refuses(
            late(c.AdoptProposal, article="financing", organisation_id=COMMUNE), RoundEndsTooSoon
        )
        proposing().refuses(late(WriteArticle, article=article("financing", "!")), RoundEndsTooSoon)
    backdated = region.on_day(DAY, DEADLINE)
    proposing().refuses(
        backdated(WriteArticle, article=article("financing", "!")), RoundEndsTooSoon
    )
    arbitrate = region(c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vite")
    proposing().accepts(arbitrate)
    proposing().when(ADOPT).refuses(arbitrate, rules.AnswersAwaited)


def test_an_edit_in_a_round_is_dated_after_the_remark_it_answers_and_before_its_answers() -> None:
    """No accord is given to words before they were written."""
    tomorrow = DAY + timedelta(days=1)
    remarked = in_a_round().when(
        commune.on_day(tomorrow)(c.TakePosition, article="financing", position=PROPOSED)
    )
    before = region.on_day(DAY, tomorrow)(
        c.AdoptProposal, article="financing", organisation_id=COMMUNE
    )
    remarked.refuses(before, DateBeforePrevious)
    adopted = remarked.when(
        region.on_day(tomorrow)(c.AdoptProposal, article="financing", organisation_id=COMMUNE)
    )
    for article_ in ("financing", None):
        early = operator.on_day(DAY, tomorrow)(c.TakePosition, article=article_, position=ACCEPT)
        adopted.refuses(early, DateBeforePrevious)


def test_what_a_clause_words_is_not_worded_otherwise_by_adopting_a_proposal() -> None:
    """It frees no article that the template words; of another one the clause is forgotten."""
    told = proposing()
    (written,) = (x for x in told.history if isinstance(x, ArticleWritten) and _financing(x))
    ref = TemplateRef(name="t", version=1)
    use = ClauseUse(clause="c", template=ref)
    from_clause = replace(written, article=replace(written.article, clause=use))
    story = (
        drafted()
        .given(FrameAdopted(convention_id=ID, frame=Frame(template=ref)), from_clause)
        .when(*TO_A_ROUND, commune(c.TakePosition, article="financing", position=PROPOSED))
    )
    assert state_of(story.when(ADOPT)).terms.articles["financing"].clause is None
    strict = Frame(template=ref, worded_by_clause=("financing",))
    refused = replace_frame(story, strict).refuses(ADOPT, ArticleNotFree)
    assert refused.values["article"] == "financing"


def _financing(event: ArticleWritten) -> bool:
    return event.article.article == "financing"


def replace_frame(story: Story, frame: Frame) -> Story:
    return story.given(FrameAdopted(convention_id=ID, frame=frame))

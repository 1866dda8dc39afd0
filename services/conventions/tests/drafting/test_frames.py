"""A convention is drafted under a frame, keeps it, and may adopt another while it is a draft."""

from dataclasses import replace
from datetime import date

from conventions.clauses import worded
from conventions.domain.approvals.rules import ApprovalLeftOut
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.frame import Frame
from conventions.domain.core.rules import CapacityRefused, CommandClosed
from conventions.domain.core.terms import ClauseUse, ClauseValue, TemplateRef
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import ApprovalKind
from conventions.domain.drafting import articles as a
from conventions.domain.drafting import commands as c
from conventions.domain.drafting import events as e
from conventions.domain.negotiation.commands import AgreeText

from ..approvals.story import NEEDED, request
from ..committees.story import WRITE
from ..frames.published import FINANCING, KIND, TEMPLATE, framed, with_article
from ..people import COMMUNE, ID, STRANGER, commune, region
from ..proposal import ARTICLES, DRAFT, OUTLINE, article, mad
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, drafted, state_of, told

REF = TemplateRef(name=TEMPLATE, version=1)
LENIENT = framed(template=with_article(FINANCING, 1, free=True))
NAMED = replace(OUTLINE, template=REF, programme_kind=KIND)
UNDER = replace(DRAFT, outline=NAMED, frame=LENIENT)
GOVERNED = replace(UNDER, articles=(*ARTICLES, article("governance")))
ADOPT = region(c.AdoptFrame, frame=LENIENT)
USE = ClauseUse(
    clause="advance",
    template=REF,
    values=(ClauseValue(parameter="funder", organisation_id=COMMUNE),),
)
FILLED = (
    *USE.values,
    ClauseValue(parameter="advance", amount=mad(100)),
    ClauseValue(parameter="share", number=10),
    ClauseValue(parameter="before", day=date(2026, 6, 1)),
)
CLAUSED = replace(article("financing"), clause=USE)


def under_way() -> Story:
    return told().when(GOVERNED)


def test_the_frame_is_recorded_right_after_the_draft_with_what_the_text_lacks() -> None:
    story = told().when(UNDER)
    first, second, *_ = story.history
    assert isinstance(first, e.ConventionDrafted)
    assert second == e.FrameAdopted(
        convention_id=ID, frame=LENIENT, missing_articles=("governance",)
    )
    assert state_of(story).frame == LENIENT
    assert state_of(story).terms.outline == NAMED


def test_without_template_and_kind_there_is_no_frame_of_its_own() -> None:
    assert not any(isinstance(event, e.FrameAdopted) for event in drafted().history)


def test_the_mandatory_articles_are_those_of_its_frame() -> None:
    """The template asks for no commitments; the kind asks for governance."""
    without = tuple(each for each in GOVERNED.articles if each.article != "commitments")
    told().when(replace(GOVERNED, articles=without)).accepts(region(c.ProposeConvention))
    refused = told().when(UNDER).refuses(region(c.ProposeConvention), a.ArticleMissing)
    assert refused.values["articles"] == "governance"


def test_the_visas_are_those_of_its_frame() -> None:
    """The kind asks for the Interior's visa whoever signs: said by the frame, not by the code."""
    story = under_way().when(WRITE, *TO_A_ROUND, *TO_CONSENSUS, region(AgreeText))
    (interior,) = (each for each in LENIENT.visas if each.approval == ApprovalKind.INTERIOR)
    assert interior.signed_by == ()
    without = [each for each in NEEDED if each.kind != ApprovalKind.INTERIOR]
    refused = story.refuses(request(*without), ApprovalLeftOut)
    assert refused.values["missing"] == "interior"
    story.accepts(request(*NEEDED))


def test_adopting_another_frame_says_what_the_text_then_lacks() -> None:
    story = drafted()
    adopted = e.FrameAdopted(convention_id=ID, frame=LENIENT, missing_articles=("governance",))
    story.then(ADOPT, adopted)
    after = state_of(story.when(ADOPT))
    assert after.terms.outline == NAMED
    assert text_sha256(after) != text_sha256(state_of(story))
    story.when(ADOPT).then(ADOPT)


def test_under_another_version_what_was_written_from_the_former_one_is_written_again() -> None:
    story = told().when(replace(GOVERNED, articles=(*GOVERNED.articles[:2], CLAUSED)))
    later = replace(LENIENT, template=TemplateRef(name=TEMPLATE, version=2))
    adopted = story.when(region(c.AdoptFrame, frame=later))
    (last,) = adopted.history[-1:]
    assert isinstance(last, e.FrameAdopted)
    assert last.other_wording == ("financing",)
    adopted = adopted.when(region(c.WriteArticle, article=article("governance")))
    refused = adopted.refuses(region(c.ProposeConvention), a.ClauseOfAnotherTemplate)
    assert refused.values["article"] == "financing"


def test_a_frame_is_adopted_by_who_edits_while_it_is_a_draft() -> None:
    drafted().refuses(commune(c.AdoptFrame, frame=LENIENT), CapacityRefused)
    drafted().when(region(c.ProposeConvention)).refuses(ADOPT, CommandClosed)
    drafted().refuses(region(c.AdoptFrame, frame=Frame()), a.FrameUnnamed)


def test_an_article_that_the_template_words_is_written_from_its_clause_alone() -> None:
    strict = framed()
    story = told().when(replace(GOVERNED, frame=strict, articles=()))
    free = region(c.WriteArticle, article=article("financing"))
    assert story.refuses(free, a.ArticleNotFree).values["article"] == "financing"
    story.accepts(region(c.WriteArticle, article=CLAUSED))
    story.accepts(region(c.WriteArticle, article=article("object")))
    told().refuses(replace(GOVERNED, frame=strict), a.ArticleNotFree)


def test_an_article_is_written_from_a_clause_with_its_places_filled() -> None:
    story = told().when(replace(GOVERNED, frame=framed(), articles=()))
    written = worded(state_of(story).terms, FINANCING, "financing", "advance", FILLED)
    story.accepts(region(c.WriteFromClause, article=written))


def test_free_wording_before_the_frame_was_adopted_does_not_slip_through() -> None:
    story = drafted().when(region(c.WriteArticle, article=article("governance")))
    adopted = story.when(region(c.AdoptFrame, frame=framed()))
    adopted.refuses(region(c.ProposeConvention), a.ArticleNotFree)


def test_a_clause_is_of_the_very_version_the_convention_is_under() -> None:
    other = replace(USE, template=TemplateRef(name=TEMPLATE, version=2))
    write = region(c.WriteArticle, article=replace(CLAUSED, clause=other))
    under_way().refuses(write, a.ClauseOfAnotherTemplate)
    drafted().refuses(region(c.WriteArticle, article=CLAUSED), a.ClauseOfAnotherTemplate)


def test_a_clause_names_parties_alone_also_once_one_has_left() -> None:
    stranger = replace(USE, values=(ClauseValue(parameter="funder", organisation_id=STRANGER),))
    write = region(c.WriteArticle, article=replace(CLAUSED, clause=stranger))
    refused = under_way().refuses(write, a.ClausePartyGone)
    assert refused.values["organisations"] == str(STRANGER)
    mine = [each for each in DRAFT.contributions if each.organisation_id == COMMUNE]
    left = under_way().when(
        region(c.WriteArticle, article=CLAUSED),
        *(region(c.WithdrawContribution, contribution=each.contribution) for each in mine),
        region(c.RemoveParty, organisation_id=COMMUNE),
    )
    left.refuses(region(c.ProposeConvention), a.ClausePartyGone)


def test_asking_for_more_than_the_frame_needs_stays_possible() -> None:
    story = under_way().when(WRITE, *TO_A_ROUND, *TO_CONSENSUS, region(AgreeText))
    more = RequiredApproval(kind=ApprovalKind.FINANCE, organisation_id=STRANGER)
    asked = request(*NEEDED, more)
    story.accepts(replace(asked, kinds={**asked.kinds, STRANGER: "finance"}))

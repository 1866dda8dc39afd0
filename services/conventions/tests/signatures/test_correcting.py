"""A slip of the pen in a frozen text: what it voids is a table's, what it may change is little."""

from dataclasses import replace

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.terms import Article
from conventions.domain.core.text import arabic_sha256, french_sha256, text_sha256
from conventions.domain.core.vocabulary import ApprovalAnswer, State
from conventions.domain.drafting.commands import WriteArticle
from conventions.domain.mandating import mandates_moved
from conventions.domain.negotiation.commands import AgreeText, ReopenText
from conventions.domain.signatures import correcting
from conventions.domain.signatures import events as e
from conventions.domain.signatures.commands import CorrectText
from conventions.domain.signatures.voiding import BY_FIELD, CORRECTABLE, VOIDING, Voids
from conventions.domain.signatures.wording import reworded, wording_of

from ..approvals.story import NEEDED, grants, request
from ..people import COMMUNE, OPERATOR_HEAD, Say, commune, operator, region
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, drafted, signature, signed, state_of

PLAN = Article(
    article="plan",
    heading_fr="Plan de situation",
    text_fr="Le plan est joint, feuille 12.",
    text_ar="التصميم مرفق، الورقة 12.",
    annex=True,
)


def ready() -> Story:
    story = drafted().when(region(WriteArticle, article=PLAN), *TO_A_ROUND, *TO_CONSENSUS)
    return story.when(region(AgreeText), request(*NEEDED), *grants(*NEEDED))


def begun() -> Story:
    """The commune has signed."""
    return ready().when(signature(ready(), commune))


def correct(field: str, after: str, part: str | None = None) -> CorrectText:
    return region(CorrectText, field=field, part=part, after=after, reason="faute de frappe")


TYPO = correct("annex.text_fr", "Le plan est joints, feuille 12.", "plan")


def test_a_typo_in_an_annex_voids_nothing_and_is_told_with_its_digests() -> None:
    before = state_of(begun())
    story = begun().when(TYPO)
    after, corrected = state_of(story), story.history[-1]
    assert isinstance(corrected, e.TextCorrected)
    assert (corrected.voids, corrected.changed) == ("nothing", 1)
    assert corrected.kept_signatures == (COMMUNE,)
    assert after.signing.signatures == before.signing.signatures
    assert after.signing.signatures[COMMUNE].text_sha256 == text_sha256(before)
    assert after.text is not None
    assert after.text.text_sha256 == after.signing.text_sha256 == text_sha256(after)
    assert after.approvals == before.approvals
    assert after.state is State.PARTIALLY_SIGNED
    rest = story.when(*(signature(story, say) for say in (operator, region)))
    assert state_of(rest).state is State.SIGNED


def test_who_signs_next_signs_the_corrected_text() -> None:
    stale = signature(begun(), operator)
    begun().when(TYPO).refuses(stale, core.TextStale)


def test_wording_in_one_language_has_all_sign_again_and_keeps_the_approvals() -> None:
    title = wording_of(state_of(begun()).terms, "title_fr", None) or ""
    retitled = correct("title_fr", title + "s")
    before = state_of(begun())
    story = begun().when(retitled)
    after = state_of(story)
    corrected, turn = story.history[-2:]
    assert isinstance(corrected, e.TextCorrected)
    assert isinstance(turn, e.SignaturesRequested)
    assert corrected.void_signatures == (COMMUNE,)
    assert turn.turn.text_sha256 == text_sha256(after)
    assert (after.state, after.signing.signatures) == (State.READY_TO_SIGN, {})
    assert set(after.approvals.values()) == {ApprovalAnswer.GRANTED}
    assert arabic_sha256(after.terms) == arabic_sha256(before.terms)
    assert french_sha256(after.terms) != french_sha256(before.terms)
    assert mandates_moved(before, retitled).keys() == {
        before.signing.signatures[COMMUNE].mandate_id
    }
    assert not mandates_moved(before, TYPO)
    again = story.when(*(signature(story, say) for say in (commune, operator, region)))
    assert state_of(again).state is State.SIGNED


@pytest.mark.parametrize("field", [x.field for x in VOIDING if x.voids is Voids.ALL])
def test_what_binds_is_no_correction(field: str) -> None:
    for part in (None, "object", "works", "region-26", str(COMMUNE)):
        begun().refuses(correct(field, "x", part), correcting.CorrectionVoidsAll)


def test_an_article_is_corrected_as_no_annex_whatever_it_is_called() -> None:
    begun().refuses(correct("annex.text_fr", "x", "object"), correcting.CorrectionUnknown)
    begun().refuses(correct("article.heading_fr", "x", "plan"), correcting.CorrectionUnknown)
    begun().refuses(correct("article.text_fr", "x", "object"), correcting.CorrectionVoidsAll)
    begun().refuses(correct("article.annex", "true", "object"), correcting.CorrectionVoidsAll)


def test_small_steps_add_up() -> None:
    """A character at a time goes no further than all at once."""
    story, words = begun(), PLAN.text_fr
    for nth in range(correcting.LEAST):
        words = words + "abcdefghijklmnop"[nth]
        story = story.when(correct("annex.text_fr", words, "plan"))
    story.refuses(correct("annex.text_fr", words + "z", "plan"), correcting.CorrectionTooLarge)
    story.refuses(correct("annex.text_fr", PLAN.text_fr, "plan"), correcting.CorrectionTooLarge)
    begun().refuses(
        correct("annex.text_fr", "Rien ne reste de ce qui fut, 12.", "plan"),
        correcting.CorrectionTooLarge,
    )


def test_no_figure_is_a_slip_of_the_pen() -> None:
    for field, words in (
        ("annex.text_fr", "Le plan est joint, feuille 13."),
        ("annex.text_fr", "Le plan est joint, feuille 1 2 3."),
        ("annex.text_ar", "التصميم مرفق، الورقة ١٣."),
    ):
        begun().refuses(correct(field, words, "plan"), correcting.CorrectionOfFigure)
    begun().accepts(correct("annex.text_ar", "التصميم مرفق، الورقة ١٢.", "plan"))


def test_another_agreement_starts_the_count_anew() -> None:
    again = region(ReopenText, reason="montants")
    story = begun().when(correct("annex.text_fr", PLAN.text_fr + "abcdefghijkl", "plan"), again)
    story = story.when(TO_A_ROUND[1], *TO_CONSENSUS, region(AgreeText))
    story.accepts(correct("annex.text_fr", PLAN.text_fr + "abcdefghijkl!", "plan"))


def test_nothing_to_correct_and_nothing_there() -> None:
    begun().then(correct("annex.text_fr", PLAN.text_fr, "plan"))
    for field, part in (("annex.text_fr", "x"), ("party.name_fr", "x"), ("x", None), ("", None)):
        begun().refuses(correct(field, "x", part), correcting.CorrectionUnknown)
    begun().refuses(correct("annex.heading_ar", "x", "plan"), correcting.CorrectionUnknown)
    begun().refuses(correct("annex.text_fr", " ", "plan"), core.TextBlank)
    unsaid = replace(TYPO, reason="\u200b")
    begun().refuses(unsaid, core.ReasonMissing)


def test_who_may_and_until_when() -> None:
    begun().refuses(replace(TYPO, header=commune.header), core.CapacityRefused)
    signed().refuses(TYPO, core.CommandClosed)
    drafted().refuses(TYPO, core.CommandClosed)


def test_every_correctable_field_can_be_read_and_put() -> None:
    """The table names no field that the text has not."""
    terms = state_of(begun()).terms
    parts = {
        "annex": "plan",
        "article": "object",
        "action": "works",
        "party": str(COMMUNE),
    }
    for field in CORRECTABLE:
        kind, _, attribute = field.rpartition(".")
        part = parts.get(kind)
        if wording_of(terms, field, part) is not None:
            assert wording_of(reworded(terms, field, part, "autre"), field, part) == "autre"
        assert BY_FIELD[field].voids is not Voids.ALL
        assert attribute


def test_a_void_signature_holds_nobody_to_the_party_it_was_given_for() -> None:
    """Whoever has mandates of two parties may sign for the other one, then no more for its own."""
    story = ready()
    story = story.when(signature(story, operator))
    both = Say(replace(OPERATOR_HEAD, organisation=COMMUNE))
    story.refuses(signature(story, both), core.OnePersonTwoParties)
    title = wording_of(state_of(story).terms, "title_fr", None) or ""
    anew = story.when(correct("title_fr", title + "s"))
    anew = anew.when(signature(anew, both))
    anew.refuses(signature(anew, operator), core.OnePersonTwoParties)

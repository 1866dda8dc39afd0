"""A changed text asks again whom the change touches, and nobody else."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from conventions.catalogue import CONVENTIONS
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.negotiation import Asked, Reservation, Reserved
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import PartyRole, RoundOutcome, Stance
from conventions.domain.drafting import commands as d
from conventions.domain.drafting.events import ArticleWritten
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation import events as e
from conventions.domain.negotiation import rules
from conventions.domain.negotiation.touching import touched_by

from ..people import COMMUNE, DAY, ID, OPERATOR, REGION, STRANGER, Say, commune, operator, region
from ..proposal import PLEDGES, WORKS, article, contribution, mad, party, yearly
from ..story import ACCEPT, DEADLINE, TO_A_ROUND, TO_CONSENSUS, Story, drafted, state_of

ALL = frozenset({REGION, COMMUNE, OPERATOR})
CONSENSUS = region(c.CloseNegotiationRound, outcome=RoundOutcome.CONSENSUS)
OPEN = TO_A_ROUND[1]
RESERVED = Position(stance=Stance.RESERVE, remark="sans vote")
OWN = replace(article("commitments"), concerns=(COMMUNE,))


def accept(*said: Say, article: str | None = None) -> list[ConventionCommand]:
    return [say(c.TakePosition, article=article, position=ACCEPT) for say in said]


def settled() -> Story:
    """All agreed on a text of which one article concerns the commune alone."""
    return drafted().when(region(d.WriteArticle, article=OWN), *TO_A_ROUND, *TO_CONSENSUS)


def asked(story: Story) -> tuple[frozenset[UUID], dict[UUID, tuple[str, ...]]]:
    """Whose accord the next round keeps, and what it asks the others."""
    (opened,) = story.when(OPEN).history[-1:]
    assert isinstance(opened, e.NegotiationRoundOpened)
    return frozenset(opened.kept), {each.organisation_id: each.articles for each in opened.asked}


def reworded(text: str, **changes: object) -> d.WriteArticle:
    return region(d.WriteArticle, article=replace(OWN, text_fr=text, **changes))  # type: ignore[arg-type]


def test_the_first_round_asks_everybody_on_the_whole_text() -> None:
    opened = e.NegotiationRoundOpened(
        convention_id=ID, round=1, opened_on=DAY, deadline=DEADLINE, recorded_on=DAY
    )
    drafted().when(TO_A_ROUND[0]).then(OPEN, opened)


def test_a_word_within_another_names_nobody() -> None:
    """Shared out is not the parties."""
    assert asked(settled().when(reworded("Les dépenses sont réparties.")))[0] == {OPERATOR}


def test_an_article_asks_again_those_it_concerns_and_the_lead() -> None:
    story = settled().when(reworded("Autre."))
    kept, again = asked(story)
    assert kept == {OPERATOR}
    assert again == {COMMUNE: ("commitments",), REGION: ("commitments",)}
    round_ = story.when(OPEN, *accept(region))
    refused = round_.refuses(CONSENSUS, rules.ConsensusNotReached)
    assert refused.values["awaited"] == "Commune a2"
    round_.refuses(
        region(c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vite"),
        rules.AnswersAwaited,
    )
    heard = round_.when(*accept(commune, article="commitments"))
    heard.when(CONSENSUS).accepts(region(c.AgreeText))


def test_whoever_keeps_its_accord_may_still_object() -> None:
    """It is not asked, it is not silenced: its objection in the new round stands against it."""
    story = settled().when(reworded("Autre."), OPEN, *accept(region, commune))
    story.accepts(CONSENSUS)
    objecting = story.when(operator(c.TakePosition, position=RESERVED))
    refused = objecting.refuses(CONSENSUS, rules.ConsensusNotReached)
    assert refused.values["awaited"] == "Opérateur a3"
    late = region.on_day(DEADLINE + timedelta(days=1))
    closed = objecting.when(
        late(c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vote"),
        late(d.WriteArticle, article=replace(OWN, text_fr="Encore.")),
        late(c.OpenNegotiationRound, deadline=DEADLINE + timedelta(days=9)),
    )
    assert OPERATOR not in state_of(closed).negotiation.kept


@pytest.mark.parametrize(
    "edit",
    [
        region(d.WriteArticle, article=article("commitments", "Autre.")),  # concerns nobody: all
        region(d.WriteArticle, article=replace(article("governance"), concerns=(COMMUNE,))),  # new
        reworded("L’OPÉRATEUR A3 et la commune versent 5 DH."),  # named, however it is typed
        reworded("Autre.", heading_fr="Engagements de l'opérateur a3"),
        reworded("Les PARTIES s'engagent à verser 5 DH."),
        reworded("Autre.", text_ar="يلتزم الأطراف بالأداء."),
        reworded("Autre.", concerns=(OPERATOR,)),
        reworded("Autre.", concerns=()),
        region(d.InviteParty, party=party(STRANGER, PartyRole.WITNESS, None)),
        region(d.ReviseTotal, total=mad(900), first_year=2026, last_year=2027, reason="r"),
        region(d.PlanAction, action=replace(WORKS, label_fr="Autres travaux")),
    ],
)
def test_what_names_or_may_bind_somebody_asks_it(edit: ConventionCommand) -> None:
    """No article is put past a party by naming nobody, or fewer than before."""
    kept, again = asked(settled().when(edit))
    assert not kept
    assert again.keys() >= ALL or not again


def test_an_amount_asks_its_funder_the_owner_and_the_lead() -> None:
    ministry = party(STRANGER, PartyRole.FUNDER, 1, "Ministère")
    theirs = contribution("theirs", STRANGER, 50, year=2027)
    other = Say(replace(commune.caller, subject="ministry-head", organisation=STRANGER))
    story = drafted().when(
        region(d.InviteParty, party=ministry),
        region(d.PledgeContribution, contribution=theirs),
        *TO_A_ROUND,
        *accept(other),
        *TO_CONSENSUS,
    )
    more = story.when(region(d.PledgeContribution, contribution=replace(theirs, amount=mad(60))))
    assert asked(more) == ({COMMUNE}, dict.fromkeys((STRANGER, REGION, OPERATOR), ()))  # type: ignore[comparison-overlap]
    gone = story.when(region(d.WithdrawContribution, contribution="theirs"))
    assert asked(gone)[0] == {COMMUNE}
    moved = story.when(
        region(d.PledgeContribution, contribution=replace(theirs, organisation_id=COMMUNE))
    )
    assert asked(moved)[0] == frozenset()
    planned = replace(WORKS, cost=mad(900), years=yearly(y2026=700, y2027=200))
    assert asked(story.when(region(d.PlanAction, action=planned)))[0] == frozenset()


def test_words_moved_to_an_article_that_concerns_others_are_shown_to_whom_they_left() -> None:
    """Who is asked at all is asked on every article that changed, not on the one it lost."""
    moved = settled().when(
        reworded("Autre."),
        region(d.WriteArticle, article=replace(article("object", "Moins."), concerns=(OPERATOR,))),
    )
    _, again = asked(moved)
    assert again == dict.fromkeys(ALL, ("commitments", "object"))


def test_who_was_overruled_is_asked_on_the_whole_text_again() -> None:
    """One arbitration does not make an accord that a later round could keep."""
    late = region.on_day(DEADLINE + timedelta(days=1))
    story = drafted().when(
        region(d.WriteArticle, article=OWN),
        *TO_A_ROUND,
        *accept(region, commune),
        operator(c.TakePosition, position=RESERVED),
        late(c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vote"),
        late(d.WriteArticle, article=replace(OWN, text_fr="Autre.")),
        late(c.OpenNegotiationRound, deadline=DEADLINE + timedelta(days=9)),
    )
    (opened,) = story.history[-1:]
    assert isinstance(opened, e.NegotiationRoundOpened)
    assert Asked(organisation_id=OPERATOR) in opened.asked
    assert opened.kept == ()


def test_an_accord_outlives_a_round_without_one() -> None:
    ended = e.NegotiationRoundEnded(convention_id=ID, round=2)
    story = settled().when(reworded("Autre."), OPEN).given(ended)
    late = region.on_day(DEADLINE + timedelta(days=1))
    again = story.when(late(c.OpenNegotiationRound, deadline=DEADLINE + timedelta(days=9)))
    assert state_of(again).negotiation.kept == {OPERATOR}
    assert state_of(again).negotiation.asked[COMMUNE] == ("commitments",)


def test_a_text_that_is_opened_again_and_not_changed_keeps_every_accord() -> None:
    reopened = settled().when(region(c.AgreeText), region(c.ReopenText, reason="visa"))
    kept, again = asked(reopened)
    assert (kept, again) == (ALL, {})
    reopened.when(OPEN, CONSENSUS).accepts(region(c.AgreeText))


def test_before_the_first_accord_nothing_is_kept() -> None:
    undecided = drafted().when(*TO_A_ROUND, *accept(region, commune))
    ended = undecided.given(e.NegotiationRoundEnded(convention_id=ID, round=1))
    late = region.on_day(DEADLINE + timedelta(days=1))
    again = ended.when(late(c.OpenNegotiationRound, deadline=DEADLINE + timedelta(days=9)))
    assert state_of(again).negotiation.kept == frozenset()


def test_whom_a_party_that_left_was_concerned_leaves_everybody_concerned() -> None:
    terms = state_of(settled()).terms
    gone = replace(terms, parties={k: v for k, v in terms.parties.items() if k != COMMUNE})
    written = ArticleWritten(convention_id=ID, article=replace(OWN, text_fr="Autre."))
    assert touched_by(gone, written) == ALL - {COMMUNE}


def test_reservations_that_stand_are_recorded_with_the_text() -> None:
    """Also one on words that were rewritten since: its party never said that it is content."""
    late = region.on_day(DEADLINE + timedelta(days=1))
    proposal = Position(
        stance=Stance.AMEND, remark="plutôt", proposed_text_fr="X", proposed_text_ar="س"
    )
    arbitrated = drafted().when(
        *TO_A_ROUND,
        *accept(region, operator),
        operator(c.TakePosition, article="duration", position=RESERVED),
        commune(c.TakePosition, article="object", position=proposal),
        region(c.AdoptProposal, article="object", organisation_id=COMMUNE),
        late(c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vote"),
    )
    agreed = arbitrated.when(late(c.AgreeText)).history[-1]
    assert isinstance(agreed, e.TextAgreed)
    assert agreed.reservations == (
        Reserved(organisation_id=COMMUNE, articles=("object",)),
        Reserved(organisation_id=OPERATOR, articles=("duration",)),
    )
    standing = state_of(arbitrated).negotiation.standing()
    assert standing[0] == Reservation(organisation_id=COMMUNE, article="object", position=proposal)
    again = arbitrated.when(
        late(c.OpenNegotiationRound, deadline=DEADLINE + timedelta(days=9)),
        commune.on_day(late.on)(c.TakePosition, position=ACCEPT),
        operator.on_day(late.on)(c.TakePosition, article="duration", position=ACCEPT),
    )
    close = region.on_day(DEADLINE + timedelta(days=10))
    content = again.when(
        close(c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vote"),
        close(c.AgreeText),
    ).history[-1]
    assert isinstance(content, e.TextAgreed)
    assert content.reservations == ()


def test_a_promise_asks_whom_it_is_taken_from() -> None:
    """Moved to another party, it touches both: neither is bound behind its back."""
    terms = state_of(settled()).terms
    moved = replace(PLEDGES[1], organisation_id=REGION)
    command = region(d.PledgeContribution, contribution=moved)
    (event,) = settled().when(command).history[-1:]
    assert {COMMUNE, REGION} <= touched_by(terms, event)


def test_long_reservations_of_many_do_not_keep_a_text_from_being_agreed() -> None:
    """An event of two megabytes is the largest that is recorded: many who reserve everywhere, at
    length, would else stop the agreement for ever."""
    long = Position(stance=Stance.RESERVE, remark="r" * 2_000)
    late = region.on_day(DEADLINE + timedelta(days=1))
    names = tuple(f"article-{nth}" for nth in range(90))
    story = drafted().when(
        *(region(d.WriteArticle, article=article(name)) for name in names),
        *TO_A_ROUND,
        *(commune(c.TakePosition, article=name, position=long) for name in names),
        late(c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vote"),
    )
    agreed = story.when(late(c.AgreeText)).history[-1]
    assert isinstance(agreed, e.TextAgreed)
    assert agreed.reservations == (
        Reserved(organisation_id=COMMUNE, articles=tuple(sorted(names))),
    )
    assert len(CONVENTIONS.encode(agreed)[2]) < 10_000

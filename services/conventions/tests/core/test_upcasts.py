"""What was written under an old version, read and acted upon today."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conventions.catalogue import CATALOGUE, CONVENTIONS, NEWS, SOURCE, VERSIONS
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Article, Party
from conventions.domain.core.text import canonical_text
from conventions.domain.core.vocabulary import PartyRole
from conventions.domain.drafting.commands import InviteParty
from conventions.domain.drafting.events import (
    ActionPlanned,
    ActionRemoved,
    ArticleWritten,
    ConventionDrafted,
    PartyInvited,
    TotalRevised,
)
from conventions.domain.events import ConventionEvents
from conventions.upcasts import UPCASTS
from mithaq.canonical import digest
from mithaq.errors import EventHeld
from mithaq.events import Catalogue, News

from ..people import ID, REGION, STRANGER, region
from ..proposal import OUTLINE, WORKS, mad, party
from ..story import drafted, state_of

GOLDEN = Path(__file__).parents[1] / "golden"
# Of `DRAFT`, by the code as it was when PartyInvited was at version 1.
DIGEST_OF_VERSION_1 = "5c965e1dcc8ad1b7356c493506174907d873c7a827608a4e7af840138f36173c"


UNKNOWN = replace(WORKS, cost=None, years=())


def _drafted(**changes: object) -> ConventionDrafted:
    outline = replace(OUTLINE, **changes)  # type: ignore[arg-type]
    return ConventionDrafted(convention_id=ID, outline=outline, drafted_by=REGION)


def _revised(first: int | None, last: int | None) -> TotalRevised:
    return TotalRevised(
        convention_id=ID, total=mad(1), first_year=first, last_year=last, reason="étude"
    )


def invitation(version: int) -> PartyInvited:
    stored = (GOLDEN / f"PartyInvited.v{version}.json").read_text()
    event = CATALOGUE.decode("PartyInvited", version, stored)
    assert isinstance(event, PartyInvited)
    return event


def test_one_role_of_the_first_version_is_a_list_of_one() -> None:
    lead = Party(
        organisation_id=REGION,
        name_fr="Région a1",
        roles=(PartyRole.LEAD,),
        signing_order=2,
    )
    assert invitation(1) == PartyInvited(convention_id=ID, party=lead)
    assert invitation(2).party.roles == (PartyRole.LEAD, PartyRole.FUNDER)


def test_what_is_written_today_is_the_second_version() -> None:
    name, version, payload = CATALOGUE.encode(invitation(1))
    assert (name, version) == ("PartyInvited", 2)
    told = json.loads(payload)
    assert told.keys() == {"convention_id", "party"}
    assert told["party"]["roles"] == ["lead"]
    assert "role" not in told["party"]


def test_a_text_agreed_before_parties_had_several_roles_keeps_its_digest() -> None:
    """One role reads in the canonical text as version 1 had it; the digest is of that time."""
    terms = state_of(drafted()).terms
    bare = {name: replace(each, heading_ar=None) for name, each in terms.articles.items()}
    terms = replace(terms, articles=bare)  # nor was there an Arabic heading
    parties = canonical_text(ID, terms)["parties"]
    assert isinstance(parties, list)
    assert [each["role"] for each in parties] == ["lead", "funder", "project_owner"]
    assert not any("roles" in each for each in parties)
    assert digest(canonical_text(ID, terms)) == DIGEST_OF_VERSION_1


def test_what_version_1_knew_of_years_and_costs_is_known_today() -> None:
    for name in ("ConventionDrafted", "TotalRevised", "ActionPlanned", "ActionRemoved"):
        stored = (GOLDEN / f"{name}.v1.json").read_text()
        event = CATALOGUE.decode(name, 1, stored)
        assert CATALOGUE.encode(event)[1] == 2
        told, was = json.loads(CATALOGUE.encode(event)[2]), json.loads(stored)
        for value in ("outline", "action"):
            assert was.get(value, {}).items() <= told.get(value, {}).items()


@pytest.mark.parametrize(
    ("event", "held"),
    [
        (ConventionDrafted(convention_id=ID, outline=OUTLINE, drafted_by=REGION), False),
        (_drafted(first_year=None), True),
        (_drafted(programme_kind="pdv"), True),
        (_revised(2026, 2027), False),
        (_revised(None, 2027), True),
        (ActionPlanned(convention_id=ID, action=WORKS), False),
        (ActionPlanned(convention_id=ID, action=UNKNOWN), True),
        (ActionPlanned(convention_id=ID, action=WORKS, replaced=UNKNOWN), True),
        (ActionRemoved(convention_id=ID, action=WORKS), False),
        (ActionRemoved(convention_id=ID, action=UNKNOWN), True),
    ],
)
def test_what_the_former_release_cannot_say_is_held_while_it_runs(
    event: ConventionEvent, held: bool
) -> None:
    """All else is written as that release reads it."""
    news = {key: NEWS.downcasts[key] for key in NEWS.downcasts.keys() & CONVENTIONS.current}
    catalogue: Catalogue[ConventionEvent] = Catalogue.of(
        SOURCE, ConventionEvents, versions=VERSIONS, upcasts=UPCASTS, news=News(news)
    )
    catalogue.news.hold_all_but([])
    if held:
        with pytest.raises(EventHeld):
            catalogue.written(event)
    else:
        name, version, payload = catalogue.written(event)
        assert (version, catalogue.decode(name, version, payload)) == (1, event)


def test_the_order_in_which_roles_are_told_does_not_change_the_text() -> None:
    both = PartyRole.FUNDER, PartyRole.WITNESS
    one, other = (
        state_of(drafted().when(region(InviteParty, party=party(STRANGER, roles, None)))).terms
        for roles in (both, both[::-1])
    )
    assert one != other
    assert canonical_text(ID, one) == canonical_text(ID, other)


def test_no_article_of_the_first_version_is_an_annex() -> None:
    stored = (GOLDEN / "ArticleWritten.v1.json").read_text()
    written = CATALOGUE.decode("ArticleWritten", 1, stored)
    assert isinstance(written, ArticleWritten)
    assert not written.article.annex


def test_an_article_says_that_it_is_an_annex_where_it_is_one() -> None:
    plain = Article(article="plan", heading_fr="Plan", text_fr="Voir le plan.")
    terms = state_of(drafted()).terms
    written = [
        str(canonical_text(ID, replace(terms, articles={"plan": each}))["articles"])
        for each in (plain, replace(plain, annex=True))
    ]
    assert ["'annex'" in articles for articles in written] == [False, True]

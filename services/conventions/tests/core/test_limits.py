"""A convention has room for so many parts, and its text for so many characters; no more."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from conventions.domain.core.convention import Convention
from conventions.domain.core.limits import (
    LIMITS,
    TEXT_LIMIT,
    PartsTooMany,
    TextTooLong,
    ensure_article_fits,
    ensure_room,
)
from conventions.domain.core.terms import Article
from conventions.domain.core.vocabulary import Part
from conventions.domain.drafting import commands as c
from conventions.domain.drafting.decide import invite, plan, pledge, write

from ..people import COMMUNE, region
from ..story import drafted


@pytest.mark.parametrize("part", Part)
def test_every_part_has_its_limit(part: Part) -> None:
    limit = LIMITS[part]
    ensure_room(part, range(limit - 1))
    with pytest.raises(PartsTooMany) as refused:
        ensure_room(part, range(limit))
    assert refused.value.values == {"part": str(part), "limit": limit}


def full(convention: Convention, part: str) -> Convention:
    """The convention with as many of its first part as there may be."""
    parts = getattr(convention.terms, part)
    one = next(iter(parts.values()))
    many = {**parts, **{_name(part, n): one for n in range(LIMITS[Part(part)] - len(parts))}}
    changes: dict[str, Any] = {part: many}
    return replace(convention, terms=replace(convention.terms, **changes))


def _name(part: str, number: int) -> object:
    return UUID(int=number) if part == "parties" else f"n{number}"


def test_a_full_convention_takes_no_more_but_changes_what_it_has() -> None:
    convention = drafted().state
    assert isinstance(convention, Convention)
    terms = convention.terms
    party, article = terms.parties[COMMUNE], next(iter(terms.articles.values()))
    action = next(iter(terms.actions.values()))
    pledged = next(iter(terms.contributions.values()))
    newcomer = replace(party, organisation_id=UUID(int=2**100), roles=party.roles)
    with pytest.raises(PartsTooMany):
        invite(full(convention, "parties"), region(c.InviteParty, party=newcomer))
    another = region(c.WriteArticle, article=replace(article, article="new"))
    with pytest.raises(PartsTooMany):
        write(full(convention, "articles"), another)
    with pytest.raises(PartsTooMany):
        plan(full(convention, "actions"), region(c.PlanAction, action=replace(action, action="x")))
    more = region(c.PledgeContribution, contribution=replace(pledged, contribution="new"))
    with pytest.raises(PartsTooMany):
        pledge(full(convention, "contributions"), more)
    rewritten = region(c.WriteArticle, article=replace(article, text_fr="Autre."))
    assert write(full(convention, "articles"), rewritten)


def test_a_text_is_bounded_whatever_its_articles() -> None:
    terms = drafted().state.terms  # type: ignore[union-attr]
    piece = Article(article="a0", heading_fr="a", text_fr="x" * (TEXT_LIMIT // 10))
    long = {f"a{n}": replace(piece, article=f"a{n}") for n in range(9)}
    nearly = replace(terms, articles=long)
    ensure_article_fits(nearly, long["a0"])
    with pytest.raises(TextTooLong):
        ensure_article_fits(nearly, replace(piece, article="a9"))
    with pytest.raises(TextTooLong):
        ensure_article_fits(nearly, replace(piece, text_ar="س" * TEXT_LIMIT))

"""Pledges so long that the event which lists them all could not be recorded: nobody could sign."""

from dataclasses import replace

import pytest
from conventions.catalogue import CONVENTIONS
from conventions.domain.amendments.events import AmendmentTookEffect, ContributionChange
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.limits import LIMITS, PLEDGES_LIMIT, PledgesTooLong
from conventions.domain.core.terms import Contribution, ReleaseTerms
from conventions.domain.core.vocabulary import ContributionKind, Part
from conventions.domain.drafting.commands import PledgeContribution
from conventions.domain.drafting.events import ConventionWithdrawn
from mithaq.money import MAX_CENTIMES, ZERO, Money
from mithaq.store import MAX_EVENT_BYTES

from ..people import COMMUNE, ID, commune
from ..proposal import DRAFT, contribution, mad
from ..story import drafted, told

BASIS = 20_000  # characters: as long as a basis may be


def _pledges(count: int, basis: str) -> tuple[Contribution, ...]:
    """Each as long as it may be but for its basis."""
    widest = contribution("x" * 80, COMMUNE, 1, kind=ContributionKind.IN_KIND)
    release = ReleaseTerms(justified_before=100, progress_at_least=100)
    return count * (
        replace(widest, amount=Money(MAX_CENTIMES), basis=basis, release=release, action="a" * 80),
    )


def _bytes(event: ConventionEvent) -> int:
    return len(CONVENTIONS.encode(event)[2].encode())


@pytest.mark.parametrize("letter", ['"', "\n", "é", "ﷺ", "𠀀", "a"])
def test_a_funder_cannot_make_the_text_impossible_to_sign(letter: str) -> None:
    """Until a pledge is refused, the events that list them all are recorded."""
    story, basis = drafted(), letter * BASIS
    for nth in range(LIMITS[Part.CONTRIBUTIONS]):
        more = replace(contribution(f"c{nth}", COMMUNE, 1), basis=basis)
        try:
            story = story.when(commune(PledgeContribution, contribution=more))
        except PledgesTooLong:
            break
    else:
        pytest.fail("so many such pledges are no text that anybody could sign")
    pledges = story.state.terms.pledges()  # type: ignore[union-attr]
    _assert_recorded(pledges)


def _assert_recorded(pledges: tuple[Contribution, ...]) -> None:
    given_up = ConventionWithdrawn(convention_id=ID, reason="x" * 4_000, given_up=pledges)
    changes = tuple(ContributionChange(before=each, after=each) for each in pledges)
    effect = AmendmentTookEffect(
        convention_id=ID,
        amendment=1,
        effective_on=commune.on,
        contributions=changes,
        costs=(),
        total=ZERO,
    )
    for event in (given_up, effect):
        assert _bytes(event) + 4_000 < MAX_EVENT_BYTES


def test_nor_can_who_drafts_it() -> None:
    longest = replace(contribution("long", COMMUNE, 1), basis="a" * BASIS)
    many = tuple(replace(longest, contribution=f"c{nth}") for nth in range(50))
    refused = told().refuses(replace(DRAFT, contributions=many), PledgesTooLong)
    assert refused.values["limit"] == PLEDGES_LIMIT


def test_as_many_contributions_as_there_may_be_fit_with_a_line_each() -> None:
    count = LIMITS[Part.CONTRIBUTIONS]
    plain = replace(contribution("c", COMMUNE, 1), basis="Art. 7 de la convention")
    many = tuple(replace(plain, contribution=f"commune-{nth}") for nth in range(count))
    whole = replace(DRAFT, contributions=many, outline=replace(DRAFT.outline, total=mad(count)))
    assert len(told().accepts(whole).history) > count
    _assert_recorded(_pledges(PLEDGES_LIMIT // 400, ""))

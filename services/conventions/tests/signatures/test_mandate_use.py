"""A ceiling for the whole of a mandate bounds all that is signed under it, together."""

from dataclasses import replace
from uuid import UUID

import pytest
from conventions.domain.amendments.commands import WithdrawAmendment
from conventions.domain.core import mandate_use as u
from conventions.domain.core import rules as core
from conventions.domain.core.signing_round import Mandate
from conventions.domain.core.vocabulary import CeilingScope
from conventions.domain.drafting.commands import WithdrawConvention
from conventions.domain.mandating import mandates_moved
from conventions.domain.negotiation.commands import ReopenText
from hypothesis import given
from hypothesis import strategies as st
from mithaq.money import Money
from mithaq.testing.given import SOMEBODY

from ..amendments import story as amendments
from ..people import COMMUNE, COMMUNE_HEAD, commune, operator, region
from ..proposal import mad
from ..story import Story, in_force, mandate, ready_to_sign, refusal, signature, state_of

FIRST, SECOND = UUID(int=1), UUID(int=2)
MANDATE = mandate(COMMUNE_HEAD, ceiling=mad(100))


def text(convention: UUID, amendment: int | None = None) -> u.SignedText:
    return u.SignedText(convention_id=convention, amendment=amendment)


def after(uses: u.Uses, *events: u.MandateEvent) -> u.Uses:
    for event in events:
        uses = u.evolve(uses, event, SOMEBODY)
    return uses


def used(*signed: tuple[u.SignedText, int], under: Mandate = MANDATE) -> u.Uses:
    uses = u.Uses()
    for each, dirhams in signed:
        uses = after(uses, *u.use(uses, under, each, mad(dirhams)))
    return uses


def exceeds(uses: u.Uses, each: u.SignedText, dirhams: int, under: Mandate = MANDATE) -> bool:
    try:
        u.use(uses, under, each, mad(dirhams))
    except core.MandateTotalExceeded:
        return True
    return False


def test_three_conventions_share_one_ceiling() -> None:
    uses = used((text(FIRST), 60))
    assert exceeds(uses, text(SECOND), 41)
    assert not exceeds(uses, text(SECOND), 40)
    full = used((text(FIRST), 60), (text(SECOND), 40))
    assert exceeds(full, text(UUID(int=3)), 1)


def test_a_ceiling_for_each_signature_is_not_counted_together() -> None:
    each = mandate(COMMUNE_HEAD, ceiling=mad(100), ceiling_scope=CeilingScope.SIGNATURE)
    assert u.use(u.Uses(), each, text(FIRST), mad(100)) == []
    assert u.use(u.Uses(), mandate(COMMUNE_HEAD), text(FIRST), mad(10**6)) == []


def test_an_amendment_says_the_promise_anew() -> None:
    """60 raised to 80 is 80, not 140; what another convention takes still counts beside it."""
    raised = used((text(FIRST), 60), (text(FIRST, 1), 80))
    assert raised.total == mad(80)
    assert not exceeds(raised, text(SECOND), 20)
    assert exceeds(raised, text(SECOND), 21)
    lowered = used((text(FIRST), 60), (text(FIRST, 1), 10))
    assert lowered.total == mad(60)


def test_what_binds_nobody_is_given_back_once() -> None:
    uses = used((text(FIRST), 60), (text(FIRST, 1), 80))
    (back,) = u.release(uses, MANDATE.mandate_id, text(FIRST, 1))
    assert isinstance(back, u.MandateReleased)
    assert back.amount == mad(80)
    freed = after(uses, back)
    assert freed.total == mad(60)
    assert u.release(freed, MANDATE.mandate_id, text(FIRST, 1)) == []


@given(
    st.lists(
        st.tuples(
            st.booleans(), st.integers(1, 3), st.none() | st.integers(1, 2), st.integers(0, 70)
        ),
        max_size=30,
    )
)
def test_property_no_order_of_signatures_exceeds_the_ceiling(
    steps: list[tuple[bool, int, int | None, int]],
) -> None:
    """Counted again from the events alone: the largest text of each convention, summed."""
    uses, log = u.Uses(), dict[u.SignedText, Money]()
    for signs, convention, amendment, dirhams in steps:
        each = text(UUID(int=convention), amendment)
        try:
            new = (
                u.use(uses, MANDATE, each, mad(dirhams))
                if signs
                else u.release(uses, MANDATE.mandate_id, each)
            )
        except core.MandateTotalExceeded:
            continue
        uses = after(uses, *new)
        if signs:
            log[each] = mad(dirhams)
        else:
            log.pop(each, None)
        largest = {
            c: max((m for t, m in log.items() if t.convention_id == c), key=lambda m: m.centimes)
            for c in {t.convention_id for t in log}
        }
        assert Money.sum(largest.values()) == uses.total <= mad(100)


def signed_by_two() -> Story:
    story = ready_to_sign()
    return story.when(*(signature(story, say) for say in (operator, commune)))


def test_a_signature_uses_what_its_party_promises() -> None:
    story = ready_to_sign()
    low = mandate(COMMUNE_HEAD, ceiling=mad(1000))
    moved = mandates_moved(state_of(story), signature(story, commune, mandate=low))
    ((held, decide),) = moved.items()
    (event,) = decide(u.Uses())
    assert isinstance(event, u.MandateUsed)
    assert (held, event.amount) == (low.mandate_id, mad(300))


def test_whatever_undoes_signatures_gives_their_room_back() -> None:
    story = signed_by_two()
    convention = state_of(story)
    signed = {each.mandate_id for each in convention.signing.signatures.values()}
    for undoing in (
        refusal(story, region),
        region(ReopenText, reason="erreur"),
        region(WithdrawConvention, reason="abandon"),
    ):
        moved = mandates_moved(convention, undoing)
        assert moved.keys() == signed
        for mandate_id, decide in moved.items():
            use = u.MandateUsed(
                mandate_id=mandate_id, convention_id=convention.convention_id, amount=mad(5)
            )
            (back,) = decide(after(u.Uses(), use))
            assert isinstance(back, u.MandateReleased)


def test_an_amendment_uses_the_new_promise_and_gives_it_back() -> None:
    story = amendments.agreed(in_force(), amendments.SHIFTED)
    low = mandate(COMMUNE_HEAD, ceiling=mad(1000))
    signing = amendments.sign(story, commune, mandate=low)
    (decide,) = mandates_moved(state_of(story), signing).values()
    (event,) = decide(u.Uses())
    assert isinstance(event, u.MandateUsed)
    assert (event.amendment, event.amount) == (1, mad(350))
    half = story.when(signing)
    withdrawal = region(WithdrawAmendment, amendment=1, reason="refus")
    assert mandates_moved(state_of(half), withdrawal).keys() == {low.mandate_id}


def passed_on(ceiling: int | None, *above: int) -> Mandate:
    """A mandate of the commune's that came down from others, the nearest first."""
    chain = tuple(
        replace(MANDATE, mandate_id=UUID(int=500 + nth), ceiling=mad(each), depth=nth + 1)
        for nth, each in enumerate(above)
    )
    bound = None if ceiling is None else mad(ceiling)
    return replace(MANDATE, mandate_id=UUID(int=499), ceiling=bound, above=chain)


def test_what_is_signed_under_a_delegated_mandate_counts_on_every_link_above() -> None:
    story = ready_to_sign()
    moved = mandates_moved(
        state_of(story), signature(story, commune, mandate=passed_on(1000, 2000, 3000))
    )
    assert [held.int for held in moved] == [499, 500, 501]
    for decide in moved.values():
        (event,) = decide(u.Uses())
        assert isinstance(event, u.MandateUsed)
        assert event.amount == mad(300)


def test_two_who_were_passed_a_mandate_sign_no_more_together_than_it_may() -> None:
    """Each within its own ceiling: the link above is what is exceeded, under its own name."""
    story = ready_to_sign()
    link = passed_on(1000, 400)
    moved = mandates_moved(state_of(story), signature(story, commune, mandate=link))
    used_by_another = used((text(FIRST), 101), under=link.above[0])
    with pytest.raises(core.MandateTotalExceeded):
        moved[link.above[0].mandate_id](used_by_another)
    assert moved[link.mandate_id](u.Uses())


def test_a_signature_says_what_its_mandate_came_from_and_all_of_it_is_given_back() -> None:
    story = ready_to_sign()
    link = passed_on(None, 2000, 3000)
    signed = story.when(*(signature(story, say) for say in (operator,)))
    signed = signed.when(signature(signed, commune, mandate=link))
    signing = state_of(signed).signing
    assert signing.signatures[COMMUNE].mandate_id == link.mandate_id
    assert signing.links == {link.mandate_id: link.links}
    moved = mandates_moved(state_of(signed), region(ReopenText, reason="erreur"))
    assert {link.mandate_id, *link.links} <= moved.keys()


def test_two_entries_of_one_body_in_a_convention_both_count_under_one_mandate() -> None:
    """Both are parties: each promise counts, neither hides the other, and both are given back."""
    twin = UUID(int=77)
    one, other = text(FIRST), replace(text(FIRST), party=twin)
    both = used((one, 60), (other, 30))
    assert both.total == mad(90)
    assert exceeds(both, replace(text(FIRST, 1), party=twin), 41)
    freed = after(both, *u.release(both, MANDATE.mandate_id, text(FIRST)))
    assert freed.total == mad(0)


def test_for_another_entry_of_its_organisation_a_mandate_signs_and_for_no_other() -> None:
    story = ready_to_sign()
    elsewhere = replace(MANDATE, organisation_id=UUID(int=77), ceiling=None)
    story.refuses(signature(story, commune, mandate=elsewhere), core.MandateOfAnotherParty)
    merged = replace(elsewhere, also_for=frozenset({COMMUNE}))
    after_ = story.accepts(signature(story, commune, mandate=merged))
    assert COMMUNE in state_of(after_).signing.signatures
    (decide,) = mandates_moved(
        state_of(story), signature(story, commune, mandate=replace(merged, ceiling=mad(1000)))
    ).values()
    (event,) = decide(u.Uses())
    assert event.organisation_id == COMMUNE

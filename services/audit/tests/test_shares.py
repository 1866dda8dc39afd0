"""Shares in the ledger: promises of their party, of any action or year, until they are split."""

from dataclasses import replace
from datetime import date

from audit.domain.ledger.line import ANY_ACTION, ANY_YEAR, Kind, Undertaking
from audit.heard import conventions as heard
from audit.heard.conventions import MoneyEvent, Share
from audit.heard.terms import Contribution
from audit.routes.views.commitments import allocation
from hypothesis import given
from hypothesis import strategies as some
from mithaq.money import Money

from .stories import CONVENTION, MINISTRY, REGION, lines, pledged, promise, signed, total

OPEN = Share(share="s1", organisation_id=MINISTRY, kind="cash", amount=Money(500), year=2026)
C1 = promise("c1", 200, REGION)


def shared(share: Share, replaced: Share | None = None) -> heard.SharePromised:
    return heard.SharePromised(convention_id=CONVENTION, share=share, replaced=replaced)


def split(share: Share, *parts: Contribution, act: str | None = None) -> heard.ShareSplit:
    left = share.amount.centimes - sum(part.amount.centimes for part in parts)
    return heard.ShareSplit(
        convention_id=CONVENTION,
        share=share,
        left=replace(share, amount=Money(left)) if left else None,
        contributions=parts,
        act=act,
    )


def test_a_share_is_pledged_as_a_contribution_is() -> None:
    [line] = lines(shared(OPEN))
    assert line.undertaking == Undertaking(
        contribution="s1",
        organisation_id=MINISTRY,
        action=ANY_ACTION,
        year=2026,
        nature="cash",
    )
    assert (line.kind, line.amount.centimes) == (Kind.PLEDGED, 500)
    less = replace(OPEN, amount=Money(300))
    assert total(lines(shared(OPEN), shared(less, OPEN)), Kind.PLEDGED) == 300
    gone = heard.ShareWithdrawn(convention_id=CONVENTION, share=less)
    assert total(lines(shared(OPEN), shared(less, OPEN), gone), Kind.PLEDGED) == 0


def test_signed_it_is_promised_and_given_up_it_is_not() -> None:
    both = replace(signed(C1), shares=(OPEN,))
    made = lines(pledged(C1), shared(OPEN), both)
    assert (total(made, Kind.PLEDGED), total(made, Kind.PROMISED)) == (0, 700)
    over = heard.ConventionLapsed(
        convention_id=CONVENTION,
        sign_by=date(2026, 6, 30),
        given_up=(C1,),
        given_up_shares=(OPEN,),
    )
    assert total(lines(pledged(C1), shared(OPEN), over), Kind.PLEDGED) == 0


def test_a_split_names_the_minutes_and_moves_the_promise_into_its_cells() -> None:
    made = lines(split(OPEN, promise("c2", 150), promise("c3", 100, action="A2"), act="PV 3"))
    assert [(x.undertaking.action, x.amount.centimes, x.act) for x in made] == [
        (ANY_ACTION, -250, "PV 3"),
        ("A1", 150, "PV 3"),
        ("A2", 100, "PV 3"),
    ]
    assert {line.kind for line in made} == {Kind.PROMISED}


def test_an_amendment_changes_a_share_as_it_does_a_contribution() -> None:
    more, new = replace(OPEN, amount=Money(700)), replace(OPEN, share="s2", amount=Money(50))
    effect = heard.AmendmentTookEffect(
        convention_id=CONVENTION,
        amendment=1,
        effective_on=date(2026, 5, 1),
        contributions=(),
        shares=(
            heard.ShareChange(before=OPEN, after=more),
            heard.ShareChange(before=None, after=new),
        ),
    )
    made = lines(shared(OPEN), replace(signed(), shares=(OPEN,)), effect)
    assert total(made, Kind.PROMISED, MINISTRY) + total(made, Kind.AMENDED, MINISTRY) == 750
    gone = replace(effect, shares=(heard.ShareChange(before=more, after=None),))
    assert total([*made, *lines(gone)], Kind.AMENDED, MINISTRY) == -450


@given(some.lists(some.integers(1, 400), max_size=6), some.booleans())
def test_property_splitting_moves_nothing_in_the_sum_of_what_a_party_promised(
    parts: list[int], twice: bool
) -> None:
    whole = replace(OPEN, amount=Money(sum(parts) + 1))
    events: list[MoneyEvent] = [pledged(C1), shared(whole), replace(signed(C1), shares=(whole,))]
    before = lines(*events)
    made = [promise(f"p{nth}", amount) for nth, amount in enumerate(parts)]
    cut = len(made) // 2 if twice else len(made)
    for some_parts in (made[:cut], made[cut:]):
        if some_parts:
            told = split(whole, *some_parts)
            events.append(told)
            assert told.left is not None
            whole = told.left
    after = lines(*events)
    for party in (MINISTRY, REGION):
        for kind in Kind:
            assert total(after, kind, party) == total(before, kind, party)
    cells = {(x.undertaking.contribution, x.undertaking.action) for x in after}
    assert {(part.contribution, "A1") for part in made} <= cells


def test_what_is_not_split_is_shown_as_unallocated() -> None:
    assert allocation("A1", 2026) == {"action": "A1", "year": 2026, "unallocated": False}
    unsplit = {"action": None, "year": None, "unallocated": True}
    assert allocation(ANY_ACTION, ANY_YEAR) == unsplit
    assert allocation("A1", ANY_YEAR)["unallocated"]

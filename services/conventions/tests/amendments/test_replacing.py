"""A party, or a delegated owner, in the place of another: what is handed over, what stays."""

from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.amendments import commands as c
from conventions.domain.amendments.events import AmendmentTookEffect, BalanceHandedOver, PartyChange
from conventions.domain.amendments.operations.amounts import AmendmentBelowCalled
from conventions.domain.amendments.operations.balances import BalanceDiffers, BalanceUnsaid
from conventions.domain.amendments.operations.succession import (
    SuccessionIncomplete,
)
from conventions.domain.core.amendment import DelegatedOwnerChange, Operations, Succession
from conventions.domain.core.vocabulary import PartyRole, Stage
from conventions.domain.tranches import commands as tranches
from mithaq.errors import NotFound

from ..justifications.story import submit
from ..people import (
    COMMUNE,
    DAY,
    OPERATOR,
    REGION,
    STRANGER,
    bookkeeper,
    clerk,
    commune,
    operator,
    region,
)
from ..proposal import mad, party
from ..story import in_force, state_of
from ..tranches.story import paid, reverse, step, tranche
from .story import accept, agree, delegated, draft, effect, frozen, joiner, signed

# Another takes the commune's place.
REPLACED = Operations(
    parties=(party(STRANGER, PartyRole.FUNDER, 1, "Fonds"),),
    replaced_parties=(Succession(leaver=COMMUNE, successor=STRANGER),),
)

HALVES = (
    tranche("C1", "commune-26", 80),
    tranche("C2", "commune-26", 120, date(2026, 9, 1)),
)


def test_a_successor_takes_the_place_and_the_unpaid_promises() -> None:
    """What was paid stays with who paid it; both sign."""
    story = in_force().when(*HALVES, *paid(80, "C1", commune))
    begun = frozen(story, REPLACED)
    succession = state_of(begun).amendments[1].operations.replaced_parties[0]
    handed = {each.contribution: (each.amount, each.to) for each in succession.handed}
    assert handed == {
        "commune-26": (mad(120), "commune-26.1"),
        "commune-land": (mad(100), "commune-land.1"),
    }
    assert state_of(begun).amendments[1].signing.signatories >= {COMMUNE, STRANGER, REGION}
    done = signed(story, REPLACED).when(effect())
    terms = state_of(done).terms
    assert (terms.promised_by(COMMUNE), terms.promised_by(STRANGER)) == (mad(80), mad(220))
    assert terms.contributions["commune-26"].organisation_id == COMMUNE
    assert "commune-land" not in terms.contributions
    assert terms.outline.total == mad(1000)
    proved = done.accepts(step(tranches.JustifyTranche, bookkeeper, 80, "C1"))
    assert state_of(proved).tranches["C1"].settled


def test_what_was_called_of_the_leaver_is_paid_or_taken_back_first() -> None:
    story = in_force().when(*HALVES, step(tranches.CallFunds, operator, 80, "C1"))
    begun = story.when(draft(REPLACED), *accept(region, commune, joiner))
    begun.refuses(agree(), AmendmentBelowCalled)


def test_what_was_handed_over_is_worked_out_anew_where_money_came_back() -> None:
    """A payment taken back after the draft would leave the leaver owing: it is revised."""
    story = in_force().when(*HALVES, *paid(80, "C1", commune))
    begun = story.when(draft(REPLACED))
    back = reverse(Stage.PAID, 80, name="C1", reference="PayTranche C1 80")
    since = begun.when(
        back,
        reverse(Stage.ORDERED, 80, name="C1"),
        reverse(Stage.VISAED, 80, name="C1"),
        reverse(Stage.COMMITTED, 80, name="C1"),
        reverse(Stage.CALLED, 80, name="C1"),
        *accept(region, commune, joiner),
    )
    since.refuses(agree(), SuccessionIncomplete)
    revised = since.when(
        region(c.ReviseAmendment, amendment=1, reason="retour", operations=REPLACED)
    )
    revised.when(*accept(region, commune, joiner)).accepts(agree())


def test_money_taken_back_after_the_signature_leaves_nobody_owing() -> None:
    """On the day of the effect all was paid, and no more when the effect is recorded."""
    begun = signed(in_force().when(*HALVES, *paid(80, "C1", commune)), REPLACED)
    later = clerk.on_day(DAY + timedelta(days=3))
    steps = (Stage.ORDERED, Stage.VISAED, Stage.COMMITTED, Stage.CALLED)
    since = begun.when(
        reverse(Stage.PAID, 80, later, "C1", "PayTranche C1 80"),
        *(reverse(stage, 80, later, "C1") for stage in steps),
    )
    put = region.on_day(DAY, DAY + timedelta(days=3))(c.PutAmendmentIntoEffect, amendment=1)
    since.refuses(put, SuccessionIncomplete)


CHANGED = Operations(
    parties=(party(STRANGER, PartyRole.WITNESS, 1, "Société"),),
    delegated_owner=DelegatedOwnerChange(leaver=OPERATOR, successor=STRANGER),
)


def test_a_delegated_owner_hands_its_balance_over_told_by_amount() -> None:
    story = delegated().when(
        tranche("R1", "region-26", 400),
        *paid(150),
        step(tranches.JustifyTranche, bookkeeper, 40),
    )
    done = signed(story, CHANGED).when(effect())
    (*_, took) = (each for each in done.history if isinstance(each, AmendmentTookEffect))
    assert took.handed_over == (
        BalanceHandedOver(leaver=OPERATOR, successor=STRANGER, balance=mad(110)),
    )
    parties = state_of(done).terms.parties
    assert parties[STRANGER].roles == (PartyRole.WITNESS, PartyRole.DELEGATED_OWNER)
    assert OPERATOR not in parties
    done.accepts(submit(10, joiner))
    done.refuses(submit(10), NotFound)


def test_a_balance_that_is_said_is_the_one_that_is_held() -> None:
    story = delegated().when(tranche("R1", "region-26", 400), *paid(150))
    wrong = replace(
        CHANGED,
        delegated_owner=DelegatedOwnerChange(leaver=OPERATOR, successor=STRANGER, balance=mad(149)),
    )
    begun = story.when(draft(wrong), *accept(region, commune, operator, joiner))
    refused = begun.refuses(agree(), BalanceDiffers)
    assert (refused.values["said"], refused.values["held"]) == ("149.00", "150.00")


def test_where_two_build_the_text_says_what_one_hands_over() -> None:
    second = Operations(parties=(party(STRANGER, PartyRole.DELEGATED_OWNER, 1, "Société"),))
    story = signed(delegated(), second).when(effect(), tranche("R1", "region-26", 400), *paid(150))
    change = DelegatedOwnerChange(leaver=OPERATOR, successor=COMMUNE)
    unsaid = story.when(
        draft(Operations(delegated_owner=change)),
        *accept(region, commune, operator, joiner, number=2),
    )
    unsaid.refuses(agree(2), BalanceUnsaid)
    said = story.when(
        draft(Operations(delegated_owner=replace(change, balance=mad(60)))),
        *accept(region, commune, operator, joiner, number=2),
    )
    said.accepts(agree(2))


def test_the_effect_tells_who_came_and_who_left() -> None:
    done = signed(in_force(), REPLACED).when(effect())
    (*_, took) = (each for each in done.history if isinstance(each, AmendmentTookEffect))
    before = state_of(in_force()).terms.parties[COMMUNE]
    joined = state_of(done).terms.parties[STRANGER]
    assert took.parties == (
        PartyChange(before=before, after=None),
        PartyChange(before=None, after=joined),
    )

"""Parties that leave by an amendment: none with an unsettled balance (rule 6)."""

from dataclasses import replace

from conventions.domain.amendments.operations.departure import PartyUnsettled
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations, Succession
from conventions.domain.core.rules import CapacityRefused
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import AmendmentKind, PartyRole
from conventions.domain.deliveries import commands as deliveries
from conventions.domain.drafting.rules import (
    LeadMissing,
    SignatoriesMissing,
)
from conventions.domain.tranches import commands as tranches

from ..deliveries.story import land
from ..people import (
    COMMUNE,
    OPERATOR,
    REGION,
    STRANGER,
    bookkeeper,
    commune,
    operator,
    region,
)
from ..proposal import WORKS, mad, party, yearly
from ..story import Story, in_force, state_of
from ..tranches.story import paid, scheduled, step, tranche
from .story import accept, agree, agreed, draft, effect, operations, signed

BOTH = (AmendmentKind.DEPARTURE, AmendmentKind.WORKS)
# Another takes the commune's place.
REPLACED = Operations(
    parties=(party(STRANGER, PartyRole.FUNDER, 1, "Fonds"),),
    replaced_parties=(Succession(leaver=COMMUNE, successor=STRANGER),),
)


def _to_agree(story: Story, wanted: Operations) -> Story:
    return story.when(draft(wanted), *accept(region, commune, operator))


def test_a_party_without_anything_to_settle_leaves_and_all_sign() -> None:
    """The commune's promises go by the same amendment; nothing of them was begun."""
    away = Operations(
        removed_parties=(COMMUNE,),
        withdrawn_contributions=("commune-26", "commune-land"),
        actions=(replace(WORKS, cost=mad(700), years=yearly(y2026=400, y2027=300)),),
        kinds=BOTH,
    )
    done = signed(in_force(), away).when(effect())
    terms = state_of(done).terms
    assert COMMUNE not in terms.parties
    assert terms.name_of(COMMUNE) == "Commune a2"
    assert terms.outline.total == mad(700)
    done.refuses(draft(operations({"region-26": 300}), commune), CapacityRefused)
    assert state_of(agreed(in_force(), away)).amendments[1].signing.signatories == {
        REGION,
        COMMUNE,
        OPERATOR,
    }


def test_a_party_that_owes_or_is_owed_stays() -> None:
    """Rule 6: an unsettled balance, an open tranche, or money that it holds."""
    gone = Operations(removed_parties=(COMMUNE,))
    refused = _to_agree(in_force(), gone).refuses(agree(), PartyUnsettled)
    assert (refused.values["unpaid"], refused.values["unjustified"]) == ("200.00", "0.00")
    owes = in_force().when(
        tranche("C1", "commune-26", 200), *paid(200, "C1", commune), *_delivered()
    )
    unproved = _to_agree(owes, gone).refuses(agree(), PartyUnsettled)
    assert unproved.values["unjustified"] == "200.00"
    settled = owes.when(step(tranches.JustifyTranche, bookkeeper, 200, "C1"))
    accepted = _to_agree(settled, gone).when(agree())
    assert state_of(accepted).amendments[1].signing.text_sha256


def test_who_left_keeps_its_name_in_the_plan_that_it_paid() -> None:
    settled = in_force().when(
        tranche("C1", "commune-26", 200),
        *paid(200, "C1", commune),
        *_delivered(),
        step(tranches.JustifyTranche, bookkeeper, 200, "C1"),
    )
    before = text_sha256(state_of(settled))
    done = signed(settled, Operations(removed_parties=(COMMUNE,))).when(effect())
    terms = state_of(done).terms
    assert terms.departed[COMMUNE].name_fr == "Commune a2"
    assert terms.promised_by(COMMUNE) == mad(300)
    assert text_sha256(state_of(done)) != before
    changed = operations({"commune-26": 250, "region-26": 350})
    again = done.when(draft(changed), *accept(region, operator, number=2))
    again.refuses(agree(2), core.PledgerDoesNotSign)


def _delivered() -> tuple[deliveries.DeliveryCommand, ...]:
    return (
        land(deliveries.DeliverContribution, commune, 100),
        land(deliveries.AcceptDelivery, operator, 100),
    )


def test_who_holds_money_hands_it_over_before_it_leaves() -> None:
    story = scheduled().when(*paid(150))
    refused = _to_agree(story, Operations(removed_parties=(OPERATOR,))).refuses(
        agree(), PartyUnsettled
    )
    assert refused.values["unjustified"] == "150.00"


def test_somebody_leads_and_two_sign_after_it() -> None:
    story = _to_agree(in_force(), Operations(removed_parties=(OPERATOR,)))
    story.accepts(agree())
    led = replace(REPLACED, replaced_parties=(Succession(leaver=REGION, successor=STRANGER),))
    done = state_of(signed(in_force(), led).when(effect()))
    assert done.terms.lead() == STRANGER
    only = Operations(
        removed_parties=(OPERATOR, COMMUNE),
        withdrawn_contributions=("commune-26", "commune-land"),
        actions=(replace(WORKS, cost=mad(700), years=yearly(y2026=400, y2027=300)),),
        kinds=BOTH,
    )
    _to_agree(in_force(), only).refuses(agree(), SignatoriesMissing)
    headless = Operations(
        removed_parties=(REGION,),
        withdrawn_contributions=("region-26", "region-27"),
        actions=(replace(WORKS, cost=mad(300), years=yearly(y2026=300)),),
        kinds=BOTH,
    )
    _to_agree(in_force(), headless).refuses(agree(), LeadMissing)

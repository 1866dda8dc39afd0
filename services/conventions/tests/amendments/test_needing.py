"""An amendment needs what its result needs and that nothing granted so far covers."""

from dataclasses import replace
from datetime import date

import pytest
from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments.rules import AmendmentClosed
from conventions.domain.approvals import rules
from conventions.domain.conditions.commands import DecideCondition
from conventions.domain.core.amendment import Operations
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.frame import Thresholds
from conventions.domain.core.vocabulary import AmendmentState
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.signatures.commands import EnterIntoForce

from ..approvals.story import (
    COMMUNE_COUNCIL,
    CONTROL,
    FINANCE,
    INTERIOR,
    NEEDED,
    REGION_COUNCIL,
    grants,
)
from ..approvals.story import request as request_of_the_text
from ..conditions.story import signed as signed_with_a_vote
from ..people import DAY, commune, commune_council, operator, region
from ..proposal import DRAFT, PARTIES, mad
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, in_force, signature, told
from ..story import agreed as agreed_text
from .story import (
    ABOVE,
    LONGER,
    LOWERED,
    RAISED,
    SHIFTED,
    accept,
    agree,
    approved,
    draft,
    effect,
    frozen,
    needed,
    operations,
    request,
    sign_all,
    step_of,
)

FROM_1100 = Thresholds(finance=mad(1100), financial_control=mad(1100))
COUNCILS = (REGION_COUNCIL, COMMUNE_COUNCIL)
TENFOLD = operations({"region-26": 4000}, {2026: 4300})


def between_ministries() -> Story:
    """Signed and in force between bodies of which none needs a visa at a thousand dirhams."""
    kinds = ("ministry", "public_operator", "association")
    parties = tuple(replace(each, kind=kind) for each, kind in zip(PARTIES, kinds, strict=True))
    story = told().when(replace(DRAFT, parties=parties), *TO_A_ROUND, *TO_CONSENSUS)
    story = story.when(region(AgreeText), request_of_the_text())
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    return story.when(region(EnterIntoForce))


@pytest.mark.parametrize(
    ("wanted", "needs"),
    [
        (LOWERED, ()),
        (RAISED, (REGION_COUNCIL, INTERIOR)),
        (SHIFTED, (COMMUNE_COUNCIL, INTERIOR)),
        (LONGER, (*COUNCILS, INTERIOR)),
        (operations({"commune-land": 0, "commune-26": 300}), (COMMUNE_COUNCIL, INTERIOR)),
    ],
)
def test_what_is_needed_is_what_nobody_granted_for_as_much(
    wanted: Operations, needs: tuple[RequiredApproval, ...]
) -> None:
    """More of one promise takes its council anew, and the visa; more time takes everybody."""
    assert needed(in_force().when(draft(wanted))) == needs


def test_where_none_is_needed_agreeing_opens_the_signatures() -> None:
    story = frozen(in_force(), LOWERED)
    assert step_of(story) is AmendmentState.READY_TO_SIGN
    assert isinstance(story.history[-1], e.AmendmentSignaturesRequested)
    story.refuses(request(), AmendmentClosed)
    assert step_of(sign_all(story).when(effect())) is AmendmentState.EFFECTIVE


def test_a_small_convention_is_not_raised_tenfold_without_the_visas_of_its_result() -> None:
    """Nobody's approval at first; the result takes that of Finance and of the control."""
    story = between_ministries()
    small = story.when(draft(RAISED), *accept(region, commune, operator), agree(1, FROM_1100))
    assert step_of(small) is AmendmentState.READY_TO_SIGN
    great = story.when(draft(TENFOLD), *accept(region, commune, operator), agree(1, FROM_1100))
    assert step_of(great) is AmendmentState.TEXT_AGREED
    assert needed(great, FROM_1100) == (FINANCE, CONTROL)
    refused = great.refuses(request(FINANCE, thresholds=FROM_1100), rules.ApprovalLeftOut)
    assert refused.values["missing"] == "financial_control"
    assert step_of(approved(great, FROM_1100)) is AmendmentState.READY_TO_SIGN


def test_a_raise_in_two_steps_needs_what_its_result_needs() -> None:
    """Each adds fifty, less than any threshold: the second reaches it all the same."""
    story = between_ministries()
    first = story.when(draft(RAISED), *accept(region, commune, operator), agree(1, FROM_1100))
    done = sign_all(first).when(effect())
    further = operations({"region-26": 500}, {2026: 800})
    again = done.when(draft(further), *accept(region, commune, operator, number=2))
    again = again.when(agree(2, FROM_1100))
    assert needed(again, FROM_1100) == (FINANCE, CONTROL)
    again.refuses(request(number=2, thresholds=FROM_1100), rules.ApprovalLeftOut)


def test_what_an_amendment_was_granted_covers_the_next_once_it_has_effect() -> None:
    story = approved(frozen(in_force(), RAISED))
    withdrawn = story.when(region(c.WithdrawAmendment, amendment=1, reason="refus"))
    assert needed(withdrawn.when(draft(RAISED))) == (REGION_COUNCIL, INTERIOR)
    done = sign_all(story).when(effect())
    assert needed(done.when(draft(LOWERED))) == ()
    lowered = done.when(draft(LOWERED), *accept(region, commune, operator, number=2), agree(2))
    lower = sign_all(lowered).when(effect(2))
    assert needed(lower.when(draft(RAISED))) == ()


def test_an_approval_of_less_time_and_one_of_less_money_do_not_add_up() -> None:
    """Granted for more money until 2028, and for less money until 2029: not for more until then."""
    more = sign_all(approved(frozen(in_force(), RAISED))).when(effect())
    longer = operations({"region-26": 400}, {2026: 700}, date(2029, 1, 1))
    story = more.when(draft(longer), *accept(region, commune, operator, number=2), agree(2))
    story = sign_all(approved(story)).when(effect(2))
    assert REGION_COUNCIL in needed(story.when(draft(RAISED)))


def test_a_convention_without_an_end_was_approved_for_any() -> None:
    bare = replace(DRAFT, outline=replace(DRAFT.outline, duration_months=None))
    kinds = ("ministry", "commune", "association")
    parties = tuple(replace(each, kind=kind) for each, kind in zip(PARTIES, kinds, strict=True))
    story = told().when(replace(bare, parties=parties), *TO_A_ROUND, *TO_CONSENSUS)
    story = story.when(region(AgreeText), request_of_the_text(COMMUNE_COUNCIL, INTERIOR))
    story = story.when(*grants(COMMUNE_COUNCIL, INTERIOR))
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    assert needed(story.when(region(EnterIntoForce), draft(LONGER))) == ()


def test_its_thresholds_are_those_of_the_day_it_is_agreed_and_asked() -> None:
    assert ABOVE.finance > mad(1000)
    story = in_force().when(draft(LOWERED), *accept(region, commune, operator))
    low = Thresholds(finance=mad(900), financial_control=mad(5000))
    assert step_of(story.when(agree(1, low))) is AmendmentState.TEXT_AGREED
    assert step_of(story.when(agree())) is AmendmentState.READY_TO_SIGN
    opened = story.when(agree(1, low), request())
    assert step_of(opened) is AmendmentState.READY_TO_SIGN


def with_finance() -> Story:
    """Finance approved the convention too, for its thousand dirhams."""
    wanted = (*NEEDED, FINANCE)
    story = agreed_text().when(request_of_the_text(*wanted), *grants(*wanted))
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    return story.when(region(EnterIntoForce))


def test_an_approval_of_a_sum_is_of_that_sum_whoever_gives_it() -> None:
    """More of it is asked anew; shared out otherwise, it is the same sum."""
    from_900 = Thresholds(finance=mad(900))
    assert FINANCE in needed(with_finance().when(draft(RAISED)), from_900)
    assert FINANCE in needed(with_finance().when(draft(LONGER)), from_900)
    shifted = with_finance().when(draft(SHIFTED))
    assert needed(shifted, from_900) == (COMMUNE_COUNCIL, INTERIOR)
    assert FINANCE in needed(in_force().when(draft(SHIFTED)), from_900)


def test_what_moves_planned_costs_alone_needs_nothing() -> None:
    """Nobody promises more, whatever the thresholds have become since it was signed."""
    story = in_force().when(draft(operations(costs={2026: 650, 2027: 350})))
    assert needed(story, Thresholds(finance=mad(900), financial_control=mad(900))) == ()


def test_what_was_granted_for_an_amendment_is_granted_for_its_text_alone() -> None:
    """Finance approved forty-six hundred dirhams; lowered and raised again, no more is asked."""
    story = between_ministries().when(draft(TENFOLD), *accept(region, commune, operator))
    story = sign_all(approved(story.when(agree(1, FROM_1100)), FROM_1100)).when(effect())
    story = story.when(draft(LOWERED), *accept(region, commune, operator, number=2), agree(2))
    story = sign_all(story).when(effect(2))
    assert needed(story.when(draft(TENFOLD)), FROM_1100) == ()
    beyond = operations({"region-26": 4001}, {2026: 4301})
    assert needed(story.when(draft(beyond)), FROM_1100) == (FINANCE, CONTROL)


def test_a_visa_that_came_after_the_signature_of_the_text_is_asked_anew_of_an_amendment() -> None:
    """The council voted then, on a smaller promise: it is no condition of what is asked now."""
    voted = commune_council.on_day(DAY)(
        DecideCondition, condition="vote", met=True, act="délibération 8/2026"
    )
    story = signed_with_a_vote().when(voted, region(EnterIntoForce))
    more = frozen(story, operations({"commune-26": 250}, {2026: 750}))
    assert needed(more) == NEEDED
    refused = more.refuses(request(REGION_COUNCIL, INTERIOR), rules.ApprovalLeftOut)
    assert refused.values["parties"] == "Commune a2"
    more.accepts(request(*NEEDED))

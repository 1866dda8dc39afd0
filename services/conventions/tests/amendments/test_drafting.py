"""An amendment's operations, its positions, and the order of its steps."""

from dataclasses import replace
from datetime import date

import pytest
from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments import rules
from conventions.domain.amendments.announced import KindNotYours
from conventions.domain.amendments.operations.costs import YearNotPlanned
from conventions.domain.amendments.operations.duration import EndNotLater
from conventions.domain.amendments.rules import NoOpenAmendment
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.position import Position
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import Stance
from conventions.domain.openings import openings
from mithaq.errors import MithaqError

from ..people import COMMUNE, ID, OPERATOR, REGION, commune, office, operator, region
from ..story import in_force, state_of
from .story import RAISED, SHIFTED, accept, agree, draft, effect, operations, signed


def test_an_amendment_knows_its_base() -> None:
    drafted = e.AmendmentDrafted(
        convention_id=ID,
        amendment=1,
        base_version=state_of(in_force()).version,
        base_text_sha256=text_sha256(state_of(in_force())),
        reason="renchérissement",
        operations=RAISED,
    )
    in_force().then(draft(RAISED), drafted)


@pytest.mark.parametrize(
    ("wanted", "rule"),
    [
        (Operations(), rules.AmendmentEmpty),
        (operations({"region-26": 400}), rules.AmendmentEmpty),
        (operations({"gone": 1}), core.ContributionUnknown),
        (operations({"region-26": -1}), core.AmountNegative),
        (operations(costs={2031: 5}), YearNotPlanned),
        (operations(costs={2026: -5}), core.AmountNegative),
        (operations(ends_on=date(2028, 3, 2)), EndNotLater),
        (replace(RAISED, amounts=RAISED.amounts * 2), core.NameDuplicated),
        (replace(RAISED, costs=RAISED.costs * 2), core.NameDuplicated),
        (
            replace(RAISED, costs=(replace(RAISED.costs[0], action="away"),)),
            core.ActionUnknown,
        ),
    ],
)
def test_operations_name_what_exists_once(wanted: Operations, rule: type[MithaqError]) -> None:
    in_force().refuses(draft(wanted), rule)


def test_one_amendment_at_a_time() -> None:
    story = in_force().when(draft(RAISED))
    story.refuses(draft(SHIFTED), rules.AmendmentStillOpen)
    withdrawn = story.when(region(c.WithdrawAmendment, amendment=1, reason="refus"))
    again = state_of(withdrawn.when(draft(SHIFTED))).open_amendment
    assert again is not None
    assert again.number == 2
    in_force().refuses(draft(RAISED, commune), KindNotYours)
    in_force().refuses(draft(RAISED, operator), core.CapacityRefused)


def test_positions_are_void_after_a_revision() -> None:
    story = in_force().when(draft(RAISED), *accept(region, commune, operator))
    revise = region(c.ReviseAmendment, amendment=1, reason="mieux", operations=SHIFTED)
    revised = e.AmendmentRevised(
        convention_id=ID,
        amendment=1,
        reason="mieux",
        operations=SHIFTED,
        void_positions=(REGION, COMMUNE, OPERATOR),
    )
    story.then(revise, revised)
    assert state_of(story.when(revise)).amendments[1].positions == {}
    story.when(revise).refuses(agree(), rules.AmendmentNotAccepted)
    same = region(c.ReviseAmendment, amendment=1, reason="rien", operations=RAISED)
    story.then(same)
    story.then(accept(commune)[0])
    reserve = Position(stance=Stance.RESERVE)
    silent = commune(c.TakeAmendmentPosition, amendment=1, position=reserve)
    story.refuses(silent, core.RemarkMissing)


def test_steps_have_their_order() -> None:
    in_force().refuses(effect(), rules.AmendmentUnknown)
    in_force().when(draft(RAISED)).refuses(effect(), rules.AmendmentClosed)
    done = signed(in_force(), RAISED).when(effect())
    done.refuses(effect(), rules.AmendmentClosed)
    done.refuses(office(c.WithdrawAmendment, amendment=1, reason="tard"), rules.AmendmentClosed)


def test_the_steps_of_an_amendment_are_told_closed_while_none_is_open() -> None:
    told = openings(state_of(in_force()), region.caller, frozenset())
    closed = {each.command for each in told if each.closed_by == NoOpenAmendment.code}
    assert {"ReviseAmendment", "AgreeAmendmentText", "WithdrawAmendment"} <= closed

"""A command that is open in one state is refused by name, over HTTP, in every other one."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from conventions.domain.amendments import commands as amendments
from conventions.domain.amendments.rules import AmendmentClosed
from conventions.domain.approvals import commands as approvals
from conventions.domain.conditions import commands as conditions
from conventions.domain.core.commands import RUNNING, Transition
from conventions.domain.core.rules import CapacityRefused, CommandClosed, NothingWaits
from conventions.domain.core.vocabulary import AmendmentState, State
from conventions.domain.drafting import commands as drafting
from conventions.domain.ending import commands as ending
from conventions.domain.frames.filling import ClauseUnknown
from conventions.domain.table import TRANSITIONS
from conventions.domain.tranches import commands as tranches
from conventions.domain.tranches.rules import ReleaseRefused
from mithaq.errors import NotFound
from mithaq.testing.given import Decision

from ..story import origin_of
from .plays import Told, plays
from .requests import OPERATIONS
from .stage import Stage

_NOT_ASKED = (NotFound.code, CapacityRefused.code)  # a body that was not asked
_TOLD_BEFORE = {
    tranches.CallFunds: (ReleaseRefused.code, NothingWaits.code),
    approvals.GrantApproval: _NOT_ASKED,
    approvals.RefuseApproval: _NOT_ASKED,
    amendments.GrantAmendmentApproval: _NOT_ASKED,
    amendments.RefuseAmendmentApproval: _NOT_ASKED,
    conditions.DecideCondition: _NOT_ASKED,
    drafting.WriteFromClause: (ClauseUnknown.code,),
}
GIVEN = [row for row in TRANSITIONS if row.command in OPERATIONS and row.sources]
AMENDING = [row for row in GIVEN if row.amendment]


@cache
def histories() -> tuple[Mapping[str, Told], Mapping[str, Told]]:
    """By state of a convention, and by that of an amendment in force: as a play left it.

    What is archived is closed, and refused by another name: `ending/test_closing.py`.
    """
    of_convention: dict[str, Told] = {}
    of_amendment: dict[str, Told] = {}
    for play in plays("allowed"):
        if play.command == ending.ArchiveConvention.__name__:
            continue
        state, _, amendment = play.shows.partition(">")[2].partition(":")
        wanted = amendment and state in map(str, RUNNING) and amendment not in of_amendment
        if wanted or state not in of_convention:
            decision = play.decision()
            origin = origin_of(decision.command)
            told = [*decision.told, *((each, origin) for each in decision.events)]
            of_convention.setdefault(state, told)
            if wanted:
                of_amendment[amendment] = told
    return of_convention, of_amendment


def allowed(row: Transition) -> Decision:
    return next(each for each in plays("allowed") if each.command == row.name).decision()


def test_every_state_is_reached() -> None:
    of_convention, of_amendment = histories()
    assert of_convention.keys() == set(map(str, State))
    assert of_amendment.keys() == set(map(str, AmendmentState))


@pytest.mark.parametrize("row", GIVEN, ids=lambda row: row.name)
async def test_it_is_refused_in_every_state_that_is_not_its_own(
    stage: Stage, row: Transition
) -> None:
    """By the state, or by what is told before it: whom a convention concerns, its clauses."""
    decision, (told, _) = allowed(row), histories()
    names = {CommandClosed.code, *_TOLD_BEFORE.get(row.command, ())}
    for state in State:
        if state not in row.sources:
            answer = await stage.play(replace(decision, told=told[str(state)]))
            assert answer.code in names, (state, answer.code)


@pytest.mark.parametrize("row", AMENDING, ids=lambda row: row.name)
async def test_it_is_refused_at_every_step_of_an_amendment_that_is_not_its_own(
    stage: Stage, row: Transition
) -> None:
    decision, (_, told) = allowed(row), histories()
    wrong = [str(state) for state in AmendmentState if state not in row.amendment]
    met = {state: (await stage.play(replace(decision, told=told[state]))).code for state in wrong}
    assert met == dict.fromkeys(wrong, AmendmentClosed.code)

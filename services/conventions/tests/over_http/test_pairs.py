"""Each rule refuses over HTTP as in the decisions, and each step that it guards is taken there."""

import pytest

from ..people import OFFICE
from .plays import Play, goes_the_same_way, plays, same
from .stage import Stage, given_over_http

REFUSED, ALLOWED, MOVED = plays("refused"), plays("allowed"), plays("moved")


@pytest.mark.parametrize("play", REFUSED, ids=lambda play: play.id)
async def test_it_is_refused_by_its_name(stage: Stage, play: Play) -> None:
    decision = play.decision()
    if not given_over_http(decision.command):
        assert await goes_the_same_way(stage, decision)
        return
    answer = await stage.play(decision)
    assert (answer.code, answer.events) == (play.shows, [])
    assert 400 <= answer.status < 500


@pytest.mark.parametrize("play", ALLOWED, ids=lambda play: play.id)
async def test_it_is_allowed_and_leads_where_it_is_told(stage: Stage, play: Play) -> None:
    decision = play.decision()
    if given_over_http(decision.command):
        answer = await stage.play(decision)
        assert same(answer, decision), answer.text
        convention_id = answer.convention_id
    else:
        assert await stage.play_due(decision) is None
        convention_id = decision.command.convention_id
    told = await stage.read(convention_id, OFFICE)
    state, _, of_amendment = play.shows.partition(">")[2].partition(":")
    assert told["state"] == state
    if of_amendment:
        states = [each["state"] for each in told["amendments"]]
        number = getattr(decision.command, "amendment", len(states))
        assert states[number - 1] == of_amendment


@pytest.mark.parametrize("play", MOVED, ids=lambda play: play.id)
async def test_it_moves_what_is_within_the_convention(stage: Stage, play: Play) -> None:
    assert await goes_the_same_way(stage, play.decision())

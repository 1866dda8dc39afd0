"""Read models show what decisions see, wherever a batch of events is cut."""

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from random import Random
from typing import Any
from uuid import UUID

import pytest
from mithaq.errors import MithaqError
from mithaq.events import Recorded
from mithaq.money import Money
from mithaq.projections import ReadModel, content_hash
from mithaq.projections.registry import create
from mithaq.visibility import Sight
from mithaq_local.testing import temporary_database
from programming.domain.vocabulary import Criterion
from programming.heard import conventions as heard
from programming.read_models import convention_actions, programme_board, project_list
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from .conftest import line
from .stories import (
    COMMUNE,
    CONVENTION,
    NEIGHBOUR,
    OPENED,
    PROGRAMME,
    PROGRAMME_OUTLINE,
    PROJECT,
    PROPOSED,
    admission,
    linking,
    placing,
    scoring,
)

SEEDS = range(12)


@pytest.fixture
async def connection(postgres_server: str) -> AsyncIterator[AsyncConnection]:
    async with temporary_database(postgres_server) as url:
        engine = create_async_engine(url)
        async with engine.connect() as connection:
            yield connection
        await engine.dispose()


async def rows_after(
    connection: AsyncConnection, model: ReadModel, events: Sequence[Any], chance: Random
) -> str:
    """The digest of the rows after these events, in batches cut by chance; the rows stay."""
    await create(connection, model.metadata, model.name)
    recorded = [
        Recorded("source", line(nth, "stream", nth, type(event).__name__, {}), event)
        for nth, event in enumerate(events, start=1)
    ]
    while recorded:
        size = chance.randint(1, len(recorded))
        await model.project(connection, recorded[:size])
        recorded = recorded[size:]
    return await content_hash(connection, model.metadata)


async def ensure_cuts_do_not_matter(
    connection: AsyncConnection, model: ReadModel, events: Sequence[Any]
) -> None:
    digests = {await rows_after(connection, model, events, Random(seed)) for seed in SEEDS}
    assert len(digests) == 1


async def test_the_board_shows_what_is_left_of_an_envelope(connection: AsyncConnection) -> None:
    chance, story = Random(5), OPENED
    for _ in range(40):
        project = UUID(int=chance.randint(1, 12))
        with suppress(MithaqError):
            story = story.when(admission(Money(chance.randint(1, 30_000)), project_id=project))
    await ensure_cuts_do_not_matter(connection, programme_board.PROGRAMME_BOARD, story.history)
    row = await programme_board.one(connection, PROGRAMME)
    admitted = await programme_board.admissions(connection, PROGRAMME)
    state = story.state
    assert row is not None
    assert (row.version, row.projects) == (len(story.history), len(state.projects))
    assert (row.reserved, row.free) == (state.reserved, PROGRAMME_OUTLINE.envelope - state.reserved)
    assert {each.project_id for each in admitted} == state.projects
    assert Money.sum(each.cost for each in admitted) == state.reserved


@pytest.mark.parametrize("placed", [False, True])
async def test_the_list_shows_scores_programme_and_link(
    connection: AsyncConnection, *, placed: bool
) -> None:
    chance, story = Random(6), PROPOSED
    for criterion in [*Criterion, *chance.choices(list(Criterion), k=10)]:
        story = story.when(scoring(criterion, chance.randint(0, 5)))
    if placed:
        story = story.accepts(placing()).accepts(linking())
    await ensure_cuts_do_not_matter(connection, project_list.PROJECT_LIST, story.history)
    row = await project_list.one(connection, PROJECT, Sight(everything=True))
    scores = await project_list.scores(connection, PROJECT)
    state = story.state
    assert row is not None
    assert (row.version, row.total_score) == (len(story.history), state.total_score)
    assert {each.criterion: each.score for each in scores} == dict(state.scores)
    assert row.programme_id == state.programme_id
    link = state.link and (state.link.convention_id, state.link.action)
    assert link == ((row.convention_id, row.action) if placed else None)


def amended(
    party: heard.Party, action: heard.Action, *, joins: bool, adds: bool
) -> heard.AmendmentTookEffect:
    """An amendment by which they come, or go."""
    return heard.AmendmentTookEffect(
        convention_id=CONVENTION,
        contributions=(),
        parties=(
            heard.PartyChange(
                before=None if joins else party,
                after=party if joins else None,
            ),
        ),
        actions=(
            heard.ActionChange(before=None if adds else action, after=action if adds else None),
        ),
    )


async def test_parties_and_actions_are_those_that_were_not_removed_since(
    connection: AsyncConnection,
) -> None:
    chance = Random(7)
    outline = heard.Outline(region="08")
    events: list[convention_actions.Heard] = [
        heard.ConventionDrafted(convention_id=CONVENTION, drafted_by=COMMUNE, outline=outline)
    ]
    parties: dict[UUID, bool] = {}
    actions: dict[str, bool] = {}
    for _ in range(60):
        organisation = chance.choice([COMMUNE, NEIGHBOUR, UUID(int=22)])
        parties[organisation] = chance.random() < 0.6
        party = heard.Party(organisation_id=organisation)
        name = chance.choice(["A1", "A2", "A3"])
        actions[name] = chance.random() < 0.6
        action = heard.Action(action=name)
        if chance.random() < 0.5:
            events.append(amended(party, action, joins=parties[organisation], adds=actions[name]))
            continue
        membership = heard.PartyInvited if parties[organisation] else heard.PartyRemoved
        events.append(membership(convention_id=CONVENTION, party=party))
        plan = heard.ActionPlanned if actions[name] else heard.ActionRemoved
        events.append(plan(convention_id=CONVENTION, action=action))
    await ensure_cuts_do_not_matter(connection, convention_actions.CONVENTION_ACTIONS, events)
    found = await connection.execute(select(convention_actions.party.c.organisation_id))
    assert set(found.scalars()) == {key for key, there in parties.items() if there}
    planned = await convention_actions.actions_of(
        connection, CONVENTION, seen_by=Sight(everything=True)
    )
    assert planned == frozenset(name for name, there in actions.items() if there)

"""Commands given really at once, by processes that share nothing but PostgreSQL.

Short by default; a thousand rounds of each with the mark `campaign`. What became of them is logged.
"""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import UUID

import pytest
import pytest_asyncio
import structlog
from conventions.application import stream_of
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.drafting.events import ConventionDrafted
from conventions.domain.ending.commands import SuspendConvention
from conventions.domain.envelopes.envelope import Envelope
from conventions.domain.envelopes.envelope import stream_of as envelope_stream
from conventions.domain.envelopes.figures import figures_of
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.shares.commands import SplitShare
from mithaq.ids import new_id

from ..amendments.story import RAISED, SHIFTED, draft
from ..conftest import Running
from ..envelopes.conventions import retold
from ..people import COMMUNE, commune, operator, region
from ..proposal import contribution
from ..shares.story import in_force as with_shares
from ..story import Story, in_force, negotiated, ready_to_sign, signature, told
from .processes import ACCEPTED, Processes, of, processes

log = structlog.get_logger()
ROUNDS = [pytest.param(12, id="short"), pytest.param(1000, id="long", marks=pytest.mark.campaign)]
LONG = 1_200  # seconds


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def four(running: Running) -> AsyncIterator[Processes]:
    """On the database of the service that runs in the tests."""
    async with processes(running.kernel.settings.database_url, 4) as found:
        yield found


@pytest.fixture(autouse=True)
async def figures(four: Processes, request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """Each test's own figures, and that PostgreSQL had to abort nobody."""
    four.tally.clear()
    before = await four.deadlocks()
    yield
    assert await four.deadlocks() == before
    log.info("race.over", race=request.node.name, **dict(sorted(four.tally.items())))


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_two_signatories_at_once_and_one_twice(four: Processes, rounds: int) -> None:
    """Both parties of a group sign; whoever signs twice at once is refused by name."""
    story = ready_to_sign()
    for _ in range(rounds):
        convention = new_id()
        await four.seed(story, convention)
        signing = [signature(story, say) for say in (commune, commune, operator)]
        answers = await four.at_once(*(of(each, convention) for each in signing))
        assert sorted(answers[:2]) == [ACCEPTED, "already-signed"]
        assert answers[2] == ACCEPTED
        kinds = Counter(await four.events_of(stream_of(convention)))
        assert kinds["PartySigned"] == 2
    assert four.tally[ACCEPTED] == 2 * rounds


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_two_amendments_at_once(four: Processes, rounds: int) -> None:
    story = in_force()
    for _ in range(rounds):
        convention = new_id()
        await four.seed(story, convention)
        drafts = (draft(RAISED), draft(SHIFTED))
        answers = await four.at_once(*(of(each, convention) for each in drafts))
        assert sorted(answers) == [ACCEPTED, "amendment-still-open"]
        assert (await four.events_of(stream_of(convention))).count("AmendmentDrafted") == 1


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_two_splits_of_one_share_at_once(four: Processes, rounds: int) -> None:
    """Together they come to no more than it was: of two that would, one is refused by name."""
    story = with_shares()
    for _ in range(rounds):
        for amount, refusal in ((150, "split-too-large"), (200, "share-unknown"), (80, ACCEPTED)):
            convention = new_id()
            await four.seed(story, convention)
            splits = (
                commune(SplitShare, share="commune-open", contributions=(part,))
                for part in (contribution(name, COMMUNE, amount) for name in ("c-1", "c-2"))
            )
            answers = await four.at_once(*(of(each, convention) for each in splits))
            assert sorted(answers) == sorted((ACCEPTED, refusal))
            split = (await four.events_of(stream_of(convention))).count("ShareSplit")
            assert split == answers.count(ACCEPTED)


def framed(story: Story, framework: UUID) -> Story:
    """A story under this framework."""
    (drafted, origin), *rest = story.told
    assert isinstance(drafted, ConventionDrafted)
    outline = replace(drafted.outline, framework_id=framework)
    again = told().given(replace(drafted, outline=outline), origin=origin)
    for event, by in rest:
        again = again.given(event, origin=by)
    return again


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_three_conventions_on_one_envelope_at_once(four: Processes, rounds: int) -> None:
    """Each would take all of it: one does, the others are told that nothing is free."""
    cadre, child = retold(in_force(), framework=True), negotiated()
    for _ in range(rounds):
        framework = new_id()
        await four.seed(cadre, framework)
        conventions = [new_id() for _ in range(3)]
        for each in conventions:
            await four.seed(framed(child, framework), each)
        agree = region(AgreeText)
        answers = await four.at_once(*(of(agree, each) for each in conventions))
        assert sorted(answers) == [ACCEPTED, *["envelope-exceeded"] * 2]
        await ensure_within(four, framework)


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_a_reservation_while_its_framework_is_suspended(four: Processes, rounds: int) -> None:
    """Reserved before the suspension, or refused: never after it."""
    cadre, child = retold(in_force(), framework=True), negotiated()
    for _ in range(rounds):
        framework, convention = new_id(), new_id()
        await four.seed(cadre, framework)
        await four.seed(framed(child, framework), convention)
        commands: list[ConventionCommand] = [
            of(region(AgreeText), convention),
            of(region(SuspendConvention, reason="x"), framework),
        ]
        reserved, suspended = await four.at_once(*commands)
        assert suspended == ACCEPTED
        told = await four.events_of(envelope_stream(framework))
        expected = ["EnvelopeOpened", "EnvelopeSuspended"]
        if reserved == ACCEPTED:
            expected = ["EnvelopeOpened", "EnvelopeReserved", "EnvelopeSuspended"]
        assert told == expected
        assert reserved in {ACCEPTED, "framework-not-in-force"}


async def ensure_within(four: Processes, framework: UUID) -> None:
    loaded = await four.members[0].beside.envelopes.load(envelope_stream(framework))
    assert isinstance(loaded.state, Envelope)
    lines = list(figures_of(loaded.state))
    assert lines
    assert all(each.reserved <= each.offered for each in lines)

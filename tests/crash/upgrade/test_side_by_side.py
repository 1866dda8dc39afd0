"""A release is rolled out beside the former one, under load and kills, and nobody is harmed.

The former release is the one of the wheels; the next one changes a table and an event besides.
"""

from collections.abc import AsyncIterator
from compileall import compile_dir
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from mithaq.testing.issuer import TestIssuer
from mithaq_local.providers import choose
from mithaq_local.stack import Stack
from mithaq_local.testing import temporary_database

from tests.crash.upgrade.campaign import Plan, campaign, issued
from tests.crash.upgrade.checks import calls, faults
from tests.crash.upgrade.fleet import World
from tests.crash.upgrade.releases import FORMER, following, former

_DATABASES = ("partners", "partners_keys", "conventions")
SHORT = Plan(alone_s=4, both_s=12, after_s=2, rate=6, kill_every_s=4, seed=14)
LONG = Plan(alone_s=10, both_s=120, after_s=10, rate=8, kill_every_s=5, seed=15)


@pytest.fixture
def issuer(tmp_path: Path) -> TestIssuer:
    return TestIssuer(tmp_path)


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path, issuer: TestIssuer) -> AsyncIterator[World]:
    """Databases and a broker of their own: the topics' names are those of real services."""
    provider = choose(tmp_path / "servers")
    async with AsyncExitStack() as opened:
        server = opened.enter_context(provider.postgres())
        kafka = opened.enter_context(provider.kafka())
        databases = {
            name: await opened.enter_async_context(temporary_database(server))
            for name in _DATABASES
        }
        logs = tmp_path / "logs"
        logs.mkdir()
        yield World(databases, kafka, issued(issuer), logs)
    Stack(tmp_path / "servers").wipe()


def test_the_next_release_can_be_made_of_this_code(tmp_path: Path) -> None:
    """What it replaces moves; a campaign that cannot begin is found here, in a second."""
    after = following(tmp_path / "next")
    assert compile_dir(after.folder / "conventions", quiet=1)


@pytest.mark.campaign
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize(
    "plan",
    [pytest.param(SHORT, id="short"), pytest.param(LONG, id="long")],
)
async def test_two_releases_side_by_side(
    plan: Plan, world: World, issuer: TestIssuer, tmp_path: Path
) -> None:
    before, after = former(tmp_path / "former"), following(tmp_path / "next")
    outcome = await campaign(plan, before, after, world, issuer)
    answers, told = outcome.answers, await calls(world)
    print(  # noqa: T201 (what a campaign found)
        f"{len(outcome.lives.done)} commands, {outcome.kills} kills, answers "
        f"{dict(answers.counts)}, not ready {dict(answers.unready)}, calls by version {told}"
    )
    assert not await faults(outcome, after, world)
    assert outcome.kills >= plan.both_s / plan.kill_every_s / 2
    assert {FORMER, "next"} <= {release for release, _ in answers.counts}
    assert told.keys() == {1, 2}, "the new version was written after the release alone"

"""Two releases side by side: load, kills, then what became of every command."""

import asyncio
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import httpx
from mithaq.runtime.presence import EVERY_S
from mithaq.testing.issuer import AUDIENCE, ISSUER, TestIssuer

from tests.bench.lives import Done, Lives, enrolled
from tests.callers import Callers
from tests.crash.upgrade.fleet import Fleet, Member, World, fleet
from tests.crash.upgrade.gateway import Answers, Gateway
from tests.crash.upgrade.releases import Release

SERVICES: Final = ("partners", "conventions")
_TOKEN_S: Final = 3_000
_AT_ONCE: Final = 3  # few lives, so that they get as far as calling for funds


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Seconds of one release alone, of both, of the next one alone; and the load and the kills."""

    alone_s: float
    both_s: float
    after_s: float
    rate: float
    kill_every_s: float
    seed: int


@dataclass(slots=True)
class Outcome:
    """What happened; `lives` knows every accepted command."""

    answers: Answers
    lives: Lives
    kills: int = 0
    ended: list[str] = field(default_factory=list)
    contents: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    checks: dict[str, Any] = field(default_factory=dict)


class Tokens(Callers):
    """Callers whose tokens are made here: there is no issuer to ask."""

    def __init__(self, http: httpx.AsyncClient, issuer: TestIssuer) -> None:
        addresses = {name: f"http://{name}.test" for name in SERVICES}
        super().__init__(http, addresses)
        self._issuer = issuer

    async def person(self, subject: str, *roles: str, org: str = "") -> dict[str, str]:
        claims = {"exp": int(time.time()) + _TOKEN_S}
        organisation = UUID(org) if org else None
        return self._issuer.bearer(subject, *roles, organisation=organisation, claims=claims)


def issued(issuer: TestIssuer) -> dict[str, str]:
    return {
        "MITHAQ_TOKEN_ISSUER": ISSUER,
        "MITHAQ_TOKEN_AUDIENCE": AUDIENCE,
        "MITHAQ_JWKS_URL": issuer.jwks_url,
    }


def members(release: Release, world: World) -> list[Member]:
    """A release's processes: conventions' API and workers apart, partners' together."""
    roles = (("partners", "all"), ("conventions", "worker"), ("conventions", "api"))
    return [Member(release, service, role, world) for service, role in roles]


async def campaign(
    plan: Plan, former: Release, following: Release, world: World, issuer: TestIssuer
) -> Outcome:
    """Roll the next release out beside the former one, and the former one out of the way."""
    answers = Answers()
    with fleet() as running:
        gateway = Gateway(running, answers, plan.seed)
        async with (
            httpx.AsyncClient(transport=gateway, timeout=400, trust_env=False) as http,
            during(gateway.watch),
            during(lambda: mending(running)),
        ):
            running.start(*members(former, world))
            await until_level(running, former)
            callers = Tokens(http, issuer)
            cast, chance = await enrolled(callers), random.Random(plan.seed)
            lives = Lives(callers, cast, chance, at_once=_AT_ONCE)
            outcome = Outcome(answers, lives)
            await introduced(lives)
            await live(lives, plan, plan.alone_s)
            running.start(*members(following, world))
            async with (
                during(lambda: killing(running, gateway, plan)),
                during(lambda: prying(running, gateway, callers)),
            ):
                await live(lives, plan, plan.both_s)
            await until_level(running, following)
            for release in (former, following):
                outcome.contents[release.name] = await rebuilt(release, world)
            outcome.kills, outcome.ended = running.kills, list(running.ended)
            await asyncio.to_thread(running.stop, former)
            await told(following, world, "conventions", "events", "release")
            await asyncio.sleep(EVERY_S + 1)
            await live(lives, plan, plan.after_s)
            await until_called(lives)
            outcome.contents["alone"] = await rebuilt(following, world, ["conventions"])
        await asyncio.to_thread(running.stop)
    return outcome


async def live(lives: Lives, plan: Plan, seconds: float) -> None:
    """Commands at the plan's rate for so long."""
    begun = time.time()
    async with asyncio.TaskGroup() as sending:
        for number in range(int(seconds * plan.rate)):
            due = begun + number / plan.rate
            await asyncio.sleep(max(0.0, due - time.time()))
            sending.create_task(lives.one_more(due))
    if lives.refused:
        raise AssertionError(f"{len(lives.refused)} commands were refused: {lives.refused[:3]}")


async def introduced(lives: Lives) -> None:
    """Draft one convention for each pair, once conventions have heard of both from partners."""
    for pair in lives.cast.pairs:
        told = await lives.callers.draft(pair.lead, pair.funder)
        lives.done.append(Done(told["id"], told["position"], "", time.time(), time.time()))


async def until_called(lives: Lives) -> None:
    """One more command, and one more, until funds were called: the event that has changed."""
    before = len(lives.done)
    while not any(done.path.endswith("/calls") for done in lives.done[before:]):
        await lives.one_more(time.time())
        assert not lives.refused, lives.refused


async def killing(running: Fleet, gateway: Gateway, plan: Plan) -> None:
    chance = random.Random(plan.seed)
    while True:
        await asyncio.sleep(plan.kill_every_s * chance.uniform(0.5, 1.5))
        await asyncio.to_thread(running.kill_one, chance, frozenset(gateway.ready))


async def mending(running: Fleet) -> None:
    while True:
        await asyncio.sleep(0.5)
        running.mend()


async def prying(running: Fleet, gateway: Gateway, callers: Callers) -> None:
    """Read lists from every process, also from those that say they are not ready."""
    office = await callers.office()
    while True:
        for member in [each for each in running.members if each.serves]:
            path = "conventions" if member.service == "conventions" else "organisations"
            for query in ("", "?limit=5"):
                url = callers.at(member.service, path) + query
                await gateway.send(member, httpx.Request("GET", url, headers=office))
        await asyncio.sleep(0.2)


@asynccontextmanager
async def during(work: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Run this until the end of the context; what it raises is raised."""
    task = asyncio.ensure_future(work())
    try:
        yield
    finally:
        task.cancel()
        result = await asyncio.gather(task, return_exceptions=True)
        if isinstance(result[0], Exception):
            raise result[0]


async def told(release: Release, world: World, service: str, *words: str) -> str:
    """What an operator is told by this release's commands."""
    environment = {
        **os.environ,
        **world.environment(service),
        "PYTHONPATH": str(release.folder),
        "MITHAQ_RELEASE": release.name,
    }
    command = [sys.executable, "-m", "mithaq.operations", service, *words]
    done = await asyncio.to_thread(
        subprocess.run, command, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


async def until(holds: Callable[[], Awaitable[bool]], seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 (other processes)
            await asyncio.sleep(0.5)


async def until_level(running: Fleet, release: Release) -> None:
    """Until every process of this release that serves says it is ready."""
    serving = [each for each in running.members if each.release == release and each.serves]

    async def ready() -> bool:
        async with httpx.AsyncClient(timeout=5, trust_env=False) as http:
            try:
                answers = [
                    await http.get(f"http://127.0.0.1:{each.probes}/health/ready")
                    for each in serving
                ]
            except (httpx.TransportError, AttributeError):
                return False
        return all(each.is_success for each in answers)

    await until(ready, 240)


async def until_caught_up(release: Release, world: World) -> None:
    """Until everything of this release has applied, published or read what there is."""

    async def caught_up() -> bool:
        for service in SERVICES:
            lag = json.loads(await told(release, world, service, "status", "--json"))["lag"]
            left = [lag["log"]["unsequenced"], lag["relay"]["lines"]]
            left += [each["lines"] for each in lag["read_models"]]
            left += [each["records"] for each in lag["consumers"]]
            if any(each != 0 for each in left):
                return False
        return True

    await until(caught_up, 240)


async def rebuilt(
    release: Release, world: World, services: Sequence[str] = SERVICES
) -> dict[str, tuple[str, str]]:
    """The content of each read model of this release, before and after a rebuild."""
    await until_caught_up(release, world)
    found: dict[str, tuple[str, str]] = {}
    for service in services:
        before = json.loads(await told(release, world, service, "content", "--json"))
        await told(release, world, service, "rebuild", "--all", "--json")
        after = json.loads(await told(release, world, service, "content", "--json"))
        found |= {f"{service} {name}": (before[name], after[name]) for name in before}
    return found

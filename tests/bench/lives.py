"""Random lives of conventions over HTTP: drafted, agreed, signed, in force, paid and justified."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from time import time
from typing import Any, Final
from uuid import uuid4

import httpx

from tests.callers import Callers, Json, Party, drafted, mad

TRANCHES: Final = ("first", "second")
AMOUNT: Final = mad(f"{100 // len(TRANCHES)}.00")
_PAIRS: Final = 6  # of organisations that conclude conventions with each other
Person = dict[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """A command on a convention: who sends it, where to and what it says."""

    who: Person
    path: str
    body: Json
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Pair:
    """A lead and its funder, which has one person more to order its payments."""

    lead: Party
    funder: Party
    authoriser: Person


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who acts in the lives."""

    office: Person
    controller: Person
    accountant: Person
    bookkeeper: Person
    pairs: list[Pair]


@dataclass(slots=True)
class Life:
    """One convention; `steps` are the commands still to come."""

    pair: Pair
    steps: Iterator[Step]
    id: str = ""
    version: int = 0
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """An accepted command: the convention, the position of its last event, seconds it took."""

    convention: str
    position: int
    path: str
    sent_at: float  # time.time(), when it was due
    accepted_at: float


async def enrolled(callers: Callers) -> Cast:
    """Register the organisations and persons of all lives."""
    pairs = [await _pair(callers) for _ in range(_PAIRS)]
    return Cast(
        office=await callers.office(),
        controller=await callers.person("controller", "controller", "treasury"),
        accountant=await callers.person("accountant", "accountant", "treasury"),
        bookkeeper=await callers.office("bookkeeper"),
        pairs=pairs,
    )


async def _pair(callers: Callers) -> Pair:
    lead, funder = await callers.party(), await callers.party()
    authoriser = await callers.person(f"authoriser-{funder.id}", "partner", org=funder.id)
    return Pair(lead, funder, authoriser)


def _agreeing(cast: Cast, pair: Pair) -> Iterator[Step]:
    office, accept = cast.office, {"stance": "accept"}
    yield Step(pair.lead.agent, "", drafted(pair.lead, pair.funder))
    yield Step(office, "/submission", {})
    yield Step(office, "/rounds", {"deadline": "2099-01-01"})
    yield Step(pair.lead.agent, "/positions", accept)
    yield Step(pair.funder.agent, "/positions", accept)
    yield Step(office, "/rounds/closing", {"outcome": "consensus"})
    yield Step(office, "/text", {})
    yield Step(office, "/approvals", {"approvals": []})


def _planning(pair: Pair) -> Iterator[Step]:
    """The whole contribution: before that nothing of it can be called."""
    planned = {"contribution": "share", "amount": AMOUNT, "due_on": "2026-12-31"}
    for tranche in TRANCHES:
        yield Step(pair.funder.agent, f"/tranches/{tranche}", planned, "PUT")


def _paying(cast: Cast, pair: Pair, tranche: str) -> Iterator[Step]:
    for step, who in (
        ("calls", pair.lead.agent),
        ("commitments", pair.funder.agent),
        ("visas", cast.controller),
        ("orders", pair.authoriser),
        ("payments", cast.accountant),
        ("justifications", cast.bookkeeper),
    ):
        body = {"amount": AMOUNT, "act": f"Acte {uuid4()}"}  # a payment's counts once
        yield Step(who, f"/tranches/{tranche}/{step}", body)


def _steps(cast: Cast, pair: Pair) -> Iterator[Step]:
    yield from _agreeing(cast, pair)
    for party in (pair.funder, pair.lead):
        signature = {"mandate_id": party.mandate, "level": "simple"}
        yield Step(party.signatory, "/signatures", signature)
    yield Step(cast.office, "/entry-into-force", {})
    yield from _planning(pair)
    for tranche in TRANCHES:
        yield from _paying(cast, pair, tranche)


@dataclass(slots=True)
class Lives:
    """So many conventions at a time; `one_more` takes a random one a step further."""

    callers: Callers
    cast: Cast
    random: Random
    at_once: int
    idle: list[Life] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        pairs = cycle(self.cast.pairs)
        self.idle += [self._born(next(pairs)) for _ in range(self.at_once)]

    async def one_more(self, due: float) -> None:
        """Send the next command of a random life; one that has ended is followed by another."""
        life = self.idle.pop(self.random.randrange(len(self.idle))) if self.idle else None
        life = life or self._born(self.random.choice(self.cast.pairs))
        step = next(life.steps, None)
        if step is None:
            life = self._born(life.pair)
            step = next(life.steps)
        answer = await self._send(life, step)
        if answer.is_success:
            self._note(life, step, answer.json(), due)
            self.idle.append(life)
        else:
            self.refused.append(f"{step.path} {answer.status_code}: {answer.text[:300]}")

    def _born(self, pair: Pair) -> Life:
        return Life(pair, _steps(self.cast, pair))

    async def _send(self, life: Life, step: Step) -> httpx.Response:
        body = step.body
        if step.path == "/signatures":
            body = {**body, "text_sha256": await self._text(life)}
        condition = {"If-Match": f'"{life.version}"'} if life.id else {}
        return await self.callers.http.request(
            step.method,
            self.callers.at("conventions", f"conventions{life.id and '/' + life.id}{step.path}"),
            json=body,
            headers={"Idempotency-Key": str(uuid4()), **step.who, **condition},
        )

    async def _text(self, life: Life) -> str:
        if not life.text_sha256:
            where = self.callers.at("conventions", f"conventions/{life.id}/text")
            told = await self.callers.http.get(where, headers=self.cast.office)
            life.text_sha256 = told.raise_for_status().json()["frozen_sha256"]
        return life.text_sha256

    def _note(self, life: Life, step: Step, told: Mapping[str, Any], due: float) -> None:
        life.id, life.version = told["id"], told["version"]
        self.done.append(Done(life.id, told["position"], step.path, due, time()))


async def lived(lives: Lives, rate: float, count: int) -> None:
    """So many commands at this rate; raises if one was refused."""
    begun = time()
    async with asyncio.TaskGroup() as sending:
        for number in range(count):
            due = begun + number / rate
            await asyncio.sleep(max(0.0, due - time()))
            sending.create_task(lives.one_more(due))
    if lives.refused:
        raise RuntimeError(f"{len(lives.refused)} commands were refused: {lives.refused[:3]}")

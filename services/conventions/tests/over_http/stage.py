"""A story of the pure tests played over HTTP: its events stored, its command sent as a request.

The application is the service's own, put together over a store in memory; the clock, partners and
the deployment's figures stand as the story's command has them.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from typing import Any, Final, cast
from uuid import UUID

import httpx
from conventions.application import Conventions, run, stream_of, streams_over
from conventions.beside import Beside
from conventions.bootstrap import SERVICE
from conventions.catalogue import CONVENTIONS, PROGRAMME_KINDS, TEMPLATES
from conventions.days_off import DaysOff
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.frame import Thresholds
from conventions.domain.core.payment_approvals import PaymentApprovals
from conventions.domain.core.vocabulary import SignatureLevel
from conventions.office import Office, kind_stream, template_stream
from conventions.routes import ROUTERS
from conventions.taking_over import PaperFiles
from fastapi import FastAPI
from mithaq.commands import Caller, Submission
from mithaq.errors import MithaqError
from mithaq.events import Catalogue, Metadata, Provenance
from mithaq.events.encoding import encode_metadata
from mithaq.http import create_app
from mithaq.ids import new_id
from mithaq.settings import Settings
from mithaq.store import Log
from mithaq.store.contract import NewEvent, Write
from mithaq.testing.given import Decision
from mithaq.testing.memory import InMemoryEventStore
from mithaq.words import texts_of

from ..conftest import Trusting
from ..frames import published
from .knowing import Known
from .requests import OPERATIONS, bearer, request_of

Told = Sequence[tuple[Any, Provenance]]
_BACKDATING_DAYS: Final = (
    3_650  # stories are dated as they like; how far back is a test's elsewhere
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`events` were appended to the convention; `code` names the rule that refused."""

    status: int
    code: str | None
    text: str
    events: Sequence[Any]
    convention_id: UUID


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A deployment that has this evidence of every signature."""

    named: str | None

    async def source(self, level: SignatureLevel, signer: Caller, text_sha256: str) -> str | None:
        return self.named


@dataclass(frozen=True, slots=True)
class Stage:
    """The API, on which one story after another is played."""

    app: FastAPI
    http: httpx.AsyncClient

    async def play(self, decision: Decision) -> Answer:
        """The story's command, given over HTTP after the story's events."""
        store = await self.set(decision.told, decision.command)
        before, asked = store.count, request_of(decision.command, len(decision.told))
        answer = await self.http.request(
            asked.method,
            asked.url,
            params=dict(asked.params),
            headers=dict(asked.headers),
            json=asked.json,
            content=asked.content,
        )
        told = answer.json()
        accepted = answer.is_success
        convention_id = UUID(told["id"]) if accepted else decision.command.convention_id
        stored = await store.load(stream_of(convention_id), len(decision.told))
        assert accepted or store.count == before, "refused, and appended all the same"
        return Answer(
            status=answer.status_code,
            code=None if accepted else told["code"],
            text=answer.text,
            events=[CONVENTIONS.decode(each.type, each.schema, each.data) for each in stored],
            convention_id=convention_id,
        )

    async def play_due(self, decision: Decision) -> str | None:
        """A command that no operation gives, given as a deadline does; the rule that refuses it."""
        await self.set(decision.told, decision.command)
        command = decision.command
        submission = Submission(
            caller=command.caller, command_id=new_id(), fingerprint=b"due", correlation_id="due"
        )
        try:
            await run(self.app.state.parts, submission, command)
        except MithaqError as refused:
            return refused.code
        return None

    async def read(self, convention_id: UUID, caller: Caller) -> dict[str, Any]:
        """The convention as the API shows it."""
        url = f"/v1/conventions/{convention_id}"
        answer = await self.http.get(url, headers=bearer(caller))
        assert answer.status_code == 200, answer.text
        return cast("dict[str, Any]", answer.json())

    async def set(self, told: Told, command: ConventionCommand) -> InMemoryEventStore:
        """Make it so that these events happened, on the day that the command is given."""
        store = InMemoryEventStore()
        await _keep(store, stream_of(command.convention_id), CONVENTIONS, told)
        await _publish(store)
        now = datetime.combine(command.recorded_on, time(12), tzinfo=UTC)
        self.app.state.parts = Conventions(
            streams=streams_over(store),
            beside=Beside.over(store),
            days_off=DaysOff.over(store),
            office=Office.over(store),
            paper=PaperFiles.over(store),
            registry=Known.of([event for event, _ in told], command),
            readers={},
            log=cast("Log", None),  # what reads it is no command
            clock=lambda: now,
            backdating_days=_BACKDATING_DAYS,
            evidence=_Evidence(_evidence(command)),
            thresholds=getattr(command, "thresholds", Thresholds()),
            payment_approvals=getattr(command, "approvals", PaymentApprovals()),
        )
        return store


def given_over_http(command: ConventionCommand) -> bool:
    """Time and other services give the others."""
    return type(command) in OPERATIONS


@asynccontextmanager
async def opened() -> AsyncIterator[Stage]:
    settings = Settings(
        database_url="postgresql+asyncpg://nobody@localhost/none",
        token_issuer="http://issuer.test",
        jwks_url="http://issuer.test/jwks.json",
    )
    app = create_app(
        service=SERVICE.name,
        title=SERVICE.title,
        routers=ROUTERS,
        texts=texts_of("conventions"),
        settings=settings,
        verifier=Trusting(),
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    client = partial(httpx.AsyncClient, base_url="http://conventions.test")
    async with client(transport=transport) as http:
        yield Stage(app, http)


async def _publish(store: InMemoryEventStore) -> None:
    """The template and the programme kind of the tests are published and confirmed."""
    template = published.templates().when(published.publish(), published.confirm())
    kind = published.kinds().when(published.define(), published.confirm_kind())
    await _keep(store, template_stream(published.TEMPLATE), TEMPLATES, template.told)
    await _keep(store, kind_stream(published.KIND), PROGRAMME_KINDS, kind.told)


async def _keep(
    store: InMemoryEventStore, stream: str, catalogue: Catalogue[Any], told: Told
) -> None:
    if told:
        new = [_encoded(catalogue, event, origin) for event, origin in told]
        await store.append([Write(stream, 0, new)], new_id(), b"story")


def _encoded(catalogue: Catalogue[Any], event: Any, origin: Provenance) -> NewEvent:
    meta = Metadata(
        actor=origin.by,
        command_id=new_id(),
        correlation_id="story",
        effective_date=origin.effective_date,
    )
    return NewEvent(new_id(), *catalogue.encode(event), encode_metadata(meta))


def _evidence(command: ConventionCommand) -> str | None:
    signing = getattr(command, "signing", None)
    return signing.evidence if signing else None

"""The five services in this process, over a real PostgreSQL, each knowing what the others did."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID, uuid4

import httpx
from audit.bootstrap import SERVICE as AUDIT
from conventions.application import stream_of
from conventions.bootstrap import SERVICE as CONVENTIONS
from conventions.catalogue import CATALOGUE
from conventions.domain.core.event import ConventionEvent
from fastapi import FastAPI
from mithaq.commands import Caller, Submission
from mithaq.events import LogRecord
from mithaq.identity import TokenRefused
from mithaq.projections import Tail
from mithaq.projections.apply import apply
from mithaq.runtime import Kernel, Role, Service
from mithaq.runtime.assembly import api_of, open_kernel
from mithaq.settings import Settings
from mithaq.store import Sequencer
from mithaq.testing.levels import take_as_level
from mithaq_local.testing import temporary_database
from notifications.bootstrap import SERVICE as NOTIFICATIONS
from partners.bootstrap import SERVICE as PARTNERS
from partners.bootstrap import opened_keys, put_together
from programming.bootstrap import SERVICE as PROGRAMMING

from tests.architecture import histories as h


class Trusting:
    """A verifier that believes what the token says of itself."""

    async def verify(self, token: str) -> Caller:
        try:
            claims = json.loads(token)
            organisation = UUID(claims["org"]) if claims["org"] else None
            roles = frozenset(claims["roles"])
        except (ValueError, TypeError, KeyError) as error:
            raise TokenRefused("malformed") from error
        return Caller(subject=claims["sub"], organisation=organisation, roles=roles)


def bearer(subject: str, *roles: str, org: UUID | None = None) -> dict[str, str]:
    claims = {"sub": subject, "org": str(org) if org else None, "roles": roles}
    return {"Authorization": f"Bearer {json.dumps(claims)}"}


@dataclass(frozen=True)
class Served:
    """One service: its application, and the ids that a request to it may name."""

    service: Service
    kernel: Kernel
    app: FastAPI
    http: httpx.AsyncClient
    ids: dict[str, list[str]] = field(default_factory=dict)

    async def lines(self) -> list[LogRecord]:
        """The whole log of this service, once it is sequenced."""
        head = await self.kernel.database.pool.fetchval(
            "SELECT coalesce(max(position), 0) FROM event"
        )
        await self.kernel.log.wait(head, timeout_s=20)
        return await self.kernel.log.after(0, 10_000)

    async def hear(self, other: "Served") -> None:
        """Take in what the other's topic would bring."""
        source, lines = other.service.catalogue.source, await other.lines()
        for model in self.service.foreign:
            subscription = model.subscription()
            if source not in subscription.sources:
                continue
            async with self.kernel.engine.begin() as connection:
                await apply(connection, subscription, {source: lines})


World = Mapping[str, Served]


@asynccontextmanager
async def opened(server: str) -> AsyncIterator[World]:
    """All five, their workers running, with organisations and conventions in several states."""
    async with AsyncExitStack() as stack:
        world = {
            service.name: await stack.enter_async_context(_served(service, server))
            for service in (PARTNERS, CONVENTIONS, PROGRAMMING, NOTIFICATIONS, AUDIT)
        }
        organisations = await _organisations(world["partners"])
        await world["conventions"].hear(world["partners"])
        await _conventions(world["conventions"], organisations)
        for name in ("programming", "notifications", "audit"):
            await world[name].hear(world["partners"])
            await world[name].hear(world["conventions"])
            world[name].ids.update(world["conventions"].ids)
        await _deliveries(world["notifications"])
        yield world


@asynccontextmanager
async def _served(service: Service, server: str) -> AsyncIterator[Served]:
    async with AsyncExitStack() as stack:
        urls = [await stack.enter_async_context(temporary_database(server)) for _ in range(2)]
        settings = Settings(
            database_url=urls[0],
            keys_database_url=urls[1],
            token_issuer="http://issuer.test",
            jwks_url="http://issuer.test/jwks.json",
        )
        kernel = await stack.enter_async_context(open_kernel(service, settings))
        await take_as_level(kernel.database)
        app = api_of(service, kernel, Role.ALL)
        if service is PARTNERS:
            keys = await stack.enter_async_context(opened_keys(settings))
            app.state.parts = put_together(kernel, keys)
        app.state.verifier = Trusting()
        sequencer = Sequencer(kernel.database, kernel.appended, kernel.advanced)
        tails = [
            Tail(kernel.database, each.subscription(), kernel.advanced, kernel.progressed)
            for each in service.tails
        ]
        runs = [sequencer.run(), *(tail.run() for tail in tails)]
        following = [asyncio.create_task(run) for run in runs]
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://fuzz.test")
        yield Served(service, kernel, app, await stack.enter_async_context(client))
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)


async def _organisations(partners: Served) -> list[UUID]:
    """Two verified organisations, told to partners as anybody would."""
    made = []
    for kind, name, territory in (
        ("region", "Région de Tanger", "01"),
        ("commune", "Commune de Tanger", "01.511.01.0"),
    ):
        body = {"kind": kind, "name_fr": name, "territory": territory}
        registered = await partners.http.post(
            "/v1/organisations", json=body, headers=bearer("registrar", "office")
        )
        assert registered.status_code == 201, registered.text
        path = f"/v1/organisations/{registered.json()['id']}/verification"
        headers = {**bearer("verifier", "office"), "If-Match": '"1"'}
        verified = await partners.http.post(path, json={"evidence": "BO 6368"}, headers=headers)
        assert verified.status_code == 200, verified.text
        made.append(UUID(registered.json()["id"]))
    partners.ids["organisation_id"] = [str(each) for each in made]
    return made


async def _conventions(conventions: Served, organisations: list[UUID]) -> None:
    """One convention for each length of a history, up to where money moves."""
    whole = h.in_force()
    ids = [uuid4() for _ in whole]
    streams = conventions.app.state.parts.streams
    for length, convention_id in enumerate(ids, start=1):
        events = _as(whole[:length], {h.ID: convention_id, h.REGION: organisations[0]})
        events = _as(events, {h.COMMUNE: organisations[1]})
        submission = Submission(
            caller=Caller(subject="history"),
            command_id=convention_id,
            fingerprint=b"history",
            correlation_id="history",
        )
        request = submission.request("office", h.DAY)
        await streams.run(stream_of(convention_id), lambda _, made=events: made, request)
    conventions.ids.update(
        convention_id=[str(each) for each in ids],
        organisation_id=[str(each) for each in organisations],
        action=["works"],
        contribution=["region-26"],
        tranche=["R1", "R2"],
        article=["object", "financing"],
        stream_id=[stream_of(each) for each in ids],
        source=["conventions", "ma.mithaq.conventions"],
    )


def _as(events: Iterable[ConventionEvent], names: Mapping[UUID, UUID]) -> list[ConventionEvent]:
    """The same events of other parties."""
    renamed = []
    for event in events:
        name, schema, data = CATALOGUE.encode(event)
        text = data if isinstance(data, str) else data.decode()
        for old, new in names.items():
            text = text.replace(str(old), str(new))
        renamed.append(cast("ConventionEvent", CATALOGUE.decode(name, schema, text)))
    return renamed


async def _deliveries(notifications: Served) -> None:
    """The notices that the conventions gave reason for."""
    rows = await notifications.kernel.database.pool.fetch("SELECT delivery_id FROM outbox")
    assert rows
    notifications.ids["delivery_id"] = [str(row["delivery_id"]) for row in rows]

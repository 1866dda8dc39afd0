"""The conventions service without a server: real routes and projectors over a store in memory."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any, Final, Self, cast
from uuid import UUID

import httpx
from conventions.application import (
    Conventions,
    stream_of,
    streams_over,
)
from conventions.beside import Beside
from conventions.catalogue import CONVENTIONS
from conventions.days_off import DaysOff
from conventions.domain.core.event import ConventionEvent
from conventions.office import Office
from conventions.read_models import CONVENTION_LIST, TRANCHE_SCHEDULE
from conventions.read_models.partner_queries import PostgresRegistry
from conventions.routes import ROUTERS
from conventions.taking_over import PaperFiles
from fastapi import FastAPI
from mithaq.commands import Caller, Submission
from mithaq.events import Recorded
from mithaq.http import create_app
from mithaq.projections import Reader
from mithaq.projections.statements import statements_of
from mithaq.settings import Settings
from mithaq.store import Log
from mithaq.testing.memory import InMemoryEventStore
from mithaq.testing.recorded import recorded
from mithaq.words import texts_of
from sqlalchemy import Insert, Select, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.architecture import histories as h

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
SETTINGS = Settings(
    database_url="postgresql+asyncpg://nobody:nothing@127.0.0.1:1/none",
    token_issuer="http://issuer.test",
    jwks_url="http://issuer.test/jwks.json",
)
MANDATE: dict[str, object] = {
    "mandate_id": h.COMMUNE,
    "organisation_id": h.COMMUNE,
    "representative_id": h.COMMUNE,
    "subject": "person",
    "capacity": "president",
    "instrument": "deliberation 1",
    "valid_from": date(2026, 1, 1),
    "valid_to": None,
    "ceiling": None,
    "ceiling_scope": "total",
    "confirmed": True,
    "revoked_on": None,
    "delegated_from": None,
    "depth": 0,
}
ORGANISATION: dict[str, object] = {
    "organisation_id": h.COMMUNE,
    "kind": "commune",
    "name_fr": "Commune",
    "name_ar": None,
    "active": True,
}


class _Trusting:
    """A verifier that accepts any token without checking it."""

    async def verify(self, token: str) -> Caller:
        claims = json.loads(token)
        roles = frozenset(claims["roles"])
        return Caller(subject=claims["sub"], organisation=UUID(claims["org"]), roles=roles)


class _Row:
    def __init__(self, fields: dict[str, Any]) -> None:
        self._mapping = fields

    def __getattr__(self, name: str) -> Any:
        return self._mapping[name]


class _Result(list[_Row]):
    def scalars(self) -> list[object]:
        """The first column of each row."""
        return [next(iter(row._mapping.values())) for row in self]

    def one_or_none(self) -> _Row | None:
        return self[0] if self else None


_MODELS: Final = (CONVENTION_LIST, TRANCHE_SCHEDULE)
_STATEMENTS: Final = [
    statements_of(table, table.schema)
    for model in _MODELS
    for table in model.metadata.sorted_tables
]


class _Driver:
    """Answers the statements that take a whole batch, from rows in memory, as the driver does."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple[object, ...], dict[str, Any]]] = {}

    def is_in_transaction(self) -> bool:
        return True

    async def fetch(self, sql: str, *keys: Sequence[object]) -> list[dict[str, Any]]:
        (of,) = (each for each in _STATEMENTS if each.read == sql)
        rows = self._rows.get(of.insert, {})
        return [dict(rows[key]) for key in zip(*keys, strict=True) if key in rows]

    async def execute(self, sql: str, *columns: Sequence[object]) -> None:
        (of,) = (each for each in _STATEMENTS if sql in (each.insert, each.write, each.delete))
        rows = self._rows.setdefault(of.insert, {})
        for values in zip(*columns, strict=True):
            if sql == of.delete:
                rows.pop(values, None)
                continue
            row = dict(zip(of.names, values, strict=True))
            rows[tuple(row[name] for name in of.key_names)] = row


class _Connection:
    """A fake connection that keeps inserted rows and serves a projector's selects from them."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[tuple[object, ...], dict[str, Any]]] = {}
        self.sync_connection, self.driver_connection = self, _Driver()

    def get_execution_options(self) -> dict[str, Any]:
        return {}

    async def get_raw_connection(self) -> Self:
        return self

    async def execute(self, statement: object, rows: list[dict[str, Any]] | None = None) -> _Result:
        if isinstance(statement, Insert) and isinstance(statement.table, Table) and rows:
            keys = [column.name for column in statement.table.primary_key.columns]
            kept = self._tables.setdefault(str(statement.table), {})
            kept.update({tuple(row[key] for key in keys): dict(row) for row in rows})
        if isinstance(statement, Select):
            return self._selected(statement)
        return _Result()

    def _selected(self, statement: Select[Any]) -> _Result:
        names = {column.name for column in statement.selected_columns}
        if names == MANDATE.keys():
            return _Result([_Row(MANDATE)])
        if names == {"organisation_id"}:
            return _Result([_Row({"organisation_id": each}) for each in (h.REGION, h.COMMUNE)])
        if names == ORGANISATION.keys():
            return _Result([_Row(ORGANISATION)])
        table = str(statement.get_final_froms()[0])
        return _Result(_Row(dict(row)) for row in self._tables.get(table, {}).values())


class _Reader:
    @asynccontextmanager
    async def connect(self) -> AsyncIterator[_Connection]:
        yield _Connection()


class InMemoryService:
    """One convention, given commands over HTTP, its events projected into rows."""

    def __init__(self) -> None:
        self._store, self._connection = InMemoryEventStore(), _Connection()
        self._conventions = Conventions(
            streams=streams_over(self._store),
            beside=Beside.over(self._store),
            office=Office.over(self._store),
            paper=PaperFiles.over(self._store),
            days_off=DaysOff.over(self._store),
            registry=PostgresRegistry(cast("Reader", _Reader())),
            readers={},
            log=cast("Log", None),
            clock=lambda: NOW,
            backdating_days=30,
        )
        self._version = 0

    @classmethod
    async def after(cls, history: Sequence[ConventionEvent]) -> Self:
        """The service with this history of the convention appended and projected."""
        service = cls()
        streams = service._conventions.streams
        submission = Submission(
            caller=Caller(subject="history"),
            command_id=h.ID,
            fingerprint=b"history",
            correlation_id="history",
        )
        await streams.run(stream_of(h.ID), lambda _: history, submission.request("office", h.DAY))
        await streams.load(stream_of(h.ID))
        service._version = len(history)
        await service._project(history, after=0)
        return service

    async def give(self, path: str, body: dict[str, object], token: str) -> list[ConventionEvent]:
        """POST a command; returns the events it appended."""
        headers = {
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": "crossing",
            "If-Match": f'"{self._version}"',
        }
        transport = httpx.ASGITransport(self._app())
        async with httpx.AsyncClient(transport=transport, base_url="http://in.memory") as http:
            url = f"/v1/conventions/{h.ID}{path}"
            answered = await http.post(url, json=body, headers=headers)
        assert answered.status_code == 200, answered.text
        stored = await self._store.load(stream_of(h.ID), self._version)
        return [CONVENTIONS.decode(each.type, each.schema, each.data) for each in stored]

    def _app(self) -> FastAPI:
        app = create_app(
            service="conventions",
            title="conventions",
            routers=ROUTERS,
            texts=texts_of("conventions"),
            settings=SETTINGS,
            verifier=_Trusting(),
        )
        app.state.parts = self._conventions
        return app

    async def project(self, events: Sequence[ConventionEvent]) -> None:
        await self._project(events, after=self._version)

    async def _project(self, events: Sequence[ConventionEvent], *, after: int) -> None:
        lines = [_recorded(event, after + nth) for nth, event in enumerate(events, start=1)]
        connection = cast("AsyncConnection", self._connection)
        for model in _MODELS:
            assert not isinstance(model.catalogue, tuple)
            known = [each for each in lines if model.catalogue.knows(type(each.event).__name__)]
            if known:
                await model.project(connection, known)


def _recorded(event: ConventionEvent, version: int) -> Recorded[ConventionEvent]:
    source, stream = CONVENTIONS.source, stream_of(h.ID)
    return recorded(source, event, stream, version, effective_date=h.DAY, at=NOW)

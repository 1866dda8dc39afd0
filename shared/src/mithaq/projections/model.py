"""Descriptions of a service's projections: read models, intakes, and their common form.

They say what to do with events; `Tail`, `Consumer` and the rebuilds run them.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import Catalogue, LogRecord, Recorded
from mithaq.projections.limit import DEFAULT_LIMIT, DeadLetterLimit

Project = Callable[[AsyncConnection, Sequence[Recorded[Any]]], Awaitable[None]]
RawProject = Callable[[AsyncConnection, str, Sequence[LogRecord]], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A named projection of the events of some sources, in the form that runners apply.

    `apply` gets lines of one source in log order, in the transaction that also saves the
    projection's progress; lines for which `concerns` is false are not passed to it.
    """

    name: str
    sources: tuple[str, ...]
    concerns: Callable[[str, LogRecord], bool]
    apply: RawProject
    limit: DeadLetterLimit = DEFAULT_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadModel:
    """Tables derived from events alone, in a database schema named after the read model.

    `project` writes with SQLAlchemy Core statements only and depends on nothing but the events, so
    that a rebuild gives the same content. Raise `revision` when tables or projector change: the
    next start rebuilds in a shadow schema and switches.
    """

    name: str
    metadata: MetaData
    catalogue: Catalogue[Any] | tuple[Catalogue[Any], ...]
    project: Project
    revision: int = 1

    def subscription(self) -> Subscription:
        return _decoding(self.name, self.catalogue, self.project)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReadModel:
    """A read model of whole, undecoded log lines: also of events this service does not know."""

    name: str
    metadata: MetaData
    sources: tuple[str, ...]
    project: RawProject
    revision: int = 1

    def subscription(self) -> Subscription:
        return Subscription(
            name=self.name,
            sources=self.sources,
            concerns=lambda _source, _record: True,
            apply=self.project,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Rows written once from other services' events and never rebuilt (an e-mail outbox, say).

    Its offsets are saved in the same transaction as `take`'s rows.
    """

    name: str
    catalogue: Catalogue[Any] | tuple[Catalogue[Any], ...]
    take: Project

    def subscription(self) -> Subscription:
        return _decoding(self.name, self.catalogue, self.take)


def _decoding(
    name: str, catalogue: Catalogue[Any] | tuple[Catalogue[Any], ...], project: Project
) -> Subscription:
    catalogues = catalogue if isinstance(catalogue, tuple) else (catalogue,)
    by_source = {each.source: each for each in catalogues}

    async def apply(connection: AsyncConnection, source: str, records: Sequence[LogRecord]) -> None:
        await project(connection, [_decoded(by_source[source], record) for record in records])

    return Subscription(
        name=name,
        sources=tuple(by_source),
        concerns=lambda source, record: by_source[source].knows(record.type),
        apply=apply,
    )


def _decoded(catalogue: Catalogue[Any], record: LogRecord) -> Recorded[Any]:
    event = catalogue.decode(record.type, record.schema, record.data)
    return Recorded(catalogue.source, record, event)

"""Descriptions of a service's projections: read models, intakes, and their common form.

They say what to do with events; `Tail`, `Consumer` and the rebuilds run them.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import Catalogue, LogRecord, Recorded
from mithaq.projections.limit import DEFAULT_LIMIT, DeadLetterLimit
from mithaq.projections.model_tables import ModelTables

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
    revision: int | None = None  # of the read model; None: rows that have none

    def wants(self, line: LogRecord) -> bool:
        """Whether a line of its first source concerns it: a read model of own events has one."""
        return self.concerns(self.sources[0], line)


class _Revised:
    """What every read model has from its tables: a name, and a revision with a key of its own."""

    __slots__ = ()
    metadata: ModelTables

    @property
    def name(self) -> str:
        """The same in every revision: what an operator types."""
        return self.metadata.name

    @property
    def revision(self) -> int:
        return self.metadata.revision

    @property
    def key(self) -> str:
        """Names this revision in the database and on Kafka (see `ModelTables`)."""
        return self.metadata.key


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadModel(_Revised):
    """Tables derived from events alone.

    `project` writes with SQLAlchemy Core statements only and depends on nothing but the events, so
    that a rebuild gives the same content. When the tables or the projector change, raise the
    revision of `metadata`: the new release fills the new revision from the first line, beside the
    rows that the former release goes on serving.
    """

    metadata: ModelTables
    catalogue: Catalogue[Any] | tuple[Catalogue[Any], ...]
    project: Project

    def subscription(self) -> Subscription:
        return _decoding(self.key, self.catalogue, self.project, self.revision)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReadModel(_Revised):
    """A read model of whole, undecoded log lines: also of events this service does not know.

    `copies` is its table of whole lines, with `source` and the columns of a LogRecord: what a
    source loses is kept from it, as it may be the only copy.
    """

    metadata: ModelTables
    sources: tuple[str, ...]
    project: RawProject
    copies: Table | None = None

    def subscription(self) -> Subscription:
        return Subscription(
            name=self.key,
            sources=self.sources,
            concerns=lambda _source, _record: True,
            apply=self.project,
            revision=self.revision,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Rows written once from other services' events and never rebuilt (an e-mail outbox, say).

    Its offsets are saved in the same transaction as `take`'s rows.
    """

    name: str
    catalogue: Catalogue[Any] | tuple[Catalogue[Any], ...]
    take: Project

    @property
    def key(self) -> str:
        """Its name: rows that are written once have no revisions."""
        return self.name

    def subscription(self) -> Subscription:
        return _decoding(self.name, self.catalogue, self.take)


def _decoding(
    name: str,
    catalogue: Catalogue[Any] | tuple[Catalogue[Any], ...],
    project: Project,
    revision: int | None = None,
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
        revision=revision,
    )


def _decoded(catalogue: Catalogue[Any], record: LogRecord) -> Recorded[Any]:
    event = catalogue.decode(record.type, record.schema, record.data)
    return Recorded(catalogue.source, record, event)

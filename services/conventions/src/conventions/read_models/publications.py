"""Every version that the office published, of templates and of programme kinds."""

from collections.abc import Sequence
from typing import Any, Final, assert_never

from mithaq.events import Catalogue, Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, read_rows, write_rows
from sqlalchemy import Column, Integer, Table, Text, select, tuple_
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CATALOGUE, OfficeEvent
from conventions.domain.frames import events as e
from conventions.domain.frames.publication import Standing

TEMPLATE: Final = "template"
PROGRAMME_KIND: Final = "programme-kind"

metadata = ModelTables("publications", revision=1)
publication = Table(
    "publication",
    metadata,
    Column("of", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("instrument", Text),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text, nullable=False),
    Column("standing", Text, nullable=False),
)
_EVENTS: Catalogue[OfficeEvent] = CATALOGUE.only(OfficeEvent)


async def project(connection: AsyncConnection, events: Sequence[Recorded[OfficeEvent]]) -> None:
    touched = [_key(recorded.event) for recorded in events]
    rows = await read_rows(connection, publication, touched)
    for key, recorded in zip(touched, events, strict=True):
        event = recorded.event
        match event:
            case e.TemplatePublished(template=made):
                rows[key] = _row(key, made.title_fr, made.title_ar, str(made.instrument))
            case e.ProgrammeKindDefined(kind=kind):
                rows[key] = _row(key, kind.name_fr, kind.name_ar, None)
            case e.TemplateConfirmed() | e.ProgrammeKindConfirmed():
                rows[key]["standing"] = str(Standing.CONFIRMED)
            case e.TemplateWithdrawn() | e.ProgrammeKindWithdrawn():
                rows[key]["standing"] = str(Standing.WITHDRAWN)
            case _:
                assert_never(event)
    await write_rows(connection, publication, rows)


def _key(event: OfficeEvent) -> Key:
    if isinstance(event, e.TemplatePublished | e.TemplateConfirmed | e.TemplateWithdrawn):
        return TEMPLATE, event.name, event.version
    return PROGRAMME_KIND, event.code, event.version


def _row(key: Key, title_fr: str, title_ar: str, instrument: str | None) -> Row:
    return {
        **dict(zip(("of", "name", "version"), key, strict=True)),
        "instrument": instrument,
        "title_fr": title_fr,
        "title_ar": title_ar,
        "standing": str(Standing.PUBLISHED),
    }


PUBLICATIONS = ReadModel(metadata=metadata, catalogue=_EVENTS, project=project)


async def page(
    connection: AsyncConnection,
    of: str,
    *,
    limit: int,
    after: tuple[str, int] | None = None,
    standing: Standing | None = None,
) -> Sequence[ResultRow[Any]]:
    """Versions by name, then by number."""
    c = publication.c
    order = (c.name, c.version)
    query = select(publication).where(c.of == of).order_by(*order).limit(limit)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*after))
    if standing is not None:
        query = query.where(c.standing == str(standing))
    rows: Sequence[ResultRow[Any]] = (await connection.execute(query)).all()
    return rows

"""Every organisation with its state: to list, to search, to read one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from mithaq.events import Recorded
from mithaq.folding import fold
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, read_rows, write_rows
from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    and_,
    case,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from partners.catalogue import ORGANISATIONS
from partners.domain import events as e
from partners.domain.vocabulary import OrganisationState, PartnerKind

# Of a name, folded: what orders it. Whatever its script, a cursor that holds it stays a short one.
SORTED: Final = 150

# Revision: what became of an organisation, what it was called before, and its codes are searched.
metadata = ModelTables("organisation_directory", revision=4)
organisations = Table(
    "organisation",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text, nullable=True),
    Column("ice", Text, nullable=True),
    Column("territory", Text, nullable=False),
    Column("region", Text, nullable=True),
    Column("parent", Uuid, nullable=True),
    Column("merged_into", Uuid, nullable=True),
    Column("closed_on", Date, nullable=True),
    Column("asked", Text, nullable=True),
    Column("former_names", Text, nullable=False),
    Column("sort_name", Text(collation="C"), nullable=False),
    Column("folded_ar", Text(collation="C"), nullable=True),
    Column("searched", Text, nullable=False),
    Index("organisation_by_name", "sort_name", "organisation_id"),
    Index("organisation_by_region", "region"),
    Index("organisation_by_territory", "territory"),
    Index("organisation_by_parent", "parent"),
)
columns = organisations.c


async def project(
    connection: AsyncConnection, events: Sequence[Recorded[e.OrganisationEvent]]
) -> None:
    rows = await read_rows(connection, organisations, {_key(each) for each in events})
    for recorded in events:
        event, key = recorded.event, _key(recorded)
        if isinstance(event, e.OrganisationRegistered):
            rows[key] = _registered(event)
        else:
            rows[key] |= _told(event, rows[key])
        rows[key]["version"] = recorded.version
    await write_rows(connection, organisations, rows)


def _key(recorded: Recorded[e.OrganisationEvent]) -> Key:
    return (recorded.event.organisation_id,)


def _told(event: e.OrganisationEvent, row: Row) -> Row:
    """What changes in its row; representatives and mandates change the version alone."""
    match event:
        case e.ChangeAsked(change=change):
            return {"asked": str(change.act)}
        case e.ChangeDeclined():
            return {"asked": None}
        case e.OrganisationAttached(parent=parent):
            return {"parent": parent, "asked": None}
        case e.OrganisationCorrected():
            former = " ".join(filter(None, (row["former_names"], row["name_fr"], row["name_ar"])))
            return {**_called(event, former), "asked": None}
        case _:
            return _standing(event)


def _standing(event: e.OrganisationEvent) -> Row:
    """Its state, and what goes with it."""
    match event:
        case e.OrganisationVerified() | e.OrganisationReinstated():
            return {"state": str(OrganisationState.ACTIVE)}
        case e.OrganisationSuspended():
            return {"state": str(OrganisationState.SUSPENDED)}
        case e.OrganisationClosed(closed_on=day):
            return {"state": str(OrganisationState.CLOSED), "closed_on": day, "asked": None}
        case e.OrganisationMerged(into=survivor):
            state = str(OrganisationState.MERGED)
            return {"state": state, "merged_into": survivor, "asked": None}
        case e.OrganisationReopened(state=state) | e.OrganisationSeparated(state=state):
            return {"state": str(state), "closed_on": None, "merged_into": None, "asked": None}
        case _:
            return {}


def _registered(event: e.OrganisationRegistered) -> Row:
    return {
        "organisation_id": event.organisation_id,
        "state": str(OrganisationState.REGISTERED),
        "parent": None,
        "merged_into": None,
        "closed_on": None,
        "asked": None,
        **_called(event, ""),
    }


def _called(event: e.OrganisationRegistered | e.OrganisationCorrected, former: str) -> Row:
    """What it is called, and by what it is found: what it was called before, and its codes."""
    found_by = (event.name_fr, event.name_ar, event.ice, event.territory, former)
    return {
        "kind": str(event.kind),
        "name_fr": event.name_fr,
        "name_ar": event.name_ar,
        "ice": event.ice,
        "territory": event.territory,
        "region": event.region,
        "former_names": former,
        "sort_name": fold(event.name_fr)[:SORTED],
        "folded_ar": fold(event.name_ar) if event.name_ar else None,
        "searched": " " + fold(" ".join(filter(None, found_by))),
    }


ORGANISATION_DIRECTORY = ReadModel(
    metadata=metadata,
    catalogue=ORGANISATIONS,
    project=project,
)


async def find(connection: AsyncConnection, organisation_id: UUID) -> ResultRow[Any] | None:
    query = select(organisations).where(columns.organisation_id == organisation_id)
    return (await connection.execute(query)).one_or_none()


async def attached_to(connection: AsyncConnection, entries: Collection[UUID]) -> tuple[str, ...]:
    """What is attached to one of these and is neither closed nor merged: its French names."""
    gone = (str(OrganisationState.CLOSED), str(OrganisationState.MERGED))
    query = select(columns.name_fr).where(columns.parent.in_(entries), columns.state.not_in(gone))
    ordered = query.order_by(columns.sort_name, columns.organisation_id)
    return tuple((await connection.execute(ordered)).scalars())


Place = tuple[Literal[0, 1, 2, 3], str, UUID]
_WORDS: Final = 8  # of what is sought: more tell nothing further


def place_of(row: ResultRow[Any]) -> Place:
    """Where the organisation stands in the order of `search`."""
    return row.nearness, row.sort_name, row.organisation_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which organisations; what is absent does not narrow."""

    kind: PartnerKind | None = None
    state: OrganisationState | None = None
    region: str | None = None
    territory: str | None = None
    parent: UUID | None = None
    q: str | None = None


async def search(
    connection: AsyncConnection, wanted: Wanted, *, limit: int, after: Place | None = None
) -> Sequence[ResultRow[Any]]:
    """Up to `limit` organisations past `after`, in the order of their French names.

    With `q` those whose name, ICE or territory's code is exactly that come first, then those where
    one begins so, then those of which each word begins so, then those that hold each of them.
    """
    sought = fold(wanted.q or "")
    nearness = _nearness(sought)
    by_name = (columns.sort_name, columns.organisation_id)
    order = (nearness, *by_name) if sought else by_name
    query = select(organisations, nearness.label("nearness")).order_by(*order).limit(limit)
    query = query.where(*_narrowing(wanted))
    for word in _words(sought):
        query = query.where(columns.searched.contains(word, autoescape=True))
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*after[-len(order) :]))
    return (await connection.execute(query)).all()


def _narrowing(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked = {
        columns.kind: wanted.kind,
        columns.state: wanted.state,
        columns.region: wanted.region,
        columns.territory: wanted.territory,
        columns.parent: wanted.parent,
    }
    return [
        column == (value if isinstance(value, UUID) else str(value))
        for column, value in asked.items()
        if value is not None
    ]


def _words(sought: str) -> list[str]:
    return sought.split()[:_WORDS]


def _nearness(sought: str) -> ColumnElement[int]:
    """How near it comes to what is sought: 0 exactly, 1 begins so, 2 each word does, 3 holds it."""
    if not sought:
        return literal_column("0")
    names = (columns.sort_name, columns.folded_ar, columns.ice, func.lower(columns.territory))
    exactly = or_(*(each == sought for each in names))
    begins = or_(*(each.startswith(sought, autoescape=True) for each in names))
    words = and_(
        *(columns.searched.contains(f" {word}", autoescape=True) for word in _words(sought))
    )
    return case((exactly, 0), (begins, 1), (words, 2), else_=3)

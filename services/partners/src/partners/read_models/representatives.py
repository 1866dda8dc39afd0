"""Who represents each organisation. Names and addresses stay sealed here too.

Of who was erased nothing is left but the id: neither subject nor sealed texts.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Row, read_rows, write_rows
from sqlalchemy import Boolean, Column, Index, Table, Text, Uuid, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from partners.catalogue import CATALOGUE
from partners.domain.events import (
    RepresentativeCorrected,
    RepresentativeErased,
    RepresentativeRegistered,
)
from partners.domain.representative import Sealed

# Revision: what was corrected since.
metadata = ModelTables("representatives", revision=3)
representatives = Table(
    "representative",
    metadata,
    Column("representative_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("subject", Text, nullable=True),
    Column("language", Text, nullable=False),
    Column("name_nonce", Text, nullable=True),
    Column("name_ciphertext", Text, nullable=True),
    Column("email_nonce", Text, nullable=True),
    Column("email_ciphertext", Text, nullable=True),
    Column("erased", Boolean, nullable=False),
    Index("representative_by_organisation", "organisation_id", "representative_id"),
)
columns = representatives.c


Person = RepresentativeRegistered | RepresentativeCorrected | RepresentativeErased
_SEALED: Final = ("name_nonce", "name_ciphertext", "email_nonce", "email_ciphertext")


async def project(connection: AsyncConnection, events: Sequence[Recorded[Person]]) -> None:
    told = {(each.event.representative_id,) for each in events if not _registers(each)}
    rows = await read_rows(connection, representatives, told)
    for recorded in events:
        event, key = recorded.event, (recorded.event.representative_id,)
        match event:
            case RepresentativeRegistered():
                rows[key] = _row(event)
            case RepresentativeCorrected():
                rows[key] |= _corrected(event)
            case RepresentativeErased():
                rows[key] |= {"erased": True, "subject": None, **dict.fromkeys(_SEALED)}
    await write_rows(connection, representatives, rows)


def _registers(recorded: Recorded[Person]) -> bool:
    return isinstance(recorded.event, RepresentativeRegistered)


def _corrected(event: RepresentativeCorrected) -> Row:
    """What was corrected, and nothing else."""
    row: Row = {} if event.language is None else {"language": event.language}
    if event.name is not None:
        row |= {"name_nonce": event.name.nonce, "name_ciphertext": event.name.ciphertext}
    if event.email is not None:
        row |= {"email_nonce": event.email.nonce, "email_ciphertext": event.email.ciphertext}
    return row


def _row(event: RepresentativeRegistered) -> Row:
    return {
        "representative_id": event.representative_id,
        "organisation_id": event.organisation_id,
        "subject": event.subject,
        "language": event.language,
        "name_nonce": event.name.nonce,
        "name_ciphertext": event.name.ciphertext,
        "email_nonce": event.email.nonce,
        "email_ciphertext": event.email.ciphertext,
        "erased": False,
    }


REPRESENTATIVES = ReadModel(
    metadata=metadata,
    catalogue=CATALOGUE.only(Person),
    project=project,
)


async def find(connection: AsyncConnection, representative_id: UUID) -> ResultRow[Any] | None:
    query = select(representatives).where(columns.representative_id == representative_id)
    return (await connection.execute(query)).one_or_none()


async def erased(connection: AsyncConnection) -> frozenset[UUID]:
    """Everyone who was ever erased."""
    query = select(columns.representative_id).where(columns.erased)
    return frozenset((await connection.execute(query)).scalars())


async def of_organisation(
    connection: AsyncConnection,
    organisations: Sequence[UUID],
    *,
    limit: int,
    after: UUID | None = None,
) -> Sequence[ResultRow[Any]]:
    """Up to `limit` representatives of these in the order of their ids, past `after`.

    Who was erased is among them.
    """
    query = select(representatives).where(columns.organisation_id.in_(organisations))
    if after is not None:
        query = query.where(columns.representative_id > after)
    ordered = query.order_by(columns.representative_id).limit(limit)
    return (await connection.execute(ordered)).all()


def sealed(row: ResultRow[Any], field: str) -> Sealed:
    """One of the person's two sealed texts, `name` or `email`."""
    nonce, ciphertext = row._mapping[f"{field}_nonce"], row._mapping[f"{field}_ciphertext"]
    return Sealed(person=row.representative_id, nonce=nonce, ciphertext=ciphertext)

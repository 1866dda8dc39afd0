"""Who represents each organisation. Names and addresses stay sealed here too."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from sqlalchemy import Column, Index, MetaData, Row, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from partners.catalogue import CATALOGUE
from partners.domain.events import RepresentativeRegistered
from partners.domain.representative import Sealed

metadata = MetaData(schema="representatives")
representatives = Table(
    "representative",
    metadata,
    Column("representative_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("subject", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("name_nonce", Text, nullable=False),
    Column("name_ciphertext", Text, nullable=False),
    Column("email_nonce", Text, nullable=False),
    Column("email_ciphertext", Text, nullable=False),
    Index("representative_by_organisation", "organisation_id"),
)
columns = representatives.c


async def project(
    connection: AsyncConnection, events: Sequence[Recorded[RepresentativeRegistered]]
) -> None:
    rows = [_row(recorded.event) for recorded in events]
    if rows:
        await connection.execute(insert(representatives), rows)


def _row(event: RepresentativeRegistered) -> dict[str, Any]:
    return {
        "representative_id": event.representative_id,
        "organisation_id": event.organisation_id,
        "subject": event.subject,
        "language": event.language,
        "name_nonce": event.name.nonce,
        "name_ciphertext": event.name.ciphertext,
        "email_nonce": event.email.nonce,
        "email_ciphertext": event.email.ciphertext,
    }


REPRESENTATIVES = ReadModel(
    name="representatives",
    metadata=metadata,
    catalogue=CATALOGUE.only(RepresentativeRegistered),
    project=project,
)


async def find(connection: AsyncConnection, representative_id: UUID) -> Row[Any] | None:
    query = select(representatives).where(columns.representative_id == representative_id)
    return (await connection.execute(query)).one_or_none()


async def of_organisation(connection: AsyncConnection, organisation_id: UUID) -> Sequence[Row[Any]]:
    query = select(representatives).where(columns.organisation_id == organisation_id)
    return (await connection.execute(query.order_by(columns.representative_id))).all()


def sealed(row: Row[Any], field: str) -> Sealed:
    """One of the person's two sealed texts, `name` or `email`."""
    nonce, ciphertext = row._mapping[f"{field}_nonce"], row._mapping[f"{field}_ciphertext"]
    return Sealed(person=row.representative_id, nonce=nonce, ciphertext=ciphertext)

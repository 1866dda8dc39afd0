"""Who represents each organisation. Names and addresses stay sealed here too.

Of who was erased nothing is left but the id: neither subject nor sealed texts.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from sqlalchemy import (
    Boolean,
    Column,
    Index,
    MetaData,
    Row,
    Table,
    Text,
    Uuid,
    bindparam,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from partners.catalogue import CATALOGUE
from partners.domain.events import RepresentativeErased, RepresentativeRegistered
from partners.domain.representative import Sealed

metadata = MetaData(schema="representatives")
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


Person = RepresentativeRegistered | RepresentativeErased
_ERASE: Final = (
    update(representatives)
    .where(columns.representative_id == bindparam("person"))
    .values(
        erased=True,
        subject=None,
        name_nonce=None,
        name_ciphertext=None,
        email_nonce=None,
        email_ciphertext=None,
    )
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[Person]]) -> None:
    """Registrations first: nobody is registered under the same id again after an erasure."""
    heard = [recorded.event for recorded in events]
    rows = [_row(each) for each in heard if isinstance(each, RepresentativeRegistered)]
    if rows:
        await connection.execute(insert(representatives), rows)
    erased = [
        {"person": each.representative_id}
        for each in heard
        if isinstance(each, RepresentativeErased)
    ]
    if erased:
        await connection.execute(_ERASE, erased)


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
        "erased": False,
    }


REPRESENTATIVES = ReadModel(
    name="representatives",
    metadata=metadata,
    catalogue=CATALOGUE.only(Person),
    project=project,
    revision=2,
)


async def find(connection: AsyncConnection, representative_id: UUID) -> Row[Any] | None:
    query = select(representatives).where(columns.representative_id == representative_id)
    return (await connection.execute(query)).one_or_none()


async def erased(connection: AsyncConnection) -> frozenset[UUID]:
    """Everyone who was ever erased."""
    query = select(columns.representative_id).where(columns.erased)
    return frozenset((await connection.execute(query)).scalars())


async def of_organisation(
    connection: AsyncConnection, organisation_id: UUID, *, limit: int, after: UUID | None = None
) -> Sequence[Row[Any]]:
    """Up to `limit` representatives in the order of their ids, past `after`; the erased too."""
    query = select(representatives).where(columns.organisation_id == organisation_id)
    if after is not None:
        query = query.where(columns.representative_id > after)
    ordered = query.order_by(columns.representative_id).limit(limit)
    return (await connection.execute(ordered)).all()


def sealed(row: Row[Any], field: str) -> Sealed:
    """One of the person's two sealed texts, `name` or `email`."""
    nonce, ciphertext = row._mapping[f"{field}_nonce"], row._mapping[f"{field}_ciphertext"]
    return Sealed(person=row.representative_id, nonce=nonce, ciphertext=ciphertext)

"""Who holds a mandate to sign for whom, and for how long."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from sqlalchemy import Column, Date, Index, MetaData, Table, Uuid, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.signatories import Mandate
from notifications.heard.partners import PARTNERS, MandateGranted, MandateRevoked, PartnersEvent

metadata = MetaData(schema="signatories")
mandates = Table(
    "mandate",
    metadata,
    Column("mandate_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("representative_id", Uuid, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=True),
    Column("revoked_on", Date, nullable=True),
    Index("mandate_by_organisation", "organisation_id"),
)
columns = mandates.c
_REVOKE: Final = (
    update(mandates)
    .where(columns.mandate_id == bindparam("revoked"))
    .values(revoked_on=bindparam("on"))
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[PartnersEvent]]) -> None:
    """Grants first: a mandate is never granted again after its revocation."""
    granted = [_row(each.event) for each in events if isinstance(each.event, MandateGranted)]
    if granted:
        await connection.execute(insert(mandates), granted)
    revoked = [
        {"revoked": each.event.mandate_id, "on": each.event.revoked_on}
        for each in events
        if isinstance(each.event, MandateRevoked)
    ]
    if revoked:
        await connection.execute(_REVOKE, revoked)


def _row(event: MandateGranted) -> dict[str, Any]:
    return {
        "mandate_id": event.mandate_id,
        "organisation_id": event.organisation_id,
        "representative_id": event.representative_id,
        "valid_from": event.valid_from,
        "valid_to": event.valid_to,
    }


SIGNATORIES = ReadModel(name="signatories", metadata=metadata, catalogue=PARTNERS, project=project)


async def mandates_of(
    connection: AsyncConnection, organisations: Iterable[UUID]
) -> Sequence[Mandate]:
    query = select(mandates).where(columns.organisation_id.in_(list(organisations)))
    return [
        Mandate(
            organisation_id=row.organisation_id,
            representative_id=row.representative_id,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            revoked_on=row.revoked_on,
        )
        for row in await connection.execute(query)
    ]

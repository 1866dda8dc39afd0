"""Who holds a mandate to sign for whom, and for how long."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Row, read_rows, write_rows
from sqlalchemy import Boolean, Column, Date, Index, Table, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.signatories import Mandate
from notifications.heard.partners import (
    PARTNERS,
    MandateConfirmed,
    MandateRecorded,
    MandateRevoked,
    PartnersEvent,
)

metadata = ModelTables("signatories", revision=2)
mandates = Table(
    "mandate",
    metadata,
    Column("mandate_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("representative_id", Uuid, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=True),
    Column("confirmed", Boolean, nullable=False),
    Column("revoked_on", Date, nullable=True),
    Index("mandate_by_organisation", "organisation_id"),
)
columns = mandates.c


async def project(connection: AsyncConnection, events: Sequence[Recorded[PartnersEvent]]) -> None:
    rows = await read_rows(connection, mandates, {(each.event.mandate_id,) for each in events})
    for recorded in events:
        event, key = recorded.event, (recorded.event.mandate_id,)
        match event:
            case MandateRecorded():
                rows[key] = _row(event)
            case MandateConfirmed():
                rows[key]["confirmed"] = True
            case MandateRevoked():  # of several revocations the earliest
                before = rows[key]["revoked_on"] or event.revoked_on
                rows[key]["revoked_on"] = min(before, event.revoked_on)
    await write_rows(connection, mandates, rows)


def _row(event: MandateRecorded) -> Row:
    return {
        "mandate_id": event.mandate_id,
        "organisation_id": event.organisation_id,
        "representative_id": event.representative_id,
        "valid_from": event.valid_from,
        "valid_to": event.valid_to,
        "confirmed": False,
        "revoked_on": None,
    }


SIGNATORIES = ReadModel(metadata=metadata, catalogue=PARTNERS, project=project)


async def mandates_of(
    connection: AsyncConnection, organisations: Collection[UUID]
) -> Mapping[UUID, Sequence[Mandate]]:
    """By organisation, those that were confirmed: nobody else can sign or is written to."""
    found: defaultdict[UUID, list[Mandate]] = defaultdict(list)
    query = select(mandates).where(columns.organisation_id.in_(organisations), columns.confirmed)
    for row in await connection.execute(query):
        mandate = Mandate(
            organisation_id=row.organisation_id,
            representative_id=row.representative_id,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            revoked_on=row.revoked_on,
        )
        found[row.organisation_id].append(mandate)
    return found

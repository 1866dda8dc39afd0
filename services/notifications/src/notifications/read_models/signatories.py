"""Who holds a mandate to sign for whom, and for how long."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    MetaData,
    Table,
    Uuid,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.signatories import Mandate
from notifications.heard.partners import (
    PARTNERS,
    MandateConfirmed,
    MandateRecorded,
    MandateRevoked,
    PartnersEvent,
)

metadata = MetaData(schema="signatories")
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
_CONFIRM: Final = (
    update(mandates).where(columns.mandate_id == bindparam("about")).values(confirmed=True)
)
_REVOKE: Final = (  # of several revocations the earliest; LEAST leaves NULL out
    update(mandates)
    .where(columns.mandate_id == bindparam("about"))
    .values(revoked_on=func.least(columns.revoked_on, bindparam("on", type_=Date)))
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[PartnersEvent]]) -> None:
    """In this order: a mandate is recorded once, then confirmed, and revoked at any time."""
    heard = [each.event for each in events]
    recorded = [_row(each) for each in heard if isinstance(each, MandateRecorded)]
    if recorded:
        await connection.execute(insert(mandates), recorded)
    confirmed = [{"about": each.mandate_id} for each in heard if isinstance(each, MandateConfirmed)]
    if confirmed:
        await connection.execute(_CONFIRM, confirmed)
    revoked = [
        {"about": each.mandate_id, "on": each.revoked_on}
        for each in heard
        if isinstance(each, MandateRevoked)
    ]
    if revoked:
        await connection.execute(_REVOKE, revoked)


def _row(event: MandateRecorded) -> dict[str, Any]:
    return {
        "mandate_id": event.mandate_id,
        "organisation_id": event.organisation_id,
        "representative_id": event.representative_id,
        "valid_from": event.valid_from,
        "valid_to": event.valid_to,
        "confirmed": False,
    }


SIGNATORIES = ReadModel(
    name="signatories", metadata=metadata, catalogue=PARTNERS, project=project, revision=2
)


async def mandates_of(
    connection: AsyncConnection, organisations: Iterable[UUID]
) -> Sequence[Mandate]:
    """Those that were confirmed: nobody else can sign, nobody else is written to."""
    query = select(mandates).where(
        columns.organisation_id.in_(list(organisations)), columns.confirmed
    )
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

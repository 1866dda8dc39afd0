"""Who holds a mandate to sign for whom, and for how long; who represents whom."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from mithaq.projections.rows import Key, Row, delete_rows, read_rows, write_rows
from sqlalchemy import (
    ARRAY,
    CTE,
    Boolean,
    Column,
    Date,
    Index,
    Subquery,
    Table,
    Uuid,
    func,
    literal,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.signatories import Mandate, Representative
from notifications.heard.partners import (
    PARTNERS,
    MandateConfirmed,
    MandateEvent,
    MandateRecorded,
    MandateRevoked,
    MergerEvent,
    NamingEvent,
    OrganisationMerged,
    PartnersEvent,
    PersonEvent,
    StandingEvent,
)
from notifications.read_models.organisations import (
    inactive,
    metadata,
    on_names,
    on_persons,
    on_standing,
    representatives,
)

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
merged = Table(
    "merged",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("into", Uuid, nullable=False, index=True),
)
columns = mandates.c


async def project(connection: AsyncConnection, events: Sequence[Recorded[PartnersEvent]]) -> None:
    told = [recorded.event for recorded in events]
    await _on_mandates(connection, [each for each in told if isinstance(each, MandateEvent)])
    await _on_mergers(connection, [each for each in told if isinstance(each, MergerEvent)])
    await on_names(connection, [each for each in told if isinstance(each, NamingEvent)])
    await on_persons(connection, [each for each in told if isinstance(each, PersonEvent)])
    await on_standing(connection, [each for each in told if isinstance(each, StandingEvent)])


async def _on_mergers(connection: AsyncConnection, events: Sequence[MergerEvent]) -> None:
    """Of each organisation the last event counts."""
    last = {(each.organisation_id,): each for each in events}
    into: dict[Key, Row] = {
        key: {"organisation_id": each.organisation_id, "into": each.into}
        for key, each in last.items()
        if isinstance(each, OrganisationMerged)
    }
    await write_rows(connection, merged, into)
    await delete_rows(connection, merged, last.keys() - into.keys())


async def _on_mandates(connection: AsyncConnection, events: Sequence[MandateEvent]) -> None:
    rows = await read_rows(connection, mandates, {(each.mandate_id,) for each in events})
    for event in events:
        key = (event.mandate_id,)
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
    """By organisation, those that were confirmed: nobody else can sign or is written to.

    Recorded under whatever entry of it: who signs for one signs for the others. None where it is
    suspended or closed.
    """
    found: defaultdict[UUID, list[Mandate]] = defaultdict(list)
    if not organisations:
        return found
    body = _active(organisations)
    query = select(mandates, body.c.asked).where(
        columns.organisation_id == body.c.entry, columns.confirmed
    )
    for row in await connection.execute(query):
        mandate = Mandate(
            organisation_id=row.asked,
            representative_id=row.representative_id,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            revoked_on=row.revoked_on,
        )
        found[row.asked].append(mandate)
    return found


async def people_of(
    connection: AsyncConnection, organisations: Collection[UUID]
) -> Mapping[UUID, Sequence[Representative]]:
    """All who represent these, with a mandate or without; of one suspended or closed, nobody."""
    found: defaultdict[UUID, list[Representative]] = defaultdict(list)
    if not organisations:
        return found
    body = _active(organisations)
    query = select(representatives.c.representative_id, body.c.asked).where(
        representatives.c.organisation_id == body.c.entry
    )
    for row in await connection.execute(query):
        person = Representative(organisation_id=row.asked, representative_id=row.representative_id)
        found[row.asked].append(person)
    return found


def _active(organisations: Collection[UUID]) -> Subquery:
    """The entries of each of these, unless one of them is suspended or closed."""
    body = _entries(organisations)
    stopped = select(body.c.asked).where(body.c.entry.in_(select(inactive.c.organisation_id)))
    query = select(body.c.asked, body.c.entry).where(body.c.asked.not_in(stopped))
    return query.subquery()


def _entries(organisations: Collection[UUID]) -> CTE:
    """Of each organisation `asked` every `entry` of the same body, itself among them.

    Up to the one that answers for all, and down from there; `union` ends where nothing is new.
    """
    one = func.unnest(literal(list(organisations), ARRAY(Uuid))).column_valued("one")
    up = select(one.label("asked"), one.label("entry")).cte("up", recursive=True)
    up = up.union(select(up.c.asked, merged.c.into).where(merged.c.organisation_id == up.c.entry))
    body = select(up.c.asked, up.c.entry).cte("body", recursive=True)
    below = select(body.c.asked, merged.c.organisation_id).where(merged.c.into == body.c.entry)
    return body.union(below)

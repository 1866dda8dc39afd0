"""What e-mails say of conventions: reference, titles, parties, and which turns are void."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.heard.conventions import (
    KNOWN,
    AmendmentWithdrawn,
    ApprovalsRequested,
    ConventionDrafted,
    ConventionWithdrawn,
    Known,
    Party,
    PartyInvited,
    PartyRemoved,
    SignatureRefused,
    TextReopened,
)

metadata = MetaData(schema="known_conventions")
conventions = Table(
    "convention",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text, nullable=True),
    Column("asked_by", Uuid, nullable=True),  # whose person asked for the signatures
)
parties = Table(
    "party",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True),
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text, nullable=True),
    Column("signs", Boolean, nullable=False),
    Column("leads", Boolean, nullable=False),
)
# The version at which the turns asked for before lost their meaning; amendment 0: the convention's.
voided = Table(
    "voided_turn",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("amendment", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
)

_MOVE: Final = (
    update(conventions)
    .where(conventions.c.convention_id == bindparam("moved"))
    .values(version=bindparam("to_version"))
)
_ASK: Final = (
    update(conventions)
    .where(conventions.c.convention_id == bindparam("asked"))
    .values(asked_by=bindparam("by"))
)
_REMOVE: Final = delete(parties).where(
    parties.c.convention_id == bindparam("of"), parties.c.organisation_id == bindparam("gone")
)


@dataclass(slots=True)
class _Batch:
    """What a batch of events leaves in each row: the last event about it counts."""

    drafted: list[dict[str, Any]] = field(default_factory=list)
    versions: dict[UUID, int] = field(default_factory=dict)
    parties: dict[tuple[UUID, UUID], Party | None] = field(default_factory=dict)
    voided: dict[tuple[UUID, int], int] = field(default_factory=dict)
    asked: dict[UUID, UUID | None] = field(default_factory=dict)

    def take(self, recorded: Recorded[Known]) -> None:
        event, version = recorded.event, recorded.version
        self.versions[event.convention_id] = version
        match event:
            case ConventionDrafted():
                self.drafted.append(_drafted(event, version))
            case PartyInvited():
                self.parties[event.convention_id, event.party.organisation_id] = event.party
            case PartyRemoved():
                self.parties[event.convention_id, event.party.organisation_id] = None
            case ApprovalsRequested():
                by = recorded.meta.actor.organisation
                self.asked[event.convention_id] = UUID(by) if by else None
            case TextReopened() | ConventionWithdrawn() | SignatureRefused():
                self.voided[event.convention_id, 0] = version
            case AmendmentWithdrawn():
                self.voided[event.convention_id, event.amendment] = version
            case _:
                """Only the version moves."""


async def project(connection: AsyncConnection, events: Sequence[Recorded[Known]]) -> None:
    batch = _Batch()
    for recorded in events:
        batch.take(recorded)
    if batch.drafted:
        await connection.execute(insert(conventions), batch.drafted)
    moved = [{"moved": key, "to_version": version} for key, version in batch.versions.items()]
    await connection.execute(_MOVE, moved)
    if batch.asked:
        asked = [{"asked": key, "by": by} for key, by in batch.asked.items()]
        await connection.execute(_ASK, asked)
    await _write_parties(connection, batch)
    if batch.voided:
        rows = [_voided(key, version) for key, version in batch.voided.items()]
        new = insert(voided)
        void = new.on_conflict_do_update(
            index_elements=[voided.c.convention_id, voided.c.amendment],
            set_={"version": new.excluded.version},
        )
        await connection.execute(void, rows)


async def _write_parties(connection: AsyncConnection, batch: _Batch) -> None:
    if not batch.parties:
        return
    removed = [{"of": of, "gone": gone} for of, gone in batch.parties]
    await connection.execute(_REMOVE, removed)
    invited = [_party(of, party) for (of, _), party in batch.parties.items() if party is not None]
    if invited:
        await connection.execute(insert(parties), invited)


def _drafted(event: ConventionDrafted, version: int) -> dict[str, Any]:
    return {"convention_id": event.convention_id, "version": version, **asdict(event.outline)}


def _party(convention_id: UUID, party: Party) -> dict[str, Any]:
    return {
        "convention_id": convention_id,
        "organisation_id": party.organisation_id,
        "name_fr": party.name_fr,
        "name_ar": party.name_ar,
        "signs": party.signing_order is not None,
        "leads": "lead" in party.roles,
    }


def _voided(key: tuple[UUID, int], version: int) -> dict[str, Any]:
    convention_id, amendment = key
    return {"convention_id": convention_id, "amendment": amendment, "version": version}


KNOWN_CONVENTIONS = ReadModel(
    name="known_conventions",
    metadata=metadata,
    catalogue=KNOWN,
    project=project,
    revision=2,  # who leads without signing, and who asked for the signatures
)

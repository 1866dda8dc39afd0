"""What e-mails say of conventions: reference, titles, parties, and which turns have passed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, delete_rows, read_rows, write_rows
from sqlalchemy import Boolean, Column, Integer, Table, Text, Uuid
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.heard.conventions import (
    KNOWN,
    AmendmentDrafted,
    AmendmentPartySigned,
    AmendmentRevised,
    AmendmentSigned,
    AmendmentTookEffect,
    AmendmentWithdrawn,
    ApprovalsRequested,
    ConventionCompleted,
    ConventionDrafted,
    ConventionLapsed,
    ConventionSigned,
    ConventionTerminated,
    ConventionWithdrawn,
    Known,
    Party,
    PartyInvited,
    PartyRemoved,
    PartySigned,
    SignatureRefused,
    TextReopened,
)

# After these no turn asked for before is to be told of: it is signed by all, or by nobody.
Voiding = (
    TextReopened
    | ConventionWithdrawn
    | SignatureRefused
    | ConventionLapsed
    | ConventionSigned
    | AmendmentRevised
    | AmendmentWithdrawn
    | AmendmentSigned
)
_TURN: Final = ("convention_id", "amendment", "version")
_SIGNED: Final = ("convention_id", "amendment", "organisation_id", "version")

# Revision: who joins and leaves by an amendment.
metadata = ModelTables("known_conventions", revision=4)
conventions = Table(
    "convention",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text, nullable=True),
    Column("asked_by", Uuid, nullable=True),  # whose person asked for the signatures
    Column("ended_at", Integer, nullable=False),  # the version at which it was over, or 0
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
# The version at which an organisation last signed the convention's text (0) or an amendment's.
signed = Table(
    "signed_turn",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("amendment", Integer, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
)


@dataclass(slots=True)
class _Batch:
    """What a batch of events leaves in each row: the last event about it counts."""

    conventions: dict[Key, Row]
    parties: dict[Key, Row | None] = field(default_factory=dict)
    voided: dict[Key, Row] = field(default_factory=dict)
    signed: dict[Key, Row] = field(default_factory=dict)

    def take(self, recorded: Recorded[Known]) -> None:  # noqa: C901 - one case an event
        event, version = recorded.event, recorded.version
        convention_id = event.convention_id
        match event:
            case ConventionDrafted():
                self.conventions[convention_id,] = _drafted(event)
            case PartyInvited():
                key = (convention_id, event.party.organisation_id)
                self.parties[key] = _party(convention_id, event.party)
            case PartyRemoved():
                self.parties[convention_id, event.party.organisation_id] = None
            case ApprovalsRequested():
                by = recorded.by.organisation
                self.conventions[convention_id,]["asked_by"] = UUID(by) if by else None
            case AmendmentDrafted():
                self._ask_to_join(event)
            case AmendmentTookEffect():
                self._change_parties(event)
            case ConventionCompleted() | ConventionTerminated():
                self.conventions[convention_id,]["ended_at"] = version
            case PartySigned() | AmendmentPartySigned():
                self._sign(event, version)
            case _ if isinstance(event, Voiding):
                self._void(event, version)
                if isinstance(event, AmendmentRevised):
                    self._ask_to_join(event)
            case _:
                """Only the version moves."""
        self.conventions[convention_id,]["version"] = version

    def _ask_to_join(self, event: AmendmentDrafted | AmendmentRevised) -> None:
        """Named from now on; told of the convention as a party once it is one."""
        for party in event.operations.parties:
            key = (event.convention_id, party.organisation_id)
            self.parties[key] = _party(event.convention_id, party) | {
                "signs": False,
                "leads": False,
            }

    def _change_parties(self, event: AmendmentTookEffect) -> None:
        for change in event.parties:
            if change.after is not None:
                key = (event.convention_id, change.after.organisation_id)
                self.parties[key] = _party(event.convention_id, change.after)
            elif change.before is not None:
                self.parties[event.convention_id, change.before.organisation_id] = None

    def _void(self, event: Voiding, version: int) -> None:
        key = (event.convention_id, _amendment_of(event))
        self.voided[key] = dict(zip(_TURN, (*key, version), strict=True))

    def _sign(self, event: PartySigned | AmendmentPartySigned, version: int) -> None:
        key = (event.convention_id, _amendment_of(event), event.signature.organisation_id)
        self.signed[key] = dict(zip(_SIGNED, (*key, version), strict=True))


async def project(connection: AsyncConnection, events: Sequence[Recorded[Known]]) -> None:
    known = {(each.event.convention_id,) for each in events if each.version > 1}
    batch = _Batch(conventions=await read_rows(connection, conventions, known))
    for recorded in events:
        batch.take(recorded)
    await write_rows(connection, conventions, batch.conventions)
    await write_rows(connection, voided, batch.voided)
    await write_rows(connection, signed, batch.signed)
    there = {key: row for key, row in batch.parties.items() if row is not None}
    await write_rows(connection, parties, there)
    await delete_rows(connection, parties, batch.parties.keys() - there.keys())


def _amendment_of(event: Voiding | PartySigned | AmendmentPartySigned) -> int:
    return getattr(event, "amendment", 0)


def _drafted(event: ConventionDrafted) -> Row:
    return {
        "convention_id": event.convention_id,
        "reference": event.outline.reference,
        "title_fr": event.outline.title_fr,
        "title_ar": event.outline.title_ar,
        "asked_by": None,
        "ended_at": 0,
    }


def _party(convention_id: UUID, party: Party) -> Row:
    return {
        "convention_id": convention_id,
        "organisation_id": party.organisation_id,
        "name_fr": party.name_fr,
        "name_ar": party.name_ar,
        "signs": party.signing_order is not None,
        "leads": "lead" in party.roles,
    }


KNOWN_CONVENTIONS = ReadModel(
    metadata=metadata,
    catalogue=KNOWN,
    project=project,
)

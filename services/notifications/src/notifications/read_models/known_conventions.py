"""What e-mails say of conventions: reference, titles, parties, and which turns have passed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from mithaq.projections.rows import Key, Row, delete_rows, read_rows, write_rows
from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.heard.approvals import ApprovalsRequested
from notifications.heard.conditions import ConditionFailed, ConditionWritten
from notifications.heard.conventions import (
    KNOWN,
    AmendmentDrafted,
    AmendmentLapsed,
    AmendmentPartySigned,
    AmendmentRefused,
    AmendmentRevised,
    AmendmentSigned,
    AmendmentTookEffect,
    AmendmentWithdrawn,
    ConventionCompleted,
    ConventionDrafted,
    ConventionLapsed,
    ConventionSigned,
    ConventionTakenOver,
    ConventionWithdrawn,
    Known,
    Party,
    PartyChange,
    PartyInvited,
    PartyRemoved,
    PartySigned,
    SignatureRefused,
    TextReopened,
)
from notifications.heard.ending import ConventionTerminated, TerminationPronounced
from notifications.heard.signatures import ForwardEnded, SignatureForwarded, TextCorrected
from notifications.read_models.tables import (
    conditions,
    conventions,
    forwarded,
    metadata,
    parties,
    signed,
    voided,
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
    | AmendmentRefused
    | AmendmentLapsed
    | AmendmentSigned
)
_TURN: Final = ("convention_id", "amendment", "version")
_SIGNED: Final = ("convention_id", "amendment", "organisation_id", "version")
_FORWARDED: Final = ("convention_id", "organisation_id", "version", "person")
# Who is paid to build: a delegated owner, before the owner.
BUILDS: Final = {"delegated_owner": 2, "project_owner": 1}
_Rows = dict[Key, Row | None]


@dataclass(slots=True)
class _Batch:
    """What a batch of events leaves in each row: the last event about it counts; None: no row."""

    conventions: dict[Key, Row]
    parties: _Rows
    conditions: _Rows
    voided: _Rows = field(default_factory=dict)
    signed: _Rows = field(default_factory=dict)
    forwarded: _Rows = field(default_factory=dict)

    def take(self, recorded: Recorded[Known]) -> None:
        event, version = recorded.event, recorded.version
        about = (event.convention_id,)
        match event:
            case ConventionDrafted():
                self.conventions[about] = _drafted(event)
            case ConventionTakenOver():
                self._take_over(event)
            case ApprovalsRequested():
                by = recorded.by.organisation
                self.conventions[about]["asked_by"] = UUID(by) if by else None
            case (
                ConventionCompleted()
                | ConventionTerminated()
                | TerminationPronounced()
                | ConditionFailed()
            ):
                self.conventions[about]["ended_at"] = version
            case ConditionWritten():
                self._write_condition(event)
            case TextCorrected():
                self._correct(event, version)
            case _:
                self._name(event)
                self._turn(event, version)
        self.conventions[about]["version"] = version

    def _name(self, event: Known) -> None:
        """Who is a party, and who would be one."""
        match event:
            case PartyInvited():
                self._party(event.convention_id, event.party)
            case PartyRemoved():
                self.parties[event.convention_id, event.party.organisation_id] = None
            case AmendmentDrafted() | AmendmentRevised():
                self._ask_to_join(event)
            case AmendmentTookEffect():
                self._change_parties(event.convention_id, event.parties)
            case _:
                """Names stay as they are."""

    def _turn(self, event: Known, version: int) -> None:
        """Whose turn it is to sign, and whose it is no more."""
        about = event.convention_id
        match event:
            case PartySigned() | AmendmentPartySigned():
                self._sign(event, version)
            case SignatureForwarded():
                person = event.representative_id
                self._forward(about, event.organisation_id, version, person)
            case ForwardEnded():
                self._forward(about, event.organisation_id, version, None)
            case _ if isinstance(event, Voiding):
                self._void(about, _amendment_of(event), version)
                if isinstance(event, TextReopened):
                    self.conventions[about,]["reopened_at"] = version
            case _:
                """Turns stay as they are."""

    def _ask_to_join(self, event: AmendmentDrafted | AmendmentRevised) -> None:
        """Named from now on; told of the convention as a party once it is one."""
        for party in event.operations.parties:
            row = _party(event.convention_id, party) | {"signs": False, "leads": False, "builds": 0}
            self.parties[event.convention_id, party.organisation_id] = row

    def _take_over(self, event: ConventionTakenOver) -> None:
        """As signed on paper, and as its amendments left its parties."""
        self.conventions[event.convention_id,] = _drafted(event)
        for each in event.parties:
            self._party(event.convention_id, each.party)
        for effect in event.amendments:
            self._change_parties(event.convention_id, effect.parties)

    def _change_parties(self, convention_id: UUID, changes: Sequence[PartyChange]) -> None:
        for change in changes:
            if change.after is not None:
                self._party(convention_id, change.after)
            elif change.before is not None:
                self.parties[convention_id, change.before.organisation_id] = None

    def _party(self, convention_id: UUID, party: Party) -> None:
        self.parties[convention_id, party.organisation_id] = _party(convention_id, party)

    def _write_condition(self, event: ConditionWritten) -> None:
        condition = event.condition
        self.conditions[event.convention_id, condition.condition] = {
            "convention_id": event.convention_id,
            "condition": condition.condition,
            "label_fr": condition.label_fr,
            "label_ar": condition.label_ar,
        }

    def _correct(self, event: TextCorrected, version: int) -> None:
        """As it was meant from the start; where signatures are void, all are asked anew."""
        if event.void_signatures:
            self._void(event.convention_id, 0, version)
        kind, _, column = event.field.rpartition(".")
        row = self._rows(kind).get(_corrected_row(event))
        if row is not None and column in row:
            row[column] = event.after

    def _rows(self, kind: str) -> Mapping[Key, Row | None]:
        """Those that say of this kind of part what it is called."""
        match kind:
            case "":
                return self.conventions
            case "party":
                return self.parties
            case "condition":
                return self.conditions
            case _:
                return {}

    def _void(self, convention_id: UUID, amendment: int, version: int) -> None:
        key = (convention_id, amendment)
        self.voided[key] = dict(zip(_TURN, (*key, version), strict=True))

    def _sign(self, event: PartySigned | AmendmentPartySigned, version: int) -> None:
        key = (event.convention_id, _amendment_of(event), event.signature.organisation_id)
        self.signed[key] = dict(zip(_SIGNED, (*key, version), strict=True))

    def _forward(self, convention: UUID, party: UUID, version: int, person: UUID | None) -> None:
        row = (convention, party, version, person)
        self.forwarded[row[:2]] = dict(zip(_FORWARDED, row, strict=True))


async def project(connection: AsyncConnection, events: Sequence[Recorded[Known]]) -> None:
    known = {(each.event.convention_id,) for each in events if each.version > 1}
    told = [each.event for each in events]
    corrected = [each for each in told if isinstance(each, TextCorrected)]
    batch = _Batch(
        conventions=await read_rows(connection, conventions, known),
        parties=await _read_corrected(connection, parties, corrected, "party"),
        conditions=await _read_corrected(connection, conditions, corrected, "condition"),
    )
    for recorded in events:
        batch.take(recorded)
    await write_rows(connection, conventions, batch.conventions)
    await _write(connection, voided, batch.voided)
    await _write(connection, signed, batch.signed)
    await _write(connection, forwarded, batch.forwarded)
    await _write(connection, conditions, batch.conditions)
    await _write(connection, parties, batch.parties)


async def _read_corrected(
    connection: AsyncConnection, table: Table, events: Sequence[TextCorrected], kind: str
) -> _Rows:
    keys = [_corrected_row(each) for each in events if _kind(each) == kind]
    return dict(await read_rows(connection, table, keys))


async def _write(connection: AsyncConnection, table: Table, rows: _Rows) -> None:
    there = {key: row for key, row in rows.items() if row is not None}
    await write_rows(connection, table, there)
    await delete_rows(connection, table, rows.keys() - there.keys())


def _kind(event: TextCorrected) -> str:
    """Of what a word was corrected: a party, a condition; empty for the convention's own."""
    return event.field.rpartition(".")[0]


def _corrected_row(event: TextCorrected) -> Key:
    match _kind(event), event.part:
        case "party", str(party):
            return event.convention_id, UUID(party)
        case _, None:
            return (event.convention_id,)
        case _, part:
            return event.convention_id, part


def _amendment_of(event: Any) -> int:  # noqa: ANN401 - of the convention where it has none
    return getattr(event, "amendment", 0)


def _drafted(event: ConventionDrafted | ConventionTakenOver) -> Row:
    return {
        "convention_id": event.convention_id,
        "reference": event.outline.reference,
        "title_fr": event.outline.title_fr,
        "title_ar": event.outline.title_ar,
        "asked_by": None,
        "reopened_at": 0,
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
        "builds": max((BUILDS.get(role, 0) for role in party.roles), default=0),
    }


KNOWN_CONVENTIONS = ReadModel(
    metadata=metadata,
    catalogue=KNOWN,
    project=project,
)

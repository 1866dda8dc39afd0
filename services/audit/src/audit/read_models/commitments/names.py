"""What conventions and their parties are called, and who is tied to which convention."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, get_args
from uuid import UUID

from mithaq.projections.rows import Key, Row, delete_rows, read_rows, write_rows
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.heard.archive import ConventionTakenOver
from audit.heard.conventions import (
    AmendmentApprovalsRequested,
    AmendmentDrafted,
    AmendmentRevised,
    AmendmentTookEffect,
    ApprovalsRequested,
    ConventionDrafted,
    PartyInvited,
    PartyRemoved,
    TextCorrected,
)
from audit.heard.partners import PartnersEvent
from audit.heard.terms import Party, PartyChange
from audit.read_models.commitments.organisations import write_organisations
from audit.read_models.commitments.tables import asked, convention, party

FRAMEWORK: Final = "framework"
_TITLES: Final = ("title_fr", "title_ar")
_PARTY_NAMES: Final = {"party.name_fr": "name_fr", "party.name_ar": "name_ar"}
_PARTNERS: Final = get_args(PartnersEvent)


async def write_names(connection: AsyncConnection, events: Sequence[object]) -> None:
    """Of a convention and of a party, the last event of the batch counts."""
    corrected = [each for each in events if isinstance(each, TextCorrected)]
    titled = {(each.convention_id,) for each in corrected if each.field in _TITLES}
    named = {_party_key(each) for each in corrected if each.field in _PARTY_NAMES}
    batch = _Batch(
        conventions=await read_rows(connection, convention, titled),
        parties=dict(await read_rows(connection, party, named)),
    )
    for event in events:
        batch.take(event)
    registered = [each for each in events if isinstance(each, _PARTNERS)]
    await write_organisations(connection, batch.named, registered)
    await write_rows(connection, convention, batch.conventions)
    await write_rows(connection, asked, batch.asked)
    there = {key: row for key, row in batch.parties.items() if row}
    await delete_rows(connection, party, batch.parties.keys() - there.keys())
    await write_rows(connection, party, there)


@dataclass(slots=True)
class _Batch:
    """What a batch leaves in each row: None for a party that left.

    `named` are the rows of parties each time that a convention named one.
    """

    conventions: dict[Key, Row]
    parties: dict[Key, Row | None]
    asked: dict[Key, Row] = field(default_factory=dict)
    named: list[Row] = field(default_factory=list)

    def take(self, event: object) -> None:  # noqa: C901 - one case an event
        match event:
            case ConventionDrafted():
                self.conventions[event.convention_id,] = _convention(event)
            case ConventionTakenOver():
                self._take_over(event)
            case PartyInvited():
                self._enters(_party(event.convention_id, event.party))
            case PartyRemoved():
                self.parties[event.convention_id, event.party.organisation_id] = None
            case TextCorrected():
                self._correct(event)
            case AmendmentTookEffect():
                self._changed(event.convention_id, event.parties)
            case ApprovalsRequested() | AmendmentApprovalsRequested():
                bodies = (each.organisation_id for each in event.approvals)
                self._sees(event.convention_id, (body for body in bodies if body is not None))
            case AmendmentDrafted() | AmendmentRevised():
                joining = (each.organisation_id for each in event.operations.parties)
                self._sees(event.convention_id, joining)

    def _take_over(self, event: ConventionTakenOver) -> None:
        """As signed on paper, and as its amendments left it."""
        of = event.convention_id
        self.conventions[of,] = _convention(event)
        for each in event.parties:
            self._enters(_party(of, each.party))
        for effect in event.amendments:
            self._changed(of, effect.parties)

    def _enters(self, row: Row) -> None:
        self.parties[row["convention_id"], row["organisation_id"]] = row
        self.named.append(row)

    def _correct(self, event: TextCorrected) -> None:
        """As it was meant from the start: a title, or what the text calls a party."""
        if event.field in _TITLES:
            self.conventions[event.convention_id,] |= {event.field: event.after}
        elif event.field in _PARTY_NAMES:
            known = self.parties[_party_key(event)]
            if known is not None:
                self._enters(known | {_PARTY_NAMES[event.field]: event.after})

    def _changed(self, convention_id: UUID, changes: Iterable[PartyChange]) -> None:
        """Who came or left by an amendment, as if it was invited or removed."""
        for change in changes:
            if change.after is not None:
                self._enters(_party(convention_id, change.after))
            elif change.before is not None:
                self.parties[convention_id, change.before.organisation_id] = None

    def _sees(self, convention_id: UUID, organisations: Iterable[UUID]) -> None:
        """Who was asked to approve, or to join by an amendment; they stay, whatever comes of it."""
        for each in organisations:
            row = {"convention_id": convention_id, "organisation_id": each}
            self.asked[convention_id, each] = row


def _party_key(event: TextCorrected) -> Key:
    return event.convention_id, UUID(event.part)


def _convention(event: ConventionDrafted | ConventionTakenOver) -> Row:
    outline = event.outline
    return {
        "id": event.convention_id,
        "drafted_by": event.drafted_by,
        "reference": outline.reference,
        "title_fr": outline.title_fr,
        "title_ar": outline.title_ar,
        "region": outline.region,
        "family": event.convention_id if outline.instrument == FRAMEWORK else outline.framework_id,
        "framework_id": outline.framework_id,
    }


def _party(convention_id: UUID, told: Party) -> Row:
    return {
        "convention_id": convention_id,
        "organisation_id": told.organisation_id,
        "roles": told.roles,
        "name_fr": told.name_fr,
        "name_ar": told.name_ar,
    }

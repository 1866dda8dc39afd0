"""Events, people and doubles that the tests of this service share."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

from mithaq.events import Recorded
from mithaq.testing.recorded import recorded as line_of
from notifications.contacts import Contact
from notifications.heard import conventions as heard
from notifications.heard.partners import (
    Empowered,
    MandateConfirmed,
    MandateRecorded,
    PartnersEvent,
)
from notifications.outbox.intake import look_again, write_notices
from notifications.outbox.table import outbox
from notifications.read_models import known_conventions, signatories
from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

CONVENTION, COMMUNE, REGION, OFFICE = (UUID(int=number) for number in range(1, 5))
MAYOR, PRESIDENT = UUID(int=11), UUID(int=12)
DAY = date(2026, 3, 2)
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)

DRAFTED = heard.ConventionDrafted(
    convention_id=CONVENTION,
    outline=heard.Outline(
        reference="C-2026-014",
        title_fr="Réhabilitation de la médina <de> Tanger & abords",
        title_ar="تأهيل مدينة طنجة العتيقة",
    ),
)
PARTIES = {
    COMMUNE: heard.Party(
        organisation_id=COMMUNE,
        name_fr="Commune de Tanger",
        name_ar="جماعة طنجة",
        roles=("project_owner",),
        signing_order=1,
    ),
    REGION: heard.Party(organisation_id=REGION, name_fr="Région", roles=("lead",), signing_order=2),
    OFFICE: heard.Party(organisation_id=OFFICE, name_fr="Témoin", roles=("witness",)),
}
INVITED = [heard.PartyInvited(convention_id=CONVENTION, party=party) for party in PARTIES.values()]


def requested(*organisations: UUID) -> heard.SignaturesRequested:
    turn = heard.SigningTurn(organisations=organisations)
    return heard.SignaturesRequested(convention_id=CONVENTION, turn=turn)


REQUESTED = requested(COMMUNE)


def recorded(event: Any, version: int, *, at: datetime | None = None) -> Recorded[Any]:
    stream = f"convention-{CONVENTION}"
    return line_of(heard.SOURCE, event, stream, version, effective_date=DAY, at=at)


def granted(organisation: UUID, person: UUID, **changes: Any) -> MandateRecorded:
    return MandateRecorded(
        organisation_id=organisation,
        representative_id=person,
        mandate_id=changes.pop("mandate_id", uuid4()),
        valid_from=changes.pop("valid_from", date(2020, 1, 1)),
        **changes,
    )


@dataclass
class World:
    """The service's tables and the ways events reach them, without Kafka."""

    engine: AsyncEngine
    heard: list[Recorded[Any]] = field(default_factory=list)

    async def hear(self, *events: Any, at: datetime | None = None) -> None:
        """Events of the convention, through the intake and the read model, as consumers do."""
        new = [
            recorded(event, len(self.heard) + number, at=at)
            for number, event in enumerate(events, start=1)
        ]
        self.heard += new
        async with self.engine.begin() as connection:
            await known_conventions.project(connection, new)
            noticed = [each for each in new if heard.NOTICED.knows(_name(each))]
            await write_notices(connection, noticed)

    async def grant(self, *mandates: MandateRecorded) -> None:
        """One person recorded these mandates and another confirmed them."""
        confirmed = [
            MandateConfirmed(mandate_id=each.mandate_id, organisation_id=each.organisation_id)
            for each in mandates
        ]
        await self.tell(*mandates, *confirmed)

    async def tell(self, *mandates: PartnersEvent) -> None:
        async with self.engine.begin() as connection:
            new = [recorded(each, 1) for each in mandates]
            await signatories.project(connection, new)
            empowered = [each for each in new if isinstance(each.event, Empowered)]
            await look_again(connection, empowered)

    async def rows(self) -> Sequence[Row[Any]]:
        async with self.engine.connect() as connection:
            query = select(outbox).order_by(outbox.c.created_at)
            return (await connection.execute(query)).all()

    async def states(self) -> list[str]:
        return sorted(row.state for row in await self.rows())


def _name(each: Recorded[Any]) -> str:
    return type(each.event).__name__


@dataclass
class FakeContacts:
    """Knows everyone, unless told to raise."""

    raises: Exception | None = None

    async def of(self, representative: UUID) -> Contact:
        if self.raises is not None:
            raise self.raises
        return Contact(name="Naïma علوي", email=f"p{representative.int}@example.ma", language="ar")


@dataclass
class FakeMailer:
    """A mail server that takes messages, and fails before or after taking one, as told."""

    before: BaseException | None = None
    after: BaseException | None = None
    taken: list[EmailMessage] = field(default_factory=list)

    async def send(self, message: EmailMessage, to: str) -> None:
        assert to in str(message["To"])
        await asyncio.sleep(0)
        if self.before is not None:
            raise self.before
        self.taken.append(message)
        if self.after is not None:
            raise self.after


async def later(world: World, **columns: Any) -> None:
    """As if time had passed."""
    async with world.engine.begin() as connection:
        await connection.execute(
            update(outbox).where(outbox.c.recipient.is_not(None)).values(**columns)
        )


async def now_due(world: World) -> None:
    await later(world, due_at=datetime.now(UTC))

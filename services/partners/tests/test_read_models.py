"""Read models say what the domain says, and a rebuild says it again."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from mithaq.errors import MithaqError
from mithaq.events import LogRecord, Recorded
from mithaq.projections import content_hash, rebuild_own
from mithaq.projections.registry import create
from mithaq_local.testing import temporary_database
from partners.domain.commands import OrganisationCommand
from partners.domain.events import OrganisationEvent
from partners.domain.mandate import Mandate
from partners.read_models import (
    MANDATES,
    ORGANISATION_DIRECTORY,
    REPRESENTATIVES,
    mandates,
    organisation_directory,
)
from sqlalchemy.ext.asyncio import create_async_engine

from .calls import a_signing_commune
from .conftest import Running
from .stories import ORGANISATION, POWER, REINSTATE, REVOKE, SIGNING, SUSPEND

FIRST = date(2026, 1, 1)


@dataclass(frozen=True)
class Held:
    """A mandate, whether it was confirmed, and from when it was revoked."""

    mandate: Mandate
    confirmed: bool
    revoked_on: date | None

    def holds_on(self, day: date) -> bool:
        return (
            self.confirmed
            and self.mandate.covers(day)
            and (self.revoked_on is None or day < self.revoked_on)
        )


def held() -> dict[UUID, Held]:
    chance = Random(7)
    made = {}
    for number in range(200):
        start, end = sorted(FIRST + timedelta(days=chance.randrange(40)) for _ in range(2))
        key = UUID(int=number)
        mandate = replace(
            POWER,
            mandate_id=key,
            representative_id=key,
            valid_from=start,
            valid_to=chance.choice([end, None]),
        )
        made[key] = Held(mandate, chance.random() < 0.8, chance.choice([None, start]))
    return made


def row(organisation: UUID, each: Held) -> dict[str, object]:
    return {
        "mandate_id": each.mandate.mandate_id,
        "organisation_id": organisation,
        "representative_id": each.mandate.representative_id,
        "capacity": "c",
        "instrument": "i",
        "valid_from": each.mandate.valid_from,
        "valid_to": each.mandate.valid_to,
        "revoked_on": each.revoked_on,
        "ceiling_scope": "total",
        "confirmed": each.confirmed,
        "delegation_depth": 0,
    }


async def test_mandates_on_a_day_are_those_the_domain_holds_valid(running: Running) -> None:
    organisation, made = uuid4(), held()
    rows = [row(organisation, each) for each in made.values()]
    async with running.kernel.engine.connect() as connection:
        await connection.execute(mandates.mandates.insert(), rows)
        for ahead in range(-1, 42):
            on = FIRST + timedelta(days=ahead)
            found = await mandates.of_organisation(connection, [organisation], limit=300, on=on)
            expected = {key for key, each in made.items() if each.holds_on(on)}
            assert {each.mandate_id for each in found} == expected
        await connection.rollback()


async def test_a_rebuild_gives_the_same_rows(running: Running) -> None:
    await a_signing_commune(running)
    last = await running.kernel.database.pool.fetchval("SELECT max(position) FROM event")
    for model in (ORGANISATION_DIRECTORY, REPRESENTATIVES, MANDATES):
        await running.kernel.reader(model).wait(last)
        async with running.kernel.engine.connect() as connection:
            live = await content_hash(connection, model.metadata)
        await rebuild_own(running.kernel.database, model)
        async with running.kernel.engine.connect() as connection:
            assert await content_hash(connection, model.metadata) == live


async def test_the_directory_shows_the_state_wherever_a_batch_is_cut(postgres_server: str) -> None:
    story = SIGNING
    commands: list[OrganisationCommand] = [SUSPEND, REINSTATE, REVOKE]
    for command in Random(3).choices(commands, k=30):
        with suppress(MithaqError):
            story = story.when(command)
    history = [
        Recorded("partners", line(version, event), event)
        for version, event in enumerate(story.history, start=1)
    ]
    digests = set()
    async with temporary_database(postgres_server) as url:
        engine = create_async_engine(url)
        async with engine.connect() as connection:
            for seed in range(12):
                chance, rest = Random(seed), history
                await create(connection, ORGANISATION_DIRECTORY.metadata, "organisation_directory")
                while rest:
                    size = chance.randint(1, len(rest))
                    await ORGANISATION_DIRECTORY.project(connection, rest[:size])
                    rest = rest[size:]
                digests.add(await content_hash(connection, ORGANISATION_DIRECTORY.metadata))
            row = await organisation_directory.find(connection, ORGANISATION)
        await engine.dispose()
    assert len(digests) == 1
    assert row is not None
    assert (row.version, row.state) == (len(history), story.state.state)


def line(version: int, event: OrganisationEvent) -> LogRecord:
    """The line of the log that the directory looks at for its version alone."""
    return LogRecord(
        seq=version,
        hash=bytes(32),
        event_id=uuid4(),
        stream_id=f"organisation-{ORGANISATION}",
        version=version,
        type=type(event).__name__,
        schema=1,
        data="{}",
        meta="{}",
        recorded_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    )

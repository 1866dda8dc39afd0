"""Read models say what the domain says, and a rebuild says it again."""

from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid4

from mithaq.projections import content_hash, rebuild_own
from partners.domain.validity import Validity
from partners.read_models import MANDATES, ORGANISATION_DIRECTORY, REPRESENTATIVES, mandates

from .conftest import Running
from .test_routes import a_signing_commune


async def test_mandates_on_a_day_are_those_the_domain_holds_valid(running: Running) -> None:
    chance, first, organisation = Random(7), date(2026, 1, 1), uuid4()

    def day() -> date:
        return first + timedelta(days=chance.randrange(40))

    windows: dict[UUID, Validity] = {}
    for number in range(200):
        start, end = sorted((day(), day()))
        windows[UUID(int=number)] = Validity(
            valid_from=start,
            valid_to=chance.choice([end, None]),
            revoked_on=chance.choice([None, start]),
        )
    rows = [
        {
            "mandate_id": key,
            "organisation_id": organisation,
            "representative_id": key,
            "capacity": "c",
            "instrument": "i",
            "valid_from": window.valid_from,
            "valid_to": window.valid_to,
            "revoked_on": window.revoked_on,
        }
        for key, window in windows.items()
    ]
    async with running.kernel.engine.connect() as connection:
        await connection.execute(mandates.mandates.insert(), rows)
        for ahead in range(-1, 42):
            on = first + timedelta(days=ahead)
            found = await mandates.of_organisation(connection, organisation, on)
            expected = {key for key, window in windows.items() if window.holds_on(on)}
            assert {row.mandate_id for row in found} == expected
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

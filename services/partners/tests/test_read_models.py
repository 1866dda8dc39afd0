"""Read models say what the domain says, and a rebuild says it again."""

from dataclasses import asdict
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid4

from mithaq.projections import content_hash, rebuild_own
from partners.domain.validity import Validity
from partners.read_models import MANDATES, ORGANISATION_DIRECTORY, REPRESENTATIVES, mandates

from .calls import a_signing_commune
from .conftest import Running

FIRST = date(2026, 1, 1)


def windows() -> dict[UUID, Validity]:
    chance = Random(7)
    made = {}
    for number in range(200):
        start, end = sorted(FIRST + timedelta(days=chance.randrange(40)) for _ in range(2))
        made[UUID(int=number)] = Validity(
            valid_from=start,
            valid_to=chance.choice([end, None]),
            revoked_on=chance.choice([None, start]),
        )
    return made


def row(key: UUID, organisation: UUID, window: Validity) -> dict[str, object]:
    ids = {"mandate_id": key, "organisation_id": organisation, "representative_id": key}
    return {**ids, "capacity": "c", "instrument": "i", **asdict(window)}


async def test_mandates_on_a_day_are_those_the_domain_holds_valid(running: Running) -> None:
    organisation, made = uuid4(), windows()
    rows = [row(key, organisation, window) for key, window in made.items()]
    async with running.kernel.engine.connect() as connection:
        await connection.execute(mandates.mandates.insert(), rows)
        for ahead in range(-1, 42):
            on = FIRST + timedelta(days=ahead)
            found = await mandates.of_organisation(connection, organisation, on)
            expected = {key for key, window in made.items() if window.holds_on(on)}
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

"""Keys that are missing are told: without them contacts are unreadable."""

from uuid import uuid4

from mithaq.ids import new_id
from partners.missing_keys import keys_missing
from partners.read_models.representatives import representatives
from sqlalchemy import delete, insert

from .conftest import Running


async def test_a_person_without_a_key_is_told_until_the_key_is_back(running: Running) -> None:
    person = new_id()
    row = {"representative_id": person, "organisation_id": uuid4(), "language": "fr"}
    async with running.kernel.engine.begin() as connection:
        await connection.execute(insert(representatives).values(**row, erased=False))
    try:
        (finding,) = await keys_missing(running.kernel)
        assert finding.code == "keys-missing"
        assert "1 of the latest" in finding.what
        await running.partners.keys.create(person, running.kernel.clock())
        assert await keys_missing(running.kernel) == []
    finally:
        async with running.kernel.engine.begin() as connection:
            mine = representatives.c.representative_id == person
            await connection.execute(delete(representatives).where(mine))

"""Tells when personal keys are missing: then nobody can read a name or an address any more.

The database of keys has a backup of its own. Lost, or restored from an older one, it makes contacts
unreadable while everything else goes on.
"""

from collections.abc import Sequence
from typing import Final

import asyncpg
from mithaq.runtime import Kernel
from mithaq.store import Finding, connect
from sqlalchemy import select

from partners.read_models.representatives import representatives

# An older backup lacks the latest; ids sort by the moment they were made.
_LOOKED_AT: Final = 1_000
_HAVE: Final = "SELECT person FROM person_key WHERE person = ANY($1::uuid[])"


async def keys_missing(kernel: Kernel) -> Sequence[Finding]:
    """Whether the latest representatives have their keys."""
    persons = await _latest(kernel)
    if not persons:
        return []
    try:
        have = await _keys(kernel, persons)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        return [_finding(f"the database of personal keys cannot be asked ({error})")]
    missing = len(persons) - len(have)
    if not missing:
        return []
    return [_finding(f"{missing} of the latest {len(persons)} persons have no key")]


async def _latest(kernel: Kernel) -> Sequence[object]:
    person = representatives.c.representative_id
    query = select(person).where(~representatives.c.erased)
    async with kernel.engine.connect() as connection:
        found = await connection.execute(query.order_by(person.desc()).limit(_LOOKED_AT))
        return list(found.scalars())


async def _keys(kernel: Kernel, persons: Sequence[object]) -> Sequence[object]:
    settings = kernel.settings
    if settings.keys_database_url is None:
        raise OSError("MITHAQ_KEYS_DATABASE_URL is not set")
    connection = await connect(settings.keys_database_url, tls=settings.database_tls())
    try:
        return list(await connection.fetch(_HAVE, list(persons)))
    finally:
        await connection.close()


def _finding(what: str) -> Finding:
    return Finding(
        part="keys",
        code="keys-missing",
        subject="",
        what=f"{what}: their names and addresses are unreadable",
        do="restore the latest backup of the keys' database; what has no key in any backup is "
        "lost, and its person must be registered again",
    )

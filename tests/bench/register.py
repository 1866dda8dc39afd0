"""The conventions of a ministry after ten years, as rows: 20,000, most in force or over.

A ministry is party to nearly all, a region to a twelfth, any other to a few; a fifth owe money that
is late. A part of the rows has been written again since they were cleaned up, as it always is.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from random import Random
from typing import Final
from uuid import UUID

from conventions.domain.core.vocabulary import State
from mithaq.store import Database
from mithaq.territories import Level, territories
from sqlalchemy import text

from services.conventions.tests.listing.register import TODAY, Entry, Tranche, add, rewrite
from tests.bench.rebuilding import a_database
from tests.bench.world import World

CONVENTIONS, ORGANISATIONS, AT_ONCE = 20_000, 1_500, 500
LEADS: Final = 12  # of the organisations: each region's
MINISTRY: Final = UUID(int=10**9 - 1)
_MOVED: Final = 5  # one in so many has changed since
_WORDS: Final = (
    *("réhabilitation", "éclairage", "médina", "pistes", "cyclables", "assainissement"),
    *("quartier", "mise", "à", "niveau", "équipements", "voirie", "espaces", "verts", "oued"),
)
_ARABIC: Final = ("تأهيل", "المدينة", "العتيقة", "الإنارة", "العمومية", "الأحياء", "المساحات")
_ROLES: Final = (["lead", "signatory"], ["funder", "signatory"], ["project_owner"], ["witness"])


def organisation(number: int) -> UUID:
    return UUID(int=10**9 + number)


def register(size: int) -> list[Entry]:
    """Conventions as a ministry has them after ten years: most in force or over, a fifth late."""
    chance = Random(size)
    communes = [each.code for each in territories().values() if each.level is Level.COMMUNE]
    return [_entry(number, chance, communes) for number in range(1, size + 1)]


def _entry(number: int, chance: Random, communes: Sequence[str]) -> Entry:
    state, year = chance.choice(list(State)), chance.randint(2016, 2026)
    late = chance.random() < 0.2
    return Entry(
        number=number,
        seq=number,
        reference=f"CPV-{year}-{number:05d}",
        title_fr=" ".join(chance.choices(_WORDS, k=8)).capitalize(),
        title_ar=" ".join(chance.choices(_ARABIC, k=6)),
        state=state,
        instrument=chance.choice(["framework", "financing", "financing"]),
        programme_kind=chance.choice([None, "pdr", "pdti"]),
        framework=UUID(int=chance.randrange(1, 500)),
        territory=chance.choice(communes),
        actions=chance.sample(communes, 3),
        total=chance.randrange(10**8, 10**11),
        first_year=year,
        last_year=year + chance.randint(1, 5),
        parties=_parties(chance),
        signed_on=TODAY - timedelta(days=chance.randrange(3_000)),
        ends_on=TODAY + timedelta(days=chance.randrange(-1_000, 1_000)),
        promised=chance.randrange(10**11),
        paid=chance.randrange(10**10),
        unsplit=chance.choice([0, 0, 0, 10**8]),
        split_by=chance.choice([None, TODAY - timedelta(days=3)]),
        excess=chance.choice([0, 0, 0, 0, 10**6]),
        round_ends=chance.choice([None, TODAY - timedelta(days=3), TODAY + timedelta(days=9)]),
        round_undecided=chance.random() < 0.1,
        sign_by=chance.choice([None, TODAY - timedelta(days=3), TODAY + timedelta(days=30)]),
        unmandated=chance.choice([[], [], ["x"]]),
        quiet_days=chance.randrange(400),
        tranches=[_tranche(nth, chance, late=late) for nth in range(8)],
    )


def _parties(chance: Random) -> dict[UUID, tuple[str, list[str]]]:
    told = [_party(chance.randrange(LEADS), 0)]
    told += [_party(chance.randrange(LEADS, ORGANISATIONS), role) for role in range(1, 4)]
    if chance.random() < 0.95:
        told.append((MINISTRY, ("Ministère chargé de l'habitat", _ROLES[1])))
    return dict(told)


def _party(number: int, role: int) -> tuple[UUID, tuple[str, list[str]]]:
    return organisation(number), (f"Organisme {number} {_WORDS[number % 12]}", _ROLES[role])


def _tranche(nth: int, chance: Random, *, late: bool) -> Tranche:
    days = chance.randrange(-700, 700)
    paid = 0 if days <= 0 or (late and nth < 2) else 10**8
    return Tranche(days_late=days, amount=10**8, paid=paid)


@asynccontextmanager
async def a_register(world: World) -> AsyncIterator[Database]:
    database = await world.kept(a_database, "conventions")
    entries = register(world.size(CONVENTIONS, 50))
    for start in range(0, len(entries), AT_ONCE):
        async with database.engine.begin() as connection:
            await add(connection, entries[start : start + AT_ONCE])
    async with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as idle:
        await idle.execute(text("VACUUM ANALYZE"))
    async with database.engine.begin() as connection:
        for entry in entries[::_MOVED]:
            await rewrite(connection, entry)
    yield database

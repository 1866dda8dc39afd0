"""The topic of organisations: what is on a card, and that a newcomer finds today's."""

import json
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from jsonschema import Draft202012Validator
from mithaq.messaging import read_today
from mithaq.messaging.derived import Deriver
from mithaq.store import Database, PostgresEventStore, Sequencer, Signal, Streams
from mithaq.store.migrate import migrate
from mithaq.testing.broker import broker
from mithaq.testing.counter import request
from mithaq.testing.flow import run_until
from mithaq_local.testing import FreshDatabase
from partners.cards import ORGANISATION_CARDS, OrganisationCard, shown
from partners.catalogue import ORGANISATIONS, SOURCE
from partners.domain.events import (
    OrganisationEvent,
    OrganisationRegistered,
    OrganisationReinstated,
    OrganisationSuspended,
    OrganisationVerified,
    RepresentativeErased,
)
from partners.domain.evolve import INITIAL, evolve
from partners.domain.vocabulary import OrganisationState, PartnerKind

ID = UUID(int=1)


def registered(organisation_id: UUID = ID) -> OrganisationRegistered:
    return OrganisationRegistered(
        organisation_id=organisation_id,
        kind=PartnerKind.COMMUNE,
        name_fr="Commune de Salé",
        name_ar="جماعة سلا",
        ice=None,
        territory="441.01.01.",
        region="04",
    )


def after(*events: OrganisationEvent) -> OrganisationCard:
    card: OrganisationCard | None = None
    for seq, event in enumerate(events, start=1):
        card = shown(card, event, seq)
    assert card is not None
    return card


VERIFIED = OrganisationVerified(organisation_id=ID, evidence="dahir")
SUSPENDED = OrganisationSuspended(organisation_id=ID, reason="dissoute")
REINSTATED = OrganisationReinstated(organisation_id=ID, reason="rétablie")


@pytest.mark.parametrize(
    ("events", "state", "seq"),
    [
        ((), OrganisationState.REGISTERED, 1),
        ((VERIFIED,), OrganisationState.ACTIVE, 2),
        ((VERIFIED, SUSPENDED), OrganisationState.SUSPENDED, 3),
        ((VERIFIED, SUSPENDED, REINSTATED), OrganisationState.ACTIVE, 4),
        (
            (
                VERIFIED,
                RepresentativeErased(organisation_id=ID, representative_id=UUID(int=2), reason="x"),
            ),
            OrganisationState.ACTIVE,
            2,
        ),
    ],
)
def test_a_card_says_what_an_organisation_is_since_which_line(
    events: tuple[OrganisationEvent, ...], state: OrganisationState, seq: int
) -> None:
    card = after(registered(), *events)
    assert (card.state, card.seq, card.name_fr) == (state, seq, "Commune de Salé")


@pytest.fixture
async def database(fresh_database: FreshDatabase) -> AsyncIterator[Database]:
    database = await Database.open(await fresh_database())
    await migrate(database.engine)
    yield database
    await database.close()


async def test_a_newcomer_finds_todays_organisations(database: Database, kafka_server: str) -> None:
    store, kafka = PostgresEventStore(database.pool), broker(kafka_server)
    organisations = Streams(store, ORGANISATIONS, INITIAL, evolve)
    ids = [uuid4() for _ in range(3)]
    for each in ids:
        events: list[OrganisationEvent] = [registered(each)]
        await organisations.run(f"organisation-{each}", lambda _, of=events: of, request())  # type: ignore[misc]
    verified = OrganisationVerified(organisation_id=ids[1], evidence="dahir")
    await organisations.run(f"organisation-{ids[1]}", lambda _: [verified], request())
    advanced = Signal()

    async def level() -> bool:
        query = "SELECT seq FROM relay_cursor WHERE topic = $1"
        return bool(await database.pool.fetchval(query, ORGANISATION_CARDS.topic(SOURCE)) == 4)

    deriver = Deriver(database, kafka, SOURCE, ORGANISATION_CARDS, advanced)
    await run_until(level, Sequencer(database, Signal(), advanced).run(), deriver.run())
    found = await read_today(kafka, SOURCE, ORGANISATION_CARDS)
    told = {key: json.loads(entry.value) for key, entry in found.items()}
    assert {key: (each["state"], each["seq"]) for key, each in told.items()} == {
        str(ids[0]): ("registered", 1),
        str(ids[1]): ("active", 4),
        str(ids[2]): ("registered", 3),
    }
    for each in told.values():
        Draft202012Validator(dict(ORGANISATION_CARDS.schema)).validate(each)

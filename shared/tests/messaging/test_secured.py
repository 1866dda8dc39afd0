"""The local stack's Kafka as it is run: accounts, rules, and what a stolen account can do."""

import asyncio
import importlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    KafkaConnectionError,
    KafkaError,
    TopicAuthorizationFailedError,
)
from mithaq.messaging import Kafka, encode, ensure_topics, partition_of
from mithaq.messaging.access import Access
from mithaq.messaging.acls import allow, service_rules
from mithaq.messaging.clients import NewTopic
from mithaq.messaging.seals import Seals
from mithaq.store import Database, Log
from mithaq.store.chain import link
from mithaq.testing.flow import Producing, consume_until
from mithaq_local import kafka_access
from mithaq_local.services import SERVICES
from mithaq_local.state import State
from mithaq_local.testing import temporary_stack

SOURCE = kafka_access.PARTNERS
PARTITIONS = 3


@pytest.fixture(scope="module")
def state() -> Iterator[State]:
    with temporary_stack("secured") as stack:
        stack.start(["kafka"])
        yield State.load(stack.folder)


def reached(state: State, account: str, password: Path | None = None) -> Kafka:
    """The stack's Kafka as this account's service reaches it."""
    file = password or kafka_access.password_file(state, account)
    access = Access(protocol="SASL_PLAINTEXT", user=account, password_file=file)
    key = kafka_access.seal_key_file(state, account)
    seals = Seals(
        key_file=key if key.exists() else None,
        public_keys=kafka_access.public_keys_file(state),
        required=True,
    )
    bootstrap = f"127.0.0.1:{state.ports['kafka']}"
    return Kafka(bootstrap, access, seals, NewTopic(partitions=PARTITIONS), request_s=5)


@pytest.fixture
async def producing(database: Database, state: State) -> AsyncIterator[Producing]:
    """The partners service, whose topic is made anew for each test."""
    yield Producing(database, reached(state, "partners"), SOURCE)
    async with reached(state, kafka_access.ADMIN).admin() as admin:
        if SOURCE in await admin.list_topics():
            await admin.delete_topics([SOURCE])


def hearing(producing: Producing, state: State, account: str = "conventions") -> Producing:
    """The same source, consumed by another service's account under its own group."""
    made = Producing(producing.database, reached(state, account), SOURCE)
    made.group = f"{account}.totals"
    return made


async def test_a_wrong_password_gets_nobody_in(state: State, tmp_path: Path) -> None:
    wrong = tmp_path / "password"
    wrong.write_text("guessed")
    with pytest.raises(KafkaConnectionError):
        async with reached(state, "partners", wrong).admin():
            pass
    with pytest.raises(KafkaConnectionError):
        async with Kafka(f"127.0.0.1:{state.ports['kafka']}", request_s=2).admin():
            pass


@pytest.mark.parametrize("account", ["conventions", "live", "demo", "audit"])
async def test_nobody_writes_to_a_foreign_topic(
    producing: Producing, state: State, account: str
) -> None:
    await producing.count("counter-a", 1)
    await producing.publish()
    async with reached(state, account).producer() as producer:
        with pytest.raises(TopicAuthorizationFailedError):
            await producer.send_and_wait(SOURCE, b"forged", partition=0)


async def test_nobody_reads_what_was_not_given(producing: Producing, state: State) -> None:
    """The live views hear conventions alone; a group has its service's name."""
    await producing.count("counter-a", 1)
    await producing.publish()
    kafka = reached(state, "live")
    async with kafka.admin() as admin:
        assert SOURCE not in await admin.list_topics()
    with pytest.raises((KafkaError, TimeoutError)):
        await first_record(kafka)
    with pytest.raises(TopicAuthorizationFailedError):
        await ensure_topics(kafka, ["ma.mithaq.partners.more"])
    stranger = reached(state, "conventions").consumer(SOURCE, group_id="audit.event_copy")
    with pytest.raises(GroupAuthorizationFailedError):
        await stranger.start()
    await stranger.stop()


async def first_record(kafka: Kafka) -> object:
    reading = kafka.consumer(auto_offset_reset="earliest")
    reading.assign([TopicPartition(SOURCE, 0)])
    try:
        await reading.start()
        async with asyncio.timeout(5):
            return await reading.getone()
    finally:
        await reading.stop()


async def test_a_line_forged_with_a_stolen_principal_changes_no_row(
    producing: Producing, consuming: Database, state: State
) -> None:
    """Given partners' own account and its next number, stream version and hash, but not its key."""
    await producing.count("counter-a", 1, 2)
    await producing.publish()
    hearer = hearing(producing, state)
    await consume_until(consuming, hearer, {"counter-a": 3})
    (last,) = await Log(producing.database.pool).after(1, 1)
    bare = last._replace(seq=3, version=3, data='{"by":1000,"note":""}')
    line = bare._replace(hash=link(last.hash, bare))
    key, value, headers = encode(SOURCE, line, 2, last.hash)
    thief = replace(reached(state, "partners"), seals=Seals())
    async with thief.producer() as producer:
        where = partition_of(key, PARTITIONS)
        await producer.send_and_wait(SOURCE, value, key, partition=where, headers=headers)
    await consume_until(consuming, hearer, {"counter-a": 3}, dead_letters=1)
    await producing.count("counter-a", 4)
    await producing.publish()
    await consume_until(consuming, hearer, {"counter-a": 7}, dead_letters=1)


def test_the_table_of_accounts_is_what_the_services_do() -> None:
    """A service that hears one more source needs one more rule: here, not in production."""
    table = {each.name: each for each in kafka_access.ACCOUNTS}
    for name in {each.package for each in SERVICES}:
        service = importlib.import_module(f"{name}.bootstrap").SERVICE
        heard = {source for sources in service.consumed.values() for source in sources}
        assert (table[name].source, set(table[name].hears)) == (service.catalogue.source, heard)
    assert set(table) == {each.name for each in SERVICES} | {"demo"}


async def test_rules_are_laid_down_again_without_harm(state: State) -> None:
    rules = service_rules("partners", SOURCE, ())
    await allow(reached(state, kafka_access.ADMIN), rules)
    with pytest.raises(KafkaError):
        await allow(reached(state, "partners"), rules)

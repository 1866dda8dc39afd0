"""The event store for most tests in this folder."""

import pytest
from mithaq.store import Database, PostgresEventStore


@pytest.fixture
def store(database: Database) -> PostgresEventStore:
    return PostgresEventStore(database.pool)

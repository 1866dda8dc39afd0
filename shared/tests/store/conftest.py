"""The store of most tests in this room."""

import pytest
from mithaq.store import Database, PostgresEventStore


@pytest.fixture
def store(database: Database) -> PostgresEventStore:
    return PostgresEventStore(database.pool)

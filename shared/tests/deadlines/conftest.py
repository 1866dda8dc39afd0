"""Fixtures: a service of offers on a migrated database."""

import pytest
from mithaq.projections import prepare
from mithaq.store import Database

from .timed import Serving


@pytest.fixture
async def serving(database: Database) -> Serving:
    made = Serving(database)
    await prepare(database.engine, [made.deadlines.read_model])
    return made

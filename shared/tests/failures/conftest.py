"""Fixtures for tests in which workers fail repeatedly: short log output."""

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True, scope="package")
def _plain_logs() -> Iterator[None]:
    """By default structlog prints every local variable of a traceback, which takes seconds."""
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])
    yield
    structlog.reset_defaults()

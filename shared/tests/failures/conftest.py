"""Workers that fall again and again, logged in few words."""

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True, scope="package")
def _plain_logs() -> Iterator[None]:
    """structlog's own default draws every local variable of a traceback, which takes seconds."""
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])
    yield
    structlog.reset_defaults()

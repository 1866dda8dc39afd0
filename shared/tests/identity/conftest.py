"""Fixtures: a token issuer per test, and the refusals of its tokens."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from mithaq.identity import TokenRefused
from mithaq.testing.issuer import TestIssuer


@pytest.fixture
def issuer(tmp_path: Path) -> TestIssuer:
    return TestIssuer(tmp_path)


@pytest.fixture
def refused() -> Callable[[TestIssuer, str], Awaitable[str]]:
    """The reason why the verifier refuses the token; the error never contains the token."""

    async def refused(issuer: TestIssuer, token: str) -> str:
        with pytest.raises(TokenRefused) as caught:
            await issuer.verifier().verify(token)
        assert not token or token not in str(caught.value)
        return caught.value.reason

    return refused

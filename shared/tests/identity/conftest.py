"""An issuer of one test alone, and how its tokens fare."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from mithaq.identity import TokenRefused
from mithaq.identity.testing import TestIssuer


@pytest.fixture
def issuer(tmp_path: Path) -> TestIssuer:
    return TestIssuer(tmp_path)


@pytest.fixture
def refused() -> Callable[[TestIssuer, str], Awaitable[str]]:
    """Why the issuer's verifier refuses the token; the refusal never repeats it."""

    async def refused(issuer: TestIssuer, token: str) -> str:
        with pytest.raises(TokenRefused) as caught:
            await issuer.verifier().verify(token)
        assert not token or token not in str(caught.value)
        return caught.value.reason

    return refused

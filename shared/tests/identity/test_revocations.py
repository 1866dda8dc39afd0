"""Tokens that an operator revoked, one by one or all that a person got before an instant."""

import json
import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mithaq.identity import (
    KeySource,
    Revocations,
    RevocationsUnreadable,
    TokenRefused,
    TokenVerifier,
)
from mithaq.testing.issuer import AUDIENCE, ISSUER, TestIssuer
from structlog.testing import capture_logs

NOW = int(time.time())


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "revocations.json", {})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def verifier(issuer: TestIssuer, file: Path, clock: Clock) -> TokenVerifier:
    return TokenVerifier(
        KeySource(issuer.jwks_url),
        issuer=ISSUER,
        audience=AUDIENCE,
        revocations=Revocations(file, clock),
    )


def write(file: Path, content: Mapping[str, object]) -> Path:
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps(content))
    draft.rename(file)
    return file


def damage(file: Path, content: str) -> None:
    file.write_text(content)


async def refused(verifier: TokenVerifier, token: str) -> bool:
    try:
        await verifier.verify(token)
    except TokenRefused as error:
        return error.reason == "revoked"
    return False


async def test_one_token_is_revoked_and_the_next_one_is_not(
    issuer: TestIssuer, verifier: TokenVerifier, file: Path, clock: Clock
) -> None:
    lost, other = (issuer.token("amina", claims={"jti": jti}) for jti in ("lost", "other"))
    assert not await refused(verifier, lost)
    write(file, {"tokens": ["lost"]})
    clock.seconds = 1
    assert await refused(verifier, lost)
    assert not await refused(verifier, other)


@pytest.mark.parametrize("spelled", ["amina", "Amina", "AMINA"])
async def test_all_that_a_person_got_before_an_instant_is_revoked(
    issuer: TestIssuer, verifier: TokenVerifier, file: Path, clock: Clock, spelled: str
) -> None:
    """However the subject is spelled: subjects that fold alike are one person."""
    write(file, {"subjects": {"aMina": datetime.fromtimestamp(NOW, UTC).isoformat()}})
    clock.seconds = 1
    before = issuer.token(spelled, claims={"iat": NOW - 1})
    since = issuer.token(spelled, claims={"iat": NOW})
    assert await refused(verifier, before)
    assert not await refused(verifier, since)
    assert not await refused(verifier, issuer.token("aminata", claims={"iat": NOW - 1}))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"token": ["lost"]}',
        '{"tokens": "lost"}',
        '{"subjects": {"amina": "2026-11-20T10:00:00"}}',
        '{"subjects": {"amina": "yesterday"}}',
    ],
)
async def test_a_damaged_file_keeps_what_was_revoked_and_is_told(
    issuer: TestIssuer, verifier: TokenVerifier, file: Path, clock: Clock, content: str
) -> None:
    lost = issuer.token("amina", claims={"jti": "lost"})
    write(file, {"tokens": ["lost"]})
    clock.seconds = 1
    assert await refused(verifier, lost)
    damage(file, content)
    clock.seconds = 2
    with capture_logs() as logs:
        assert await refused(verifier, lost)
    assert [line["event"] for line in logs] == ["identity.revocations_unreadable"]
    with pytest.raises(RevocationsUnreadable):
        Revocations(file)


async def test_a_file_that_is_gone_keeps_what_was_revoked(
    issuer: TestIssuer, verifier: TokenVerifier, file: Path, clock: Clock
) -> None:
    write(file, {"tokens": ["lost"]})
    clock.seconds = 1
    assert await refused(verifier, issuer.token("amina", claims={"jti": "lost"}))
    os.remove(file)
    clock.seconds = 2
    assert await refused(verifier, issuer.token("amina", claims={"jti": "lost"}))


def test_without_the_file_nothing_starts(tmp_path: Path) -> None:
    with pytest.raises(RevocationsUnreadable, match="No such file"):
        Revocations(tmp_path / "nowhere.json")

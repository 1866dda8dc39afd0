"""Keys are fetched when needed, follow rotation, survive an outage, and are not fetched at will."""

import asyncio
from pathlib import Path

import httpx
import pytest
from joserfc.jwk import ECKey, OKPKey, RSAKey
from mithaq.identity import KeyPolicy, KeySource, KeysUnavailable, TokenRefused
from mithaq.identity import keys as module
from mithaq.identity.jwks import fetch, read_keys
from mithaq.testing.issuer import TestIssuer

POLICY = KeyPolicy(max_age=300, stale_for=3_600, spacing=10)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Issuer:
    """A JWK Set that counts fetches and can be made unavailable."""

    def __init__(self, folder: Path) -> None:
        self.issuer = TestIssuer(folder)
        self.fetches = 0
        self.down = False

    async def fetch(self, url: str, bound: float, _tls: object = None) -> bytes:
        self.fetches += 1
        if self.down:
            raise httpx.ConnectError("down")
        return await fetch(url, bound)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def issuer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Issuer:
    issuer = Issuer(tmp_path)
    monkeypatch.setattr(module, "fetch", issuer.fetch)
    return issuer


@pytest.fixture
def source(issuer: Issuer, clock: Clock) -> KeySource:
    return KeySource(issuer.issuer.jwks_url, POLICY, clock)


async def test_many_requests_fetch_once(source: KeySource, issuer: Issuer) -> None:
    await asyncio.gather(*(source.key("first") for _ in range(50)))
    assert issuer.fetches == 1


async def test_a_new_key_is_found_when_first_met(
    source: KeySource, issuer: Issuer, clock: Clock
) -> None:
    await source.key("first")
    issuer.issuer.publish(ECKey.generate_key("P-256", {"kid": "second"}))
    clock.now += POLICY.spacing
    assert await source.key("second")
    with pytest.raises(TokenRefused):
        await source.key("first")


async def test_made_up_keys_do_not_flood_the_issuer(
    source: KeySource, issuer: Issuer, clock: Clock
) -> None:
    for number in range(100):
        with pytest.raises(TokenRefused):
            await source.key(f"made-up-{number}")
        clock.now += 0.2
    assert issuer.fetches <= 3


async def test_old_keys_are_refreshed_in_the_background(
    source: KeySource, issuer: Issuer, clock: Clock
) -> None:
    await source.key("first")
    clock.now += POLICY.max_age + 1
    assert await source.key("first")
    assert issuer.fetches == 1
    await _settled(issuer, 2)


async def test_an_outage_is_survived_for_a_time(
    source: KeySource, issuer: Issuer, clock: Clock
) -> None:
    await source.key("first")
    issuer.down = True
    clock.now += POLICY.stale_for - 1
    assert await source.key("first")
    await _settled(issuer, 2)
    clock.now += POLICY.spacing + 2
    with pytest.raises(KeysUnavailable):
        await source.key("first")


async def test_without_any_key_tokens_cannot_be_verified(source: KeySource, issuer: Issuer) -> None:
    issuer.down = True
    with pytest.raises(KeysUnavailable):
        await source.key("first")


async def test_keys_are_fetched_again_when_the_issuer_is_back(
    source: KeySource, issuer: Issuer, clock: Clock
) -> None:
    issuer.down = True
    with pytest.raises(KeysUnavailable):
        await source.key("first")
    issuer.down = False
    clock.now += POLICY.spacing
    assert await source.key("first")


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
async def test_weak_and_foreign_keys_are_left_out(tmp_path: Path) -> None:
    issuer = TestIssuer(tmp_path)
    issuer.publish(
        RSAKey.generate_key(1024, {"kid": "weak"}),
        ECKey.generate_key("P-384", {"kid": "other-curve"}),
        OKPKey.generate_key("Ed448", {"kid": "other-edwards"}),
        RSAKey.generate_key(2048, {"kid": "to-encrypt", "use": "enc"}),
        RSAKey.generate_key(2048, {"kid": "other-algorithm", "alg": "PS256"}),
        ECKey.generate_key("P-256", {"kid": "good"}),
    )
    assert set(read_keys(await fetch(issuer.jwks_url, 1))) == {"good"}


@pytest.mark.parametrize(
    "document", [b"", b"<html>", b"[]", b"{}", b'{"keys": 1}', b'{"keys": {"kid": "x"}}']
)
def test_a_document_that_is_no_key_set_is_refused(document: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (orjson's and ours alike)
        read_keys(document)


def test_malformed_members_of_a_key_set_are_skipped() -> None:
    assert read_keys(b'{"keys": [1, null, {}, {"kid": "x"}, {"kid": "x", "kty": "RSA"}]}') == {}


async def _settled(issuer: Issuer, fetches: int) -> None:
    async with asyncio.timeout(2):
        while issuer.fetches < fetches:  # noqa: ASYNC110 (what happens behind has no event)
            await asyncio.sleep(0)
    await asyncio.sleep(0.05)

"""The attacks listed in RFC 8725, and the tokens that are accepted."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from mithaq.commands import Caller
from mithaq.testing.issuer import TestIssuer

ORGANISATION = UUID("0199b1c4-6a7e-7f0a-9d3e-000000000001")
Refused = Callable[[TestIssuer, str], Awaitable[str]]


async def test_a_valid_token_gives_the_caller(issuer: TestIssuer) -> None:
    token = issuer.token("amina", "office", "auditor", organisation=ORGANISATION)
    assert await issuer.verifier().verify(token) == Caller(
        subject="amina", organisation=ORGANISATION, roles=frozenset({"office", "auditor"})
    )


@pytest.mark.parametrize(
    "key",
    [
        RSAKey.generate_key(2048, {"kid": "rsa"}),
        OKPKey.generate_key("Ed25519", {"kid": "ed"}),
        ECKey.generate_key("P-256", {"kid": "ec", "alg": "ES256"}),
    ],
    ids=["RS256", "Ed25519", "ES256"],
)
async def test_each_allowed_algorithm(issuer: TestIssuer, key: Any) -> None:
    issuer.publish(issuer.key, key)
    assert (await issuer.verifier().verify(issuer.token("amina", key=key))).subject == "amina"


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
async def test_the_older_name_of_ed25519(issuer: TestIssuer) -> None:
    key = OKPKey.generate_key("Ed25519", {"kid": "ed"})
    issuer.publish(key)
    token = issuer.token("amina", key=key, header={"alg": "EdDSA"})
    assert (await issuer.verifier().verify(token)).subject == "amina"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"typ": "JWT"}, "type"),
        ({"typ": "ID"}, "type"),
        ({"typ": None}, "type"),
        ({"kid": None}, "malformed"),
        ({"kid": "unknown"}, "key"),
        ({"crit": ["exp"], "exp": 1}, "critical"),
        ({"crit": []}, "critical"),
    ],
)
async def test_a_token_with_another_header_is_refused(
    issuer: TestIssuer, header: Mapping[str, Any], reason: str, refused: Refused
) -> None:
    token = signed(issuer, header)
    assert await refused(issuer, token) == reason


async def test_an_unsigned_token_is_refused(issuer: TestIssuer, refused: Refused) -> None:
    _, body, _ = issuer.token("amina").split(".")
    for algorithm in ("none", "None", "NONE", ""):
        head = part({"alg": algorithm, "typ": "at+jwt", "kid": issuer.key.kid})
        assert await refused(issuer, f"{head}.{body}.") == "algorithm"


async def test_the_public_key_is_no_hmac_secret(issuer: TestIssuer, refused: Refused) -> None:
    rsa = RSAKey.generate_key(2048, {"kid": "rsa"})
    issuer.publish(rsa)
    _, body, _ = issuer.token("amina", key=rsa).split(".")
    head = part({"alg": "HS256", "typ": "at+jwt", "kid": "rsa"})
    mac = hmac.new(rsa.as_pem(private=False), f"{head}.{body}".encode(), hashlib.sha256)
    assert await refused(issuer, f"{head}.{body}.{encoded(mac.digest())}") == "algorithm"


async def test_a_symmetric_key_in_the_set_is_not_used(
    issuer: TestIssuer, tmp_path: Path, refused: Refused
) -> None:
    shared = OctKey.generate_key(256, {"kid": "shared"})
    published = json.dumps({"keys": [shared.as_dict(private=True)]})
    await asyncio.to_thread((tmp_path / "jwks.json").write_text, published)
    token = jwt.encode({"alg": "HS256", "kid": "shared", "typ": "at+jwt"}, {"sub": "x"}, shared)
    assert await refused(issuer, token) == "algorithm"


async def test_another_family_than_the_keys_is_refused(
    issuer: TestIssuer, refused: Refused
) -> None:
    rsa = RSAKey.generate_key(2048, {"kid": "first"})
    assert await refused(issuer, issuer.token("amina", key=rsa)) == "algorithm"


async def test_another_key_under_a_known_id_is_refused(
    issuer: TestIssuer, refused: Refused
) -> None:
    other = ECKey.generate_key("P-256", {"kid": "first"})
    assert await refused(issuer, issuer.token("amina", key=other)) == "signature"


async def test_a_key_inside_the_token_is_not_trusted(issuer: TestIssuer, refused: Refused) -> None:
    own = ECKey.generate_key("P-256", {"kid": "own"})
    token = issuer.token("amina", key=own, header={"jwk": own.as_dict(private=False)})
    assert await refused(issuer, token) == "key"


@pytest.mark.parametrize("position", [1, 2])
async def test_a_changed_token_is_refused(
    issuer: TestIssuer, position: int, refused: Refused
) -> None:
    parts = issuer.token("amina").split(".")
    swapped = "A" if parts[position][5] != "A" else "B"
    parts[position] = parts[position][:5] + swapped + parts[position][6:]
    assert await refused(issuer, ".".join(parts)) == "signature"


@pytest.mark.parametrize(
    "token",
    ["", "x", "a.b", "a.b.c", "a.b.c.d.e", "..", "é.é.é", "e30.e30.e30", "W10.e30.x", "x" * 10_000],
)
async def test_a_malformed_token_is_refused(
    issuer: TestIssuer, token: str, refused: Refused
) -> None:
    assert await refused(issuer, token) == "malformed"


async def test_claims_that_are_no_object_are_refused(issuer: TestIssuer, refused: Refused) -> None:
    from joserfc import jws

    header = {"alg": "ES256", "kid": issuer.key.kid, "typ": "at+jwt"}
    token = jws.serialize_compact(header, b"[1]", issuer.key)
    assert await refused(issuer, token) == "claims"


@pytest.mark.parametrize(
    ("head", "claims", "reason"),
    [
        ('"alg": "ES256", "alg": "ES256"', "", "ambiguous"),
        ('"kid": "other"', "", "ambiguous"),
        ("", '"sub": "office-chief"', "ambiguous"),
        ("", '"exp": 99999999999', "ambiguous"),
        ("", '"extra": {"a": 1, "a": 2}', "ambiguous"),
        ("", '"extra": [{"a": 1, "a": 1}]', "ambiguous"),
        ('"extra": ' + "[" * 5_000, "", "malformed"),
        ("", '"extra": ' + "[" * 5_000, "claims"),
        ("", '"extra": NaN', "claims"),
        ("", '"extra": Infinity', "claims"),
    ],
)
async def test_what_two_readers_could_understand_differently_is_refused(
    issuer: TestIssuer, head: str, claims: str, reason: str, refused: Refused
) -> None:
    token = rewritten(issuer, head, claims)
    assert await refused(issuer, token) == reason


def rewritten(issuer: TestIssuer, head: str, claims: str) -> str:
    """A token whose parts have these members besides their own, signed as they stand."""
    from joserfc.jws import JWSRegistry

    parts = [base64.urlsafe_b64decode(each + "==") for each in issuer.token("amina").split(".")]
    texts = [
        text if not more else text[:-1] + f", {more}}}".encode()
        for text, more in zip(parts, (head, claims), strict=False)
    ]
    content = ".".join(map(encoded, texts))
    return (
        f"{content}.{encoded(JWSRegistry.algorithms['ES256'].sign(content.encode(), issuer.key))}"
    )


def signed(issuer: TestIssuer, header: Mapping[str, Any]) -> str:
    """A token signed by hand, because the library refuses some of these headers."""
    from joserfc.jws import JWSRegistry

    _, body, _ = issuer.token("amina").split(".")
    given = {"alg": "ES256", "kid": issuer.key.kid, "typ": "at+jwt", **header}
    head = part({name: value for name, value in given.items() if value is not None})
    signature = JWSRegistry.algorithms["ES256"].sign(f"{head}.{body}".encode(), issuer.key)
    return f"{head}.{body}.{encoded(signature)}"


def part(members: Mapping[str, Any]) -> str:
    return encoded(json.dumps(members).encode())


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

"""Reads a JWK Set (RFC 7517) and keeps the keys acceptable for verifying signatures."""

import asyncio
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import httpx
import orjson
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

# The allow-list of algorithms (RFC 8725, section 3.1). A key's type restricts it to one family, so
# a public key can never be used as an HMAC secret (section 2.1).
ALGORITHMS: Final[Mapping[str, frozenset[str]]] = {
    "RSA": frozenset({"RS256"}),
    "EC": frozenset({"ES256"}),
    "OKP": frozenset({"EdDSA", "Ed25519"}),
}
_RSA_BITS: Final = 2048


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """A public key and the algorithms allowed with it."""

    key: Key
    algorithms: frozenset[str]


async def fetch(
    url: str,
    timeout: float,  # noqa: ASYNC109 (httpx bounds each phase)
    context: ssl.SSLContext | None = None,
) -> bytes:
    """Fetch the document from an `http(s)` or `file` URL. Redirects are not followed."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return await asyncio.to_thread(Path(unquote(parts.path)).read_bytes)
    async with httpx.AsyncClient(timeout=timeout, verify=context or True) as client:
        answer = await client.get(url, headers={"Accept": "application/json"})
        return answer.raise_for_status().content


def read_keys(document: bytes) -> dict[str, VerificationKey]:
    """The acceptable keys by `kid`. Others are skipped: an issuer may publish more than we accept.

    Raises ValueError if the document is not a JWK Set.
    """
    parsed = orjson.loads(document)
    members = parsed.get("keys") if isinstance(parsed, dict) else None
    if not isinstance(members, list):
        raise ValueError("not a JWK Set")  # noqa: TRY004 (bad content, not a bad argument)
    return dict(pair for each in members if isinstance(each, dict) for pair in _usable(each))


def _usable(member: dict[str, Any]) -> Iterator[tuple[str, VerificationKey]]:
    match member:
        case {"kid": str(kid), "kty": str(kty)} if kid and member.get("use", "sig") == "sig":
            family = ALGORITHMS.get(kty, frozenset())
            algorithms = family & {member["alg"]} if "alg" in member else family
            key = _imported(kty, member) if algorithms else None
            if key is not None:
                yield kid, VerificationKey(key, algorithms)


def _imported(kty: str, member: dict[str, Any]) -> Key | None:
    try:
        match kty:
            case "RSA":
                rsa = RSAKey.import_key(member)
                return rsa if rsa.raw_value.key_size >= _RSA_BITS else None
            case "EC":
                curve = ECKey.import_key(member)
                return curve if curve.curve_name == "P-256" else None
            case _:
                edwards = OKPKey.import_key(member)
                return edwards if edwards.curve_name == "Ed25519" else None
    except (JoseError, ValueError, TypeError):
        return None

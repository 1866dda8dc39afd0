"""A token issuer for tests: its own keys, a JWK Set on disk, valid and invalid tokens."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import orjson
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey

from mithaq.identity.keys import KeySource
from mithaq.identity.tokens import TokenVerifier

SigningKey = RSAKey | ECKey | OKPKey

ISSUER = "https://identity.test/realms/mithaq"
AUDIENCE = "mithaq"


class TestIssuer:
    """Issues tokens that services accept; it writes `jwks.json` into `folder`."""

    __test__ = False  # a tool for tests, not a test

    def __init__(self, folder: Path) -> None:
        self.key: SigningKey = ECKey.generate_key("P-256", {"kid": "first", "use": "sig"})
        self._path = folder / "jwks.json"
        self.publish(self.key)

    @property
    def jwks_url(self) -> str:
        return self._path.as_uri()

    def publish(self, *keys: SigningKey) -> None:
        """Replace the issuer's published keys."""
        self._path.write_bytes(orjson.dumps(KeySet(list(keys)).as_dict(private=False)))

    def verifier(self) -> TokenVerifier:
        return TokenVerifier(KeySource(self.jwks_url), issuer=ISSUER, audience=AUDIENCE)

    def token(
        self,
        subject: str = "somebody",
        *roles: str,
        organisation: UUID | None = None,
        claims: Mapping[str, Any] | None = None,
        header: Mapping[str, Any] | None = None,
        key: SigningKey | None = None,
    ) -> str:
        """A token valid for five minutes; `claims` and `header` override, None removes a member."""
        now, signer = int(time.time()), key or self.key
        body = {"iss": ISSUER, "aud": AUDIENCE, "sub": subject, "roles": list(roles)}
        times = {"iat": now, "exp": now + 300, "jti": str(uuid4())}
        org = {"org": str(organisation)} if organisation else {}
        head = {"alg": _algorithm(signer), "kid": signer.kid, "typ": "at+jwt"}
        return jwt.encode(
            _without_none({**head, **(header or {})}),
            _without_none({**body, **times, **org, **(claims or {})}),
            signer,
            algorithms=["ES256", "RS256", "Ed25519", "EdDSA"],
            default_type=None,
        )

    def bearer(self, subject: str = "somebody", *roles: str, **more: Any) -> dict[str, str]:  # noqa: ANN401
        """The headers of a request from this subject."""
        return {"Authorization": f"Bearer {self.token(subject, *roles, **more)}"}


def _algorithm(key: SigningKey) -> str:
    return {"RSA": "RS256", "EC": "ES256", "OKP": "Ed25519"}[key.key_type]


def _without_none(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}

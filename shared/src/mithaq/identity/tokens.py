"""Verifies access tokens (RFC 9068) following RFC 8725, and turns them into a Caller."""

from typing import Annotated, Final, Protocol
from uuid import UUID

from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError, MissingClaimError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mithaq.commands import Caller
from mithaq.identity.errors import Reason, TokenRefused
from mithaq.identity.jwks import ALGORITHMS
from mithaq.identity.keys import KeySource

_LEEWAY_SECONDS: Final = 30
_MAX_LENGTH: Final = 8_192
_TYPES: Final = frozenset({"at+jwt", "application/at+jwt"})
_ALLOWED: Final = frozenset[str]().union(*ALGORITHMS.values())
_CLAIM_REASONS: Final[dict[str, Reason]] = {
    "iss": "issuer",
    "aud": "audience",
    "nbf": "not-yet-valid",
    "iat": "not-yet-valid",
}


class Verifier(Protocol):
    """Anything that can verify a bearer token."""

    async def verify(self, token: str) -> Caller:
        """Who the token is for. Raises Unauthenticated, or KeysUnavailable without keys."""
        ...


class _Identity(BaseModel):
    """The claims we use; all others are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    sub: Annotated[str, Field(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")]
    org: UUID | None = None
    roles: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=64)] = []


class TokenVerifier:
    """Accepts access tokens of one issuer, for our audience, signed by a key the issuer publishes.

    The algorithm must be on our list and fit the key's type, whatever the token claims; an ID token
    is refused by its `typ`. Tokens are neither logged nor stored.
    """

    def __init__(self, keys: KeySource, *, issuer: str, audience: str) -> None:
        self._keys = keys
        self._claims = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            sub={"essential": True},
            exp={"essential": True},
        )

    async def verify(self, token: str) -> Caller:
        """The token's caller. Raises TokenRefused with the check that failed."""
        kid, algorithm = _header(token)
        known = await self._keys.key(kid)
        if algorithm not in known.algorithms:
            raise TokenRefused("algorithm")
        try:
            decoded = jwt.decode(token, known.key, algorithms=[algorithm])
        except (JoseError, ValueError) as error:
            raise TokenRefused("signature") from error
        return self._caller(decoded.claims)

    def _caller(self, claims: jwt.Claims) -> Caller:
        try:
            self._claims.validate(claims)
            identity = _Identity.model_validate(claims)
        except ExpiredTokenError as error:
            raise TokenRefused("expired") from error
        except InvalidClaimError as error:
            raise TokenRefused(_CLAIM_REASONS.get(error.claim, "claims")) from error
        except (MissingClaimError, ValidationError) as error:
            raise TokenRefused("claims") from error
        return Caller(
            subject=identity.sub, organisation=identity.org, roles=frozenset(identity.roles)
        )


def _header(token: str) -> tuple[str, str]:
    """The key id and algorithm from the token's header, which is not verified yet."""
    if len(token) > _MAX_LENGTH or not token.isascii():
        raise TokenRefused("malformed")
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError) as error:
        raise TokenRefused("malformed") from error
    match header:
        case {"alg": str(algorithm)} if algorithm not in _ALLOWED:
            raise TokenRefused("algorithm")
        case {"typ": str(kind), "alg": str(algorithm), "kid": str(kid)} if kind.lower() in _TYPES:
            return kid, algorithm
        case {"kid": str(), "alg": str()}:
            raise TokenRefused("type")
        case _:
            raise TokenRefused("malformed")

"""Verifies access tokens (RFC 9068) following RFC 8725, and turns them into a Caller."""

from typing import Annotated, Any, Final, Protocol
from uuid import UUID

import structlog
from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError, MissingClaimError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mithaq.commands import OURS, Caller, person
from mithaq.identity import roles
from mithaq.identity.errors import Reason, TokenRefused
from mithaq.identity.jwks import ALGORITHMS
from mithaq.identity.keys import KeySource
from mithaq.identity.revocations import Revocations
from mithaq.identity.strict_json import Ambiguous, read_part

_LEEWAY_SECONDS: Final = 30
_MAX_LENGTH: Final = 8_192
LONGEST_SECONDS: Final = 86_400
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
    jti: Annotated[str, Field(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")]
    org: UUID | None = None
    roles: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=64)] = []


class TokenVerifier:
    """Accepts access tokens of one issuer, for our audience, signed by a key the issuer publishes.

    The algorithm must be on our list and fit the key's type, whatever the token claims; an ID token
    is refused by its `typ`, an extension we would have to understand by `crit`, a member named
    twice because another reader might take the other value. A token lives for `longest` seconds at
    most, and less if `revocations` has it. Roles we do not know are ignored, and so is that of our
    own deadlines and reactions; a subject that looks like theirs is refused. Tokens are neither
    logged nor stored; the log has their `jti`.
    """

    def __init__(
        self,
        keys: KeySource,
        *,
        issuer: str,
        audience: str,
        longest: int = LONGEST_SECONDS,
        revocations: Revocations | None = None,
    ) -> None:
        self._keys, self._longest, self._revocations = keys, longest, revocations
        self._claims = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            sub={"essential": True},
            iat={"essential": True},
            exp={"essential": True},
            jti={"essential": True},
        )

    async def verify(self, token: str) -> Caller:
        """The token's caller. Raises TokenRefused with the check that failed."""
        kid, algorithm = _header(token)
        known = await self._keys.key(kid)
        if algorithm not in known.algorithms:
            raise TokenRefused("algorithm")
        try:
            jws.deserialize_compact(token, known.key, algorithms=[algorithm])
        except (JoseError, ValueError) as error:
            raise TokenRefused("signature") from error
        return self._caller(_read(token, part=1, damaged="claims"))

    def _caller(self, claims: dict[str, Any]) -> Caller:
        identity = self._identity(claims)
        # Not `>`: a lifetime that is no number must not pass.
        if not claims["exp"] - claims["iat"] <= self._longest:
            raise TokenRefused("lifetime")
        structlog.contextvars.bind_contextvars(jti=identity.jti)
        if self._revocations is not None and self._revocations.covers(
            jti=identity.jti, subject=identity.sub, issued=claims["iat"]
        ):
            raise TokenRefused("revoked")
        if person(identity.sub).startswith(OURS):
            raise TokenRefused("claims")
        return Caller(
            subject=identity.sub,
            organisation=identity.org,
            roles=roles.KNOWN.intersection(identity.roles),
        )

    def _identity(self, claims: dict[str, Any]) -> _Identity:
        try:
            self._claims.validate(claims)
            return _Identity.model_validate(claims)
        except ExpiredTokenError as error:
            raise TokenRefused("expired") from error
        except InvalidClaimError as error:
            raise TokenRefused(_CLAIM_REASONS.get(error.claim, "claims")) from error
        except (MissingClaimError, ValidationError) as error:
            raise TokenRefused("claims") from error


def _header(token: str) -> tuple[str, str]:
    """The key id and algorithm from the token's header, which is not verified yet."""
    if len(token) > _MAX_LENGTH or not token.isascii() or token.count(".") != 2:
        raise TokenRefused("malformed")
    match _read(token, part=0, damaged="malformed"):
        case {"crit": _}:
            raise TokenRefused("critical")
        case {"alg": str(algorithm)} if algorithm not in _ALLOWED:
            raise TokenRefused("algorithm")
        case {"typ": str(kind), "alg": str(algorithm), "kid": str(kid)} if kind.lower() in _TYPES:
            return kid, algorithm
        case {"kid": str(), "alg": str()}:
            raise TokenRefused("type")
        case _:
            raise TokenRefused("malformed")


def _read(token: str, *, part: int, damaged: Reason) -> dict[str, Any]:
    try:
        return read_part(token.split(".")[part])
    except Ambiguous as error:
        raise TokenRefused("ambiguous") from error
    except ValueError as error:
        raise TokenRefused(damaged) from error

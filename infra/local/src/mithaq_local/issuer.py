"""The local token issuer: issues a token for any identity to anyone on this machine, for tests.

It implements as much OpenID Connect as a service needs to verify a token (discovery, public keys)
and signs RFC 9068 access tokens. A real deployment uses Keycloak instead.
"""

import json
import os
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from mithaq_local.state import write_private
from mithaq_local.web import guards, health, serve

AUDIENCE = "mithaq"
ALGORITHM = "ES256"
LIFETIME, LONGEST = 3600, 86_400  # seconds
NO_STORE = {"Cache-Control": "no-store"}


class BadRequest(ValueError):
    """The token request is invalid, for example without a subject."""


def signing_key(folder: Path) -> ECKey:
    """The key stored in `folder`, created once: tokens stay valid across restarts of the issuer."""
    file = folder / "key.json"
    if not file.exists():
        key = ECKey.generate_key("P-256", {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
        write_private(file, json.dumps(key.as_dict(private=True)))
    return ECKey.import_key(json.loads(file.read_text()))


def claims(wanted: Mapping[str, Any], issuer: str, now: int) -> dict[str, Any]:
    """The claims of the token described by `wanted`."""
    subject, roles = wanted.get("sub"), wanted.get("roles", [])
    if not isinstance(subject, str) or not subject:
        raise BadRequest("sub is missing: the token needs a subject")
    try:
        lifetime = int(wanted.get("expires_in", LIFETIME))
    except (TypeError, ValueError):
        raise BadRequest("expires_in is a number of seconds") from None
    return {
        "iss": issuer,
        "aud": AUDIENCE,
        "sub": subject,
        "name": str(wanted.get("name") or subject),
        **({"org": str(wanted["org"])} if wanted.get("org") else {}),
        "roles": roles.split() if isinstance(roles, str) else [str(role) for role in roles],
        "jti": str(uuid.uuid4()),
        "iat": now,
        "exp": now + min(lifetime, LONGEST),
    }


def build(key: ECKey, issuer: str, clock: Callable[[], float] = time.time) -> Starlette:
    """The issuer named `issuer`, signing with `key`."""

    async def jwks(_: Request) -> JSONResponse:
        return JSONResponse(KeySet([key]).as_dict(private=False))

    async def token(request: Request) -> JSONResponse:
        try:
            content = claims(await _wanted(request), issuer, int(clock()))
        except BadRequest as error:
            answer = {"error": "invalid_request", "error_description": str(error)}
            return JSONResponse(answer, 400, NO_STORE)
        header = {"alg": ALGORITHM, "typ": "at+jwt", "kid": key.kid}
        signed = jwt.encode(header, content, key, algorithms=[ALGORITHM])
        lifetime = content["exp"] - content["iat"]
        answer = {"access_token": signed, "token_type": "Bearer", "expires_in": lifetime}
        return JSONResponse(answer, headers=NO_STORE)

    return Starlette(
        routes=[
            health(),
            Route("/.well-known/openid-configuration", _discovery(issuer)),
            Route("/.well-known/jwks.json", jwks),
            Route("/token", token, methods=["POST"]),
        ],
        middleware=guards(),
    )


def _discovery(issuer: str) -> Callable[[Request], Any]:
    document = {
        "issuer": issuer,
        "jwks_uri": f"{issuer}/.well-known/jwks.json",
        "token_endpoint": f"{issuer}/token",
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": ["token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": ["none"],
    }

    async def discovery(_: Request) -> JSONResponse:
        return JSONResponse(document)

    return discovery


async def _wanted(request: Request) -> Mapping[str, Any]:
    """The request's content: a form (roles repeated or separated by spaces) or JSON."""
    body = await request.body()
    if "json" not in request.headers.get("content-type", ""):
        form = parse_qs(body.decode("utf-8", "replace"))
        roles = [role for value in form.get("roles", []) for role in value.split()]
        return {name: values[-1] for name, values in form.items()} | {"roles": roles}
    try:
        content = json.loads(body)
    except ValueError:
        raise BadRequest("the body is not JSON") from None
    if not isinstance(content, dict):
        raise BadRequest("the body is not a JSON object")
    return content


def main() -> None:
    folder = Path(os.environ["MITHAQ_STATE_DIR"])
    serve(build(signing_key(folder), os.environ["MITHAQ_TOKEN_ISSUER"]))


if __name__ == "__main__":
    main()

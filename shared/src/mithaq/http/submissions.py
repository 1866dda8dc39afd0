"""Builds the submission of a command from a request: caller, idempotency key, If-Match, dry run.

Three kinds: an unconditional command makes something new; a conditional one must name the version
it was decided on; a grounded one names in its body what it rests on (a round, a text's digest), so
that twenty parties may answer at once without a version each.
"""

from typing import Annotated

import structlog
from fastapi import Depends, Header, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import WithJsonSchema
from starlette.requests import Request as HttpRequest

from mithaq.commands import Caller, Submission
from mithaq.http.etags import expected_version, version_if_named
from mithaq.http.idempotency import command_id, fingerprint
from mithaq.http.trial import DryRun
from mithaq.identity import TokenMissing, Verifier

_BEARER = HTTPBearer(
    scheme_name="bearer",
    bearerFormat="JWT",
    description="Access token of the identity provider (RFC 9068, `typ: at+jwt`).",
    auto_error=False,
)
_KeyHeader = Annotated[
    str | None,
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 202}),
    Header(
        alias="Idempotency-Key",
        description="1 to 200 visible characters. The same key and request again answer the "
        "first result; the same key with another request is refused (422).",
        examples=["0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"],
    ),
]
_MatchHeader = Annotated[
    str | None,
    WithJsonSchema({"type": "string", "pattern": '^"(0|[1-9][0-9]{0,17})"$'}),
    Header(
        alias="If-Match",
        description="Required: the ETag of the version this command was decided on.",
        examples=['"7"'],
    ),
]
_MatchIfWantedHeader = Annotated[
    str | None,
    WithJsonSchema({"type": "string", "pattern": '^"(0|[1-9][0-9]{0,17})"$'}),
    Header(
        alias="If-Match",
        description="Not needed when the body names what the command rests on (a round, a text's "
        "digest): then others may act in between. Honoured if sent.",
        examples=['"7"'],
    ),
]


async def _caller(
    request: HttpRequest,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
) -> Caller:
    if credentials is None:
        raise TokenMissing
    verifier: Verifier = request.app.state.verifier
    caller = await verifier.verify(credentials.credentials)
    structlog.contextvars.bind_contextvars(caller=caller.subject)
    return caller


CallerOf = Annotated[Caller, Depends(_caller)]


async def _unconditional(
    request: HttpRequest, caller: CallerOf, dry_run: DryRun = "false", _key: _KeyHeader = None
) -> Submission:
    return await _submission(request, caller, dry_run, expected=None)


async def _conditional(
    request: HttpRequest,
    caller: CallerOf,
    dry_run: DryRun = "false",
    _key: _KeyHeader = None,
    _match: _MatchHeader = None,
) -> Submission:
    return await _submission(request, caller, dry_run, expected=expected_version(request))


async def _grounded(
    request: HttpRequest,
    caller: CallerOf,
    dry_run: DryRun = "false",
    _key: _KeyHeader = None,
    _match: _MatchIfWantedHeader = None,
) -> Submission:
    return await _submission(request, caller, dry_run, expected=version_if_named(request))


async def _submission(
    request: HttpRequest, caller: Caller, dry_run: str, *, expected: int | None
) -> Submission:
    return Submission(
        caller=caller,
        command_id=command_id(request, caller),
        fingerprint=await fingerprint(request),
        correlation_id=request.state.correlation_id,
        expected=expected,
        dry_run=dry_run == "true",
    )


Grounded = Annotated[Submission, Depends(_grounded)]
Unconditional = Annotated[Submission, Depends(_unconditional)]
Conditional = Annotated[Submission, Depends(_conditional)]

"""Idempotency keys and fingerprints (draft-ietf-httpapi-idempotency-key-header)."""

import hashlib
import re
from typing import Final
from uuid import UUID, uuid5

import orjson
from starlette.requests import Request

from mithaq.commands import Caller
from mithaq.http.errors import IdempotencyKeyMalformed
from mithaq.ids import new_id

# Must never change: with another namespace, repeats of accepted commands would be new commands.
_NAMESPACE: Final = UUID("6d697468-6171-5a1d-8e0b-636f6d6d616e")
# The draft quotes the key, most clients do not; both forms denote the same key.
_KEY: Final = re.compile(r'"([\x21\x23-\x5b\x5d-\x7e]{1,200})"|([\x21\x23-\x7e][\x21-\x7e]{0,199})')


def command_id(request: Request, caller: Caller) -> UUID:
    """The same id for the same key of the same caller; a new one without a key.

    Who acts for another organisation is another caller: one organisation's answers never reach
    another, though the person and the key be the same.
    """
    keys = request.headers.getlist("idempotency-key")
    if not keys:
        return new_id()
    found = _KEY.fullmatch(keys[0].strip()) if len(keys) == 1 else None
    if found is None:
        raise IdempotencyKeyMalformed
    return id_under(found.group(1) or found.group(2), caller)


def id_under(key: str, caller: Caller) -> UUID:
    """The command id of this caller's key."""
    own = [caller.subject, caller.organisation, key]
    return uuid5(_NAMESPACE, orjson.dumps(own).decode())


async def fingerprint(request: Request) -> bytes:
    """SHA-256 of the request's content: method, path, query and body.

    JSON bodies that differ only in spacing and key order have the same fingerprint. The path is
    without the gateway's prefix, so a repeat may come through another gateway. `dry_run` does not
    count: a real command says `false` or leaves it out.
    """
    parts = (
        request.method.encode(),
        _own_path(request).encode(),
        _query(request),
        _canonical(await request.body()),
    )
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def _query(request: Request) -> bytes:
    query: bytes = request.scope["query_string"]
    if b"dry_run" not in query:
        return query
    return b"&".join(each for each in query.split(b"&") if not each.startswith(b"dry_run="))


def _own_path(request: Request) -> str:
    path: str = request.scope["path"]
    return path.removeprefix(request.scope["root_path"])


def _canonical(body: bytes) -> bytes:
    try:
        return orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError, RecursionError):
        return body

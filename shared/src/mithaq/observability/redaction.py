"""Redacts credentials and personal data from log lines."""

import re
from collections.abc import Mapping
from typing import Final

from structlog.typing import EventDict, WrappedLogger

REDACTED: Final = "[redacted]"

_SECRET_WORDS: Final = frozenset(
    {"authorization", "cookie", "credentials", "email", "emails", "mail", "otp", "password"}
    | {"phone", "secret", "secrets", "token", "tokens"}
)
_LAST_WORD: Final = re.compile(r"[a-z]+$")
# Compact JWS and JWE begin with the base64url of `{"`. A bearer token may have any form. A URL may
# carry user and password up to its last `@`, a connection string `password=...`.
_SECRET_TEXT: Final = re.compile(
    r"eyJ[\w-]+(?:\.[\w-]*)+"
    r"|(?<=Bearer )[\w.~+/-]+=*"
    r"|(?<=://)[^\s'\"<>]*(?=@)"
    r"|(?<=password=)(?:'[^']*'|[^\s&'\"]+)"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+",
    re.IGNORECASE,
)


def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A structlog processor: hides values by their key's last word, and text by its pattern."""
    return {key: _hidden(key, value) for key, value in event.items()}


def _hidden(key: str, value: object) -> object:
    last = _LAST_WORD.search(str(key).lower())
    if value is not None and last is not None and last.group() in _SECRET_WORDS:
        return REDACTED
    return _cleaned(value)


def _cleaned(value: object) -> object:
    match value:
        case str():
            return _SECRET_TEXT.sub(REDACTED, value)
        case Mapping():
            return {key: _hidden(key, inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_cleaned(inner) for inner in value]
        case BaseException():
            return _SECRET_TEXT.sub(REDACTED, repr(value))
        case _:
            return value

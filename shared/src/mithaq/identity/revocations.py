"""Tokens that are refused before they expire: a small file that an operator edits."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import structlog
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_LOOK_SECONDS: Final = 1.0


class RevocationsUnreadable(ValueError):
    """The file of revocations is missing or is not what it must be."""


class _Content(BaseModel):
    """`{"tokens": ["<jti>", ...], "subjects": {"<subject>": "2026-11-20T10:00:00+01:00", ...}}`."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    tokens: frozenset[Annotated[str, Field(min_length=1)]] = frozenset()
    subjects: dict[str, AwareDatetime] = {}


class Revocations:
    """The file at `path`: single tokens by `jti`, and all that a subject got before an instant.

    An edit is in force within a second, without a restart. The file must be readable at first; when
    it no longer is, what was read last stays in force and the log says so, for an empty list would
    let revoked tokens in again.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path, self._clock = path, clock
        self._stamp = self._stamped()
        self._tokens, self._subjects = self._load()
        self._looked = clock()

    def covers(self, *, jti: str, subject: str, issued: float) -> bool:
        """Whether this token is revoked. Subjects that fold alike are one person."""
        if self._clock() - self._looked >= _LOOK_SECONDS:
            self._looked = self._clock()
            self._look_again()
        before = self._subjects.get(subject.casefold())
        return jti in self._tokens or (before is not None and issued < before.timestamp())

    def _look_again(self) -> None:
        try:
            stamp = self._stamped()
            if stamp != self._stamp:
                self._tokens, self._subjects = self._load()
                self._stamp = stamp
                log.info("identity.revocations_read", tokens=len(self._tokens))
        except RevocationsUnreadable as error:
            log.error("identity.revocations_unreadable", path=str(self._path), error=str(error))

    def _stamped(self) -> tuple[int, int, int]:
        try:
            found = self._path.stat()
        except OSError as error:
            raise RevocationsUnreadable(f"{self._path}: {error.strerror}") from error
        return found.st_mtime_ns, found.st_ino, found.st_size

    def _load(self) -> tuple[frozenset[str], dict[str, datetime]]:
        try:
            content = _Content.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError) as error:
            raise RevocationsUnreadable(f"{self._path}: {error}") from error
        return content.tokens, _latest(content.subjects)


def _latest(subjects: dict[str, datetime]) -> dict[str, datetime]:
    """By folded subject; of two spellings of one person, the later instant."""
    folded: dict[str, datetime] = {}
    for subject, before in subjects.items():
        name = subject.casefold()
        folded[name] = max(before, folded.get(name, before))
    return folded

"""Stores received mails, one file each, up to a maximum number; they survive a killed server."""

import os
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.header import decode_header
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

LIMIT = 2_000  # then the oldest are deleted
SENDER, RECIPIENT = "X-Envelope-From", "X-Envelope-To"


@dataclass(frozen=True, slots=True)
class Summary:
    """A mail as shown in a list. Header texts are untrusted: escape them."""

    id: str
    received_at: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    size: int


class MailStore:
    """The mails of one folder. Ids sort by time of arrival."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._limit = folder, limit
        self._summaries = {path.stem: _summary(path) for path in sorted(folder.glob("*.eml"))}

    def add(self, sender: str, recipients: list[str], content: bytes) -> str:
        """Store a mail; when this returns, it is complete on disk."""
        name = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
        envelope = [f"{SENDER}: {sender}", *(f"{RECIPIENT}: {one}" for one in recipients)]
        head = "".join(f"{line}\r\n" for line in envelope).encode("utf-8", "surrogateescape")
        path = self._path(name)
        draft = path.with_suffix(".draft")
        draft.write_bytes(head + content)
        os.replace(draft, path)
        self._summaries[name] = _summary(path)
        self._delete_oldest()
        return name

    def newest(self, recipient: str = "") -> Iterator[Summary]:
        """Newest first; with `recipient`, only what was sent to that address."""
        wanted = recipient.casefold()
        for summary in reversed(self._summaries.values()):
            if not wanted or wanted in (one.casefold() for one in summary.recipients):
                yield summary

    def summary(self, name: str) -> Summary | None:
        return self._summaries.get(name)

    def raw(self, name: str) -> bytes | None:
        """The mail as received, below the envelope's headers; None if there is no such mail."""
        return self._path(name).read_bytes() if name in self._summaries else None

    def clear(self) -> None:
        for name in list(self._summaries):
            self._delete(name)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.eml"

    def _delete_oldest(self) -> None:
        while len(self._summaries) > self._limit:
            self._delete(next(iter(self._summaries)))

    def _delete(self, name: str) -> None:
        del self._summaries[name]
        self._path(name).unlink(missing_ok=True)


def parse(raw: bytes) -> EmailMessage:
    return BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(raw)


def header(message: EmailMessage, name: str) -> str:
    """A header's decoded text; a malformed one must not make the mail unreadable.

    Python's own reading loses spaces between encoded words, or keeps some that are none: RFC 2047
    drops the white space between two of them and no other.
    """
    raw = next(
        (str(value) for key, value in message.raw_items() if key.lower() == name.lower()), ""
    )
    try:
        unfolded = re.sub(r"\r?\n(?=[ \t])", "", raw).strip()
        return "".join(_text(*part) for part in decode_header(unfolded))
    except (ValueError, LookupError, MessageError):
        return "(unreadable)"


def _text(part: bytes | str, charset: str | None) -> str:
    """What is not encoded may hold bytes as they came."""
    if isinstance(part, str):
        part = part.encode("ascii", "surrogateescape")
    return part.decode(charset or "utf-8", "replace")


def _summary(path: Path) -> Summary:
    message = parse(path.read_bytes())
    received = datetime.fromtimestamp(int(path.stem.split("-")[0]) / 1e9, UTC)
    return Summary(
        id=path.stem,
        received_at=received.isoformat(timespec="milliseconds"),
        sender=header(message, SENDER),
        recipients=tuple(str(one) for one in message.get_all(RECIPIENT, [])),
        subject=header(message, "Subject"),
        size=path.stat().st_size,
    )

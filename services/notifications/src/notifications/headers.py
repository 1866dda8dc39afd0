"""Headers that hold what people typed, written so that they decode to that and to nothing more.

Python's e-mail package decodes whatever looks like an encoded word when a header is assigned, so it
makes of a typed `=?utf-8?q?=0D=0A...?=` a line break and a header of its own; and it drops spaces
where it folds long words. Here text is stored as it is, and encoded once, as bytes are written.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from email.policy import EmailPolicy
from typing import Any, Final

_TYPED: Final = frozenset({"subject", "to", "from"})
# Such text may stand as it is. What looks like an encoded word has a `=` and a `?`.
_PLAIN: Final = re.compile(r"[A-Za-z0-9 '/_-]{0,60}")
_FOLD: Final = "\r\n "
# RFC 2047, section 2: 75 characters a word; 12 of them are `=?utf-8?b?` and `?=`.
_OCTETS: Final = (75 - 12) // 4 * 3


class _Wire(EmailPolicy):
    """As email.policy.SMTP, but for the headers that hold text of people."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:  # noqa: ANN401
        if name.lower() in _TYPED:
            return name, str(value)
        return super().header_store_parse(name, value)

    def header_fetch_parse(self, name: str, value: Any) -> Any:  # noqa: ANN401
        return value if name.lower() in _TYPED else super().header_fetch_parse(name, value)

    def fold(self, name: str, value: Any) -> str:  # noqa: ANN401
        if name.lower() in _TYPED and type(value) is str:
            return f"{name}: {_typed(name, value)}\r\n"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:  # noqa: ANN401
        return self.fold(name, value).encode("ascii")


WIRE: Final = _Wire(linesep="\r\n")


def encoded(text: str) -> str:
    """The text as a header's value: plain if it can stand so, else in encoded words.

    A reader drops the white space between two encoded words, so all of the text's own is in them.
    """
    return text if _PLAIN.fullmatch(text) else _FOLD.join(map(_word, _pieces(text)))


def mailbox(name: str, address: str) -> str:
    """A name and its address, for To and From."""
    return f"{name} <{address}>"


def _typed(name: str, value: str) -> str:
    if name.lower() == "subject":
        return encoded(value)
    person, _, address = value.rpartition(" <")
    return f"{encoded(person)} <{address}"


def _word(octets: bytes) -> str:
    return f"=?utf-8?b?{b64encode(octets).decode()}?="


def _pieces(text: str) -> Iterator[bytes]:
    """Whole characters, as many as one encoded word holds."""
    piece = b""
    for character in text:
        octets = character.encode()
        if len(piece) + len(octets) > _OCTETS:
            yield piece
            piece = b""
        piece += octets
    yield piece

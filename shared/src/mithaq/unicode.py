"""The one policy for what a person types: how it is kept, and what it may not contain.

Kept: letters of every script, and the marks that Arabic needs to be read right: the joiners (ZWJ,
ZWNJ), the direction marks (LRM, RLM, ALM), and isolates that close.

Refused: what shows a reader something else than what is stored. A text of which nothing shows is no
text, whatever it is made of.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final

__all__ = ["Flaw", "blank", "flaw_of", "kept"]

_UNSTORABLE: Final = re.compile(
    "[\0\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(n * 0x10000 + 0xFFFE)}{chr(n * 0x10000 + 0xFFFF)}" for n in range(17))
    + "]"
)
_CONTROL: Final = re.compile("[\x01-\x1f\x7f-\x9f]")
_CONTROL_IN_PROSE: Final = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f]")
_BREAK: Final = re.compile("[\u2028\u2029]")
# Embeddings and overrides, which turn what follows round; and tags, which hide a text in a text.
_TURNING: Final = re.compile("[\u202a-\u202e\U000e0000-\U000e007f]")
_OPEN: Final = "\u2066\u2067\u2068"
_CLOSE: Final = "\u2069"
# Letters and symbols by their category that are nevertheless drawn as nothing.
_DRAWN_AS_NOTHING: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_SHOWING: Final = frozenset("LNPS")


class Flaw(StrEnum):
    """Why a text is refused."""

    BLANK = "blank"
    UNSTORABLE = "unstorable"
    CONTROL = "control"
    LINE_BREAK = "line_break"
    DIRECTION = "direction"


def kept(text: str) -> str:
    """The text as it is kept: composed (NFC), line feeds alone between lines, no outer spaces."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def blank(text: str) -> bool:
    """Whether nothing of the text shows: no letter, number, punctuation or symbol."""
    return not any(_shows(char) for char in text)


def flaw_of(text: str, *, lines: bool = False) -> Flaw | None:
    """What makes this text refused; None if nothing does. With `lines`, it may have several."""
    if _UNSTORABLE.search(text):
        return Flaw.UNSTORABLE
    if (_CONTROL_IN_PROSE if lines else _CONTROL).search(text):
        return Flaw.CONTROL
    if not lines and _BREAK.search(text):
        return Flaw.LINE_BREAK
    if _TURNING.search(text) or not all(map(_isolates_close, text.splitlines())):
        return Flaw.DIRECTION
    return Flaw.BLANK if blank(text) else None


def _shows(char: str) -> bool:
    return unicodedata.category(char)[0] in _SHOWING and char not in _DRAWN_AS_NOTHING


def _isolates_close(line: str) -> bool:
    """An isolate ends with its line: one left open, or a close too many, is a slip or a trick."""
    depth = 0
    for char in line:
        depth += (char in _OPEN) - (char == _CLOSE)
        if depth < 0:
            return False
    return depth == 0

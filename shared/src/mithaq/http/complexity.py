"""Whether a JSON text can be parsed within a bounded amount of memory, judged before it is parsed.

A parser makes up to 60 bytes of memory, and a validator several times that, from one byte of text.
"""

import re
from typing import Final

_STRINGS: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_NOT_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_ONE_KIND: Final = bytes.maketrans(b"{}", b"[]")


def is_too_complex(text: bytes, *, max_depth: int, max_values: int) -> bool:
    """Whether it is nested deeper than `max_depth`, or has more than `max_values` members.

    Linear in the text, and all in C. A text that is no JSON may get either answer.
    """
    if text.count(b"[") + text.count(b"{") <= max_depth and text.count(b",") < max_values:
        return False
    bare = _STRINGS.sub(b"", text)
    if bare.count(b",") >= max_values:
        return True
    brackets = bare.translate(_ONE_KIND, _NOT_BRACKETS)
    for _ in range(max_depth):
        if not brackets:
            return False
        inner = brackets.replace(b"[]", b"")  # one level less everywhere
        if len(inner) == len(brackets):
            return len(brackets) > max_depth
        brackets = inner
    return bool(brackets)

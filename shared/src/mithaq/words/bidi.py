"""Isolates values in sentences of the other writing direction (Unicode bidi isolates, UAX #9).

One kind of isolate is enough. Inside FSI the first strong letter decides; a number, a date in
digits or a code of the census has none and then reads left to right (UAX #9, X5c), as inside LRI.
"""

import re
from typing import Final

_FSI, _PDI = "\u2068", "\u2069"
_CONTROLS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def isolated(value: str, *, right_to_left: bool) -> str:
    """The value, isolated if needed, for a sentence of this direction.

    In a right-to-left sentence every value is isolated; in a left-to-right one only a value with
    right-to-left letters. Controls that came with the value go: they would end the isolation.
    """
    text = _CONTROLS.sub("", value)
    if text and (right_to_left or _RIGHT_TO_LEFT.search(text)):
        return f"{_FSI}{text}{_PDI}"
    return text

"""French spacing: replaces plain spaces in a catalogue's texts by no-break spaces."""

import re
from typing import Final

from mithaq.words.formats import Language

_WIDE, _NARROW = "\u00a0", "\u202f"
# Inside « » and before ; ! ? the space is narrow; before a colon and after n° it is a full one.
_FRENCH: Final = (
    (re.compile("(?<=«) | (?=[»;!?])"), _NARROW),
    (re.compile(" (?=:)|(?<=n°) "), _WIDE),
)


def spaced(text: str, language: Language) -> str:
    """The sentence with French no-break spaces; other languages are returned unchanged."""
    for places, space in _FRENCH if language == "fr" else ():
        text = places.sub(space, text)
    return text

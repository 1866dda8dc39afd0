"""Names that read like other names: a Cyrillic or Greek letter among Latin ones.

Our names are French and Arabic (Amazigh in Tifinagh at times). A word that mixes Latin with a
script of lookalikes, or one made of lookalikes alone, can only deceive. This is the part of Unicode
Technical Standard 39 that such names need, not the whole.
"""

import re
import unicodedata
from typing import Final

__all__ = ["confusable"]

_WORD: Final = re.compile(r"[^\W\d_]+")
_LOOKALIKE_SCRIPTS: Final = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
# Letters of these scripts that are drawn as Latin ones.
_LOOKALIKES: Final = frozenset(
    "АВЕЅІЈКМНОРСТУХЫаеѕіјорсухӏԁԛԝһ"  # Cyrillic
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυι"  # Greek
    "ՕՍԼոսօհցք"  # Armenian
)


def confusable(text: str) -> str | None:
    """The first word that reads like another one; None if there is none.

    A Latin letter in fancy dress (`𝐂ommune`, `Ｃommune`) counts as well.
    """
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        if not word.isascii() and _deceives(word):
            return str(word)
    return None


def _deceives(word: str) -> bool:
    scripts = {_script(letter) for letter in word}
    if "LATIN" in scripts and scripts & _LOOKALIKE_SCRIPTS:
        return True
    disguised = len(word) > 1 and all(letter in _LOOKALIKES for letter in word)
    return disguised or any(map(_dressed_up, word))


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0]


def _dressed_up(letter: str) -> bool:
    """A compatibility form of one plain letter A to Z; raised letters (`1ʳᵉ`) are in order."""
    plain = unicodedata.normalize("NFKC", letter)
    cased = unicodedata.category(letter) in ("Lu", "Ll")
    return cased and plain != letter and len(plain) == 1 and plain.isascii()

"""Folding: two texts that readers take for equal fold alike. One for stored and sought text.

Never shown, and never stored in place of what was typed. It folds Latin and Arabic, the scripts of
our texts; other scripts lose their case and their marks.
"""

import re
import unicodedata
from typing import Final

__all__ = ["fold"]

# What compatibility decomposition leaves apart and readers do not.
_ALIKE: Final[dict[str, str]] = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    # apostrophes, and the letters that transliterations write as one
    "\u2018": "'",
    "\u2019": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u02bb": "'",
    "\u02b9": "'",
    "\u02be": "'",
    "\u02bf": "'",
    "\u2032": "'",
    "\u00b4": "'",
    "`": "'",
    # quotation marks
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "«": '"',
    "»": '"',
    # hyphens and dashes
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\u00ad": "",
    # Arabic: the tatweel says nothing; alefs, yaas and taa marbuta are often typed for each other
    "\u0640": "",
    "\u0671": "\u0627",
    "\u0649": "\u064a",
    "\u06cc": "\u064a",
    "\u0629": "\u0647",
    "\u06d5": "\u0647",
    "\u06a9": "\u0643",
    # Arabic punctuation
    "\u060c": ",",
    "\u061b": ";",
    "\u061f": "?",
}
_TABLE: Final = str.maketrans(_ALIKE)
_SPACES: Final = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text as people look for it.

    No case, accents, Arabic vowel signs, tatweel, ligatures or invisible characters; one form of
    each apostrophe, hyphen, digit, alef, yaa and taa marbuta; single spaces between words.
    Folding what is folded changes nothing.
    """
    apart = unicodedata.normalize("NFKD", text.translate(_TABLE))
    plain = "".join(map(_plain, unicodedata.normalize("NFKD", apart.casefold())))
    return _SPACES.sub(" ", plain.translate(_TABLE)).strip()


def _plain(char: str) -> str:
    """Nothing for what is not read by itself; the digit 0 to 9 for any script's digit."""
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return ""
    return str(unicodedata.decimal(char)) if category == "Nd" else char

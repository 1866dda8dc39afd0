"""Lists the ids of the kernel's catalogues that no error class stands for."""

from collections.abc import Iterable, Mapping
from typing import Final

from mithaq.http.findings import SAYINGS, UNFIT
from mithaq.words.files import languages_of

VOCABULARY: Final[Mapping[str, Iterable[str]]] = {"language": languages_of("mithaq")}

# Problems without an error class, and texts used by the formats.
_BY_HAND: Final = ("internal-error", "not-ready", "store-unavailable")
SENTENCES: Final[Iterable[str]] = [
    *(f"{code}.{part}" for code in _BY_HAND for part in ("title", "detail", "way-out")),
    *dict.fromkeys([*SAYINGS.values(), UNFIT]),
    "format.money",
]

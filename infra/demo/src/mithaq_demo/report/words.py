"""The services' names of things, in French: those of their own catalogues, read as data."""

from typing import Final

from mithaq.words import Formats, texts_of

MARK: Final = "*"
FRENCH: Final = Formats.of("fr")


def named(kind: str, code: str) -> str:
    """What the services call a state, a capacity, an event or a verdict."""
    return texts_of("conventions", "audit").term(kind, code, "fr")

"""The logs that audit copies, by the name each service publishes under."""

from typing import Final

PREFIX: Final = "ma.mithaq."
PARTNERS: Final = PREFIX + "partners"
CONVENTIONS: Final = PREFIX + "conventions"
PROGRAMMING: Final = PREFIX + "programming"
SOURCES: Final = (PARTNERS, CONVENTIONS, PROGRAMMING)


def service_of(source: str) -> str:
    return source.removeprefix(PREFIX)

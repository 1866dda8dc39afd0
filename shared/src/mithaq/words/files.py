"""Reads a package's catalogues: `<package>/texts/<language>/<topic>.po`, in gettext's format."""

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import c2py
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

from mithaq.words.formats import Language
from mithaq.words.message import Message
from mithaq.words.spacing import spaced

VOCABULARY: Final = "vocabulary"  # the topic whose ids are terms: `<kind>.<code>`


@dataclass(frozen=True, slots=True)
class File:
    """One catalogue file: a topic in one language."""

    path: Path
    language: Language
    catalog: Catalog

    @property
    def topic(self) -> str:
        return self.path.stem

    def entries(self) -> Iterator[Entry]:
        """All entries except the header."""
        return (entry for entry in self.catalog if entry.id)

    def messages(self) -> Iterator[tuple[str, Message]]:
        """The translated entries; fuzzy ones count as not translated."""
        rule = c2py(self.catalog.plural_expr)
        for entry in self.entries():
            forms = forms_of(entry)
            if all(forms) and not entry.fuzzy:
                yield id_of(entry), Message(tuple(spaced(f, self.language) for f in forms), rule)


def id_of(entry: Entry) -> str:
    return entry.id[0] if isinstance(entry.id, tuple | list) else entry.id


def is_plural(entry: Entry) -> bool:
    return isinstance(entry.id, tuple | list)


def forms_of(entry: Entry) -> tuple[str, ...]:
    return tuple(entry.string) if isinstance(entry.string, tuple | list) else (entry.string or "",)


def folder_of(package: str) -> Path:
    """The package's folder of texts. The package is located without importing it."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"no package {package} to read texts of")
    return Path(next(iter(found.submodule_search_locations))) / "texts"


def languages_of(package: str) -> list[Language]:
    return sorted(path.name for path in folder_of(package).iterdir() if path.is_dir())


def files_of(package: str) -> Iterator[File]:
    """Every catalogue of the package, by language and topic."""
    for path in sorted(folder_of(package).glob("*/*.po")):
        yield file_at(path)


def file_at(path: Path) -> File:
    language = path.parent.name
    with path.open("rb") as stream:
        return File(path, language, read_po(stream, locale=language, abort_invalid=True))

"""Checks a package's catalogues; reports each fault with its place in a file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mithaq.words.extract import KERNEL, Need, needs_of
from mithaq.words.files import File, files_of, forms_of, id_of, languages_of
from mithaq.words.formats import Language
from mithaq.words.glossary import glossary
from mithaq.words.message import COUNT, Placeholder, placeholders
from mithaq.words.sentence import NAMED
from mithaq.words.sync import renewed
from mithaq.words.texts import DEFAULT, texts_of

_JOINERS: Final = frozenset({"", "and", "or"})
_CONTROLS: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# A comma, semicolon or question mark of Latin script next to an Arabic letter.
_LATIN_MARK: Final = re.compile("[\u0620-\u064a\u064b-\u0652][,;?]|[,;?] ?[\u0620-\u064a]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One id in one language, as in the file."""

    file: File
    id: str
    forms: tuple[str, ...]
    fuzzy: bool

    def __str__(self) -> str:
        return f"{self.file.language}/{self.file.topic}.po {self.id}"


def findings(package: str) -> list[str]:
    """The faults: ids of the code without a valid text in some language, and unused ids."""
    files = list(files_of(package))
    entries = [
        Entry(file, id_of(each), forms_of(each), each.fuzzy)
        for file in files
        for each in file.entries()
    ]
    by_language: dict[Language, dict[str, Entry]] = {each: {} for each in languages_of(KERNEL)}
    for entry in entries:
        by_language.setdefault(entry.file.language, {})[entry.id] = entry
    needs = needs_of(package)
    kinds = texts_of(package).kinds.keys() | {need.note for need in needs.values()}
    return [
        *_twice(entries),
        *(line for each in by_language.items() for line in _gaps(*each, needs)),
        *(line for entry in entries for line in _flaws(entry, kinds)),
        *_strangers(by_language),
        *(line for entry in entries for line in _misnamed(entry, by_language[DEFAULT])),
        *(line for entry in entries for line in _unfilled(entry, needs)),
        *(f"{file.path}: run `make words`" for file in files if _stale(file, files, needs)),
    ]


def _twice(entries: Iterable[Entry]) -> Iterator[str]:
    seen: dict[tuple[Language, str], Entry] = {}
    for entry in entries:
        first = seen.setdefault((entry.file.language, entry.id), entry)
        if first is not entry:
            yield f"{entry}: is in {first.file.topic}.po too"


def _gaps(
    language: Language, entries: Mapping[str, Entry], needs: Mapping[str, Need]
) -> Iterator[str]:
    for need in needs.values():
        if not any(each in entries for each in (need.id, *need.or_else)):
            yield f"{language} {need.id}: has no words"
    for message_id in entries.keys() - needs.keys():
        yield f"{entries[message_id]}: nothing in the code says it"


def _flaws(entry: Entry, kinds: Iterable[str]) -> Iterator[str]:
    if entry.fuzzy:
        yield f"{entry}: is marked fuzzy"
    if not all(entry.forms):
        yield f"{entry}: is not translated"
    if len(entry.forms) not in {1, entry.file.catalog.num_plurals}:
        yield f"{entry}: needs {entry.file.catalog.num_plurals} plural forms"
    for form in entry.forms:
        if _CONTROLS.search(form):
            yield f"{entry}: holds an invisible control; isolation is the formatter's"
        if _LATIN_MARK.search(form):
            yield f"{entry}: Latin punctuation beside Arabic letters"
        yield from (f"{entry}: {flaw}" for flaw in _placeholder_flaws(form, kinds))


def _placeholder_flaws(form: str, kinds: Iterable[str]) -> Iterator[str]:
    try:
        found = list(placeholders(form))
    except ValueError as error:
        yield str(error)
        return
    for each in found:
        if not each.name.isidentifier():
            yield f"{{{each.name}}} is no name"
        if each.kind not in {*NAMED, *kinds}:
            yield f"{{{each.name}:{each.kind}}} is no known format"
        if each.joiner not in _JOINERS:
            yield f"{{{each.name}:{each.kind}:{each.joiner}}}: lists end in `and` or `or`"


def _strangers(by_language: Mapping[Language, Mapping[str, Entry]]) -> Iterator[str]:
    """Placeholders must be those of the French sentence, with at most one count."""
    for entries in by_language.values():
        for entry in entries.values():
            if not all(entry.forms):
                continue
            model = by_language[DEFAULT].get(entry.id, entry)
            if _used(entry) != _used(model):
                yield f"{entry}: placeholders are not those of {DEFAULT}"
            counts = {each.name for each in _used(entry) if each.kind == COUNT}
            if len(counts) > 1 or (len(entry.forms) > 1 and not counts):
                yield f"{entry}: plural forms go by one {{...:count}}"


def _misnamed(entry: Entry, french: Mapping[str, Entry]) -> Iterator[str]:
    """Words of the trade that the glossary wants otherwise."""
    language, said = entry.file.language, " ".join(entry.forms)
    yield from (f"{entry}: {stray}" for stray in glossary().strays(language, said))
    if language != DEFAULT and all(entry.forms) and (model := french.get(entry.id)):
        for loss in glossary().losses(" ".join(model.forms), language, said):
            yield f"{entry}: {loss}"


def _unfilled(entry: Entry, needs: Mapping[str, Need]) -> Iterator[str]:
    """Placeholders for values that no error of this rule has."""
    given = needs[entry.id].values if entry.id in needs else None
    if given is not None:
        for each in sorted({each.name for each in _used(entry)} - given):
            yield f"{entry}: nobody gives {{{each}}}"


def _used(entry: Entry) -> frozenset[Placeholder]:
    """The placeholders of all forms: in some languages `one` and `two` need no figure."""
    try:
        return frozenset(each for form in entry.forms for each in placeholders(form))
    except ValueError:
        return frozenset()


def _stale(file: File, files: Iterable[File], needs: Mapping[str, Need]) -> bool:
    return renewed(file, files, needs) != file.path.read_bytes()

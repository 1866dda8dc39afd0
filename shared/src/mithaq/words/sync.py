"""Synchronises a package's catalogue files with its code: new ids, notes, one file format.

In each file the notes tell a translator what a sentence is for: the rule's own promise and, but in
the French file, the French sentence. Translations and translators' remarks are never touched, and
an id that the code no longer says stays until somebody deletes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message as Entry

from mithaq.words.extract import KERNEL, Need, needs_of
from mithaq.words.files import (
    File,
    file_at,
    files_of,
    folder_of,
    forms_of,
    id_of,
    is_plural,
    languages_of,
)
from mithaq.words.formats import Language
from mithaq.words.texts import DEFAULT
from mithaq.words.writing import Line, plural_forms_of, rendered


@dataclass(frozen=True, slots=True)
class Model:
    """An entry of the French file, which sets the order and plurals of the other files."""

    id: str
    forms: tuple[str, ...] = ("",)
    plural: bool = False


def synchronise(package: str) -> list[Path]:
    """Rewrite files that differ and create missing ones; returns the files written."""
    needs = needs_of(package)
    written = []
    for path, content in _contents(package, needs).items():
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.append(path)
    return written


def renewed(file: File, files: Iterable[File], needs: Mapping[str, Need]) -> bytes:
    """The file's new content and its ids."""
    models = _models(files)
    return _render([*_kept(file, models, needs)], file.topic, file.language)


def _contents(package: str, needs: Mapping[str, Need]) -> dict[Path, bytes]:
    files = list(files_of(package))
    by_place = {(file.language, file.topic): file for file in files}
    models, missing = _models(files), _missing(files, needs)
    topics = dict.fromkeys([*(topic for _, topic in by_place), *(n.topic for n in missing)])
    found = {}
    for language in sorted({*languages_of(KERNEL), *(file.language for file in files)}):
        for topic in topics:
            file = by_place.get((language, topic))
            lines = [*_kept(file, models, needs)] if file else []
            have = {line.id for line in lines}
            begun = [m for m in models.get(topic, ()) if m.id not in have]
            lines += [_line(m, (), needs, language) for m in begun]
            lines += [_line(Model(n.id), (), needs, language) for n in missing if n.topic == topic]
            path = folder_of(package) / language / f"{topic}.po"
            found[path] = _render(lines, topic, language)
    return found


def _models(files: Iterable[File]) -> dict[str, list[Model]]:
    return {
        file.topic: [_model(entry) for entry in file.entries()]
        for file in files
        if file.language == DEFAULT
    }


def _model(entry: Entry) -> Model:
    return Model(id_of(entry), forms_of(entry), is_plural(entry))


def _missing(files: Iterable[File], needs: Mapping[str, Need]) -> list[Need]:
    have = {id_of(entry) for file in files if file.language == DEFAULT for entry in file.entries()}
    return [n for n in needs.values() if have.isdisjoint((n.id, *n.or_else))]


def _kept(
    file: File, models: Mapping[str, list[Model]], needs: Mapping[str, Need]
) -> Iterator[Line]:
    """The file's own entries, in the order of the French file."""
    order = {model.id: (place, model) for place, model in enumerate(models.get(file.topic, ()))}
    entries = sorted(file.entries(), key=lambda e: order.get(id_of(e), (len(order),))[0])
    for entry in entries:
        model = (
            order[id_of(entry)][1]
            if id_of(entry) in order
            else Model(id_of(entry), plural=is_plural(entry))
        )
        yield _line(model, forms_of(entry), needs, file.language, entry)


def _line(
    model: Model,
    forms: tuple[str, ...],
    needs: Mapping[str, Need],
    language: Language,
    entry: Entry | None = None,
) -> Line:
    notes = [needs[model.id].note] if model.id in needs and needs[model.id].note else []
    if language != DEFAULT and all(model.forms):
        notes += [f"{DEFAULT}: {form}" for form in model.forms]
    return Line(
        id=model.id,
        forms=forms or ("",),
        plural=model.plural,
        notes=notes,
        remarks=entry.user_comments if entry else (),
        flags=sorted(flag for flag in entry.flags if flag == "fuzzy") if entry else (),
    )


def _render(lines: list[Line], topic: str, language: Language) -> bytes:
    return rendered(topic, language, lines, plural_forms=_plural_forms(language))


def _plural_forms(language: Language) -> str:
    """One rule a language, in every file: the one that heads the kernel's `formats.po`.

    Its translators may have chosen fewer forms than CLDR has. Before they began it is CLDR's.
    """
    settled = folder_of(KERNEL) / language / "formats.po"
    return file_at(settled).catalog.plural_forms if settled.exists() else plural_forms_of(language)


def template(package: str) -> bytes:
    """gettext's template (.pot): every id of the code, in the order of the French files."""
    needs, models = needs_of(package), _models(files_of(package))
    known = [model for topic in models.values() for model in topic]
    lines = [_line(Model(m.id, m.forms, m.plural), (), needs, "") for m in known]
    return rendered(package, "", lines, plural_forms=plural_forms_of("en"))

"""Writes catalogue files in one canonical form, so that diffs show only changed texts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import write_po

from mithaq.words.formats import Language

_WIDTH: Final = 100
_HEADER: Final = """\
# {title}
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry: its translated forms (empty: not translated) and notes for the translator."""

    id: str
    forms: Sequence[str]
    plural: bool = False
    notes: Sequence[str] = ()
    remarks: Sequence[str] = ()
    flags: Sequence[str] = ()


def rendered(
    title: str, language: Language, lines: Iterable[Line], *, plural_forms: str | None = None
) -> bytes:
    """The file's bytes. `notes` are ours and rewritten; `remarks` are the translator's and kept."""
    forms = plural_forms or plural_forms_of(language)
    catalog = Catalog()
    catalog.mime_headers = [("Plural-Forms", forms)]
    for line in lines:
        catalog.add(
            (line.id, line.id) if line.plural else line.id,
            tuple(line.forms) if line.plural else line.forms[0],
            auto_comments=line.notes,
            user_comments=line.remarks,
            flags=line.flags,
        )
    body = BytesIO()
    write_po(body, catalog, width=_WIDTH, no_location=True, omit_header=True)
    header = _HEADER.format(title=title, language=language, plural_forms=forms)
    return header.encode() + body.getvalue().strip() + b"\n"


def plural_forms_of(language: Language) -> str:
    """gettext's plural rule for a language without translations yet."""
    return get_plural(language).plural_forms

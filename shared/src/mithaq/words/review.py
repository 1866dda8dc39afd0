"""A page for reviewers: every text in all languages side by side, with missing ones marked."""

from collections.abc import Iterable, Mapping
from html import escape

from mithaq.words.extract import KERNEL
from mithaq.words.files import files_of, forms_of, id_of, languages_of
from mithaq.words.formats import Formats, Language

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #ccc; padding: .4rem; vertical-align: top; text-align: start; }
th { position: sticky; top: 0; background: #eee; }
td.id { font: 12px monospace; overflow-wrap: anywhere; max-width: 16rem; }
td.missing { background: #fdd; }
p.form { margin: 0 0 .3rem; white-space: pre-line; }
"""

Sentences = Mapping[str, Mapping[Language, tuple[str, ...]]]


def page(packages: Iterable[str]) -> str:
    """A self-contained HTML document."""
    languages = languages_of(KERNEL)
    parts = [_table(package, _sentences(package), languages) for package in packages]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Words</title>'
        f"<style>{_STYLE}</style></head><body>\n" + "\n".join(parts) + "\n</body></html>\n"
    )


def _sentences(package: str) -> Sentences:
    found: dict[str, dict[Language, tuple[str, ...]]] = {}
    for file in files_of(package):
        for entry in file.entries():
            found.setdefault(id_of(entry), {})[file.language] = forms_of(entry)
    return found


def _table(package: str, sentences: Sentences, languages: list[Language]) -> str:
    headings = "".join(f"<th>{escape(Formats.of(each).name)}</th>" for each in languages)
    rows = [
        f'<tr><td class="id">{escape(message_id)}</td>'
        + "".join(_cell(forms.get(each, ()), each) for each in languages)
        + "</tr>"
        for message_id, forms in sentences.items()
    ]
    head = f"<h2>{escape(package)}</h2>\n<table><tr><th>id</th>{headings}</tr>\n"
    return head + "\n".join(rows) + "\n</table>"


def _cell(forms: tuple[str, ...], language: Language) -> str:
    direction = "rtl" if Formats.of(language).right_to_left else "ltr"
    shown = "".join(f'<p class="form">{escape(form)}</p>' for form in forms)
    kind = "" if all(forms) and forms else ' class="missing"'
    return f'<td{kind} lang="{language}" dir="{direction}">{shown}</td>'

"""The words of a message, in French and Arabic, as plain text and as HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from notifications.domain.notices import Template

Language = Literal["fr", "ar"]
Facts = Mapping[str, object]

# As they are called in Morocco.
_MONTHS: Final[Mapping[Language, str]] = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ar": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
}
_LRI, _FSI, _PDI = "\u2066", "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Part:
    """One language's words; in HTML the paragraphs are already escaped."""

    code: Language
    paragraphs: Sequence[str]
    action: str

    @property
    def direction(self) -> str:
        return "rtl" if self.code == "ar" else "ltr"

    @property
    def side(self) -> str:
        return "right" if self.code == "ar" else "left"


@dataclass(frozen=True, slots=True)
class Written:
    subject: str
    text: str
    html: str


def isolate(value: object) -> str:
    """A text of unknown direction that leaves its neighbours' order alone (FSI … PDI)."""
    return f"{_FSI}{value}{_PDI}"


def ltr(value: object) -> str:
    """A number or a reference: its parts keep their order inside Arabic (LRI … PDI)."""
    return f"{_LRI}{value}{_PDI}"


def dated(day: date, language: Language) -> str:
    """`1er mars 2026`, `1 مارس 2026`."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def _environment(*, autoescape: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("notifications"),
        autoescape=autoescape,  # noqa: S701 (HTML is escaped; plain text has nothing to escape)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(isolate=isolate, ltr=ltr)
    return environment


_TEXT: Final = _environment(autoescape=False)
_HTML: Final = _environment(autoescape=True)


def write(
    template: Template, facts: Mapping[Language, Facts], first: Language, link: str
) -> Written:
    """The message in both languages, the reader's own first; the subject in that one."""
    order: list[Language] = [first, "ar" if first == "fr" else "fr"]
    subject = _line(_block(_TEXT, template, first, "subject", facts[first]))
    text = [_part(_TEXT, template, language, facts[language]) for language in order]
    html = [_part(_HTML, template, language, facts[language]) for language in order]
    return Written(
        subject=subject,
        text=_TEXT.get_template("layout.txt.j2").render(languages=text, link=link),
        html=_HTML.get_template("layout.html.j2").render(
            languages=html, link=link, subject=subject
        ),
    )


def _part(environment: Environment, template: Template, language: Language, facts: Facts) -> Part:
    body = _block(environment, template, language, "body", facts)
    action = _block(environment, template, language, "action", facts)
    wrap = Markup if environment is _HTML else str
    paragraphs = [wrap(_line(paragraph)) for paragraph in body.split("\n\n") if paragraph.strip()]
    return Part(language, paragraphs, wrap(_line(action)))


def _block(
    environment: Environment, template: Template, language: Language, block: str, facts: Facts
) -> str:
    found = environment.get_template(f"{template}.{language}.j2")
    return "".join(found.blocks[block](found.new_context(dict(facts))))


def _line(text: str) -> str:
    return " ".join(text.split())

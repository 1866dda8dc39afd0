"""A message in French and Arabic, as plain text and as HTML. The sentences are in `texts/`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from mithaq.words import Formats, Shown, Texts

from notifications.domain.notices import Template

Language = Literal["fr", "ar"]
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "ar")
Facts = Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class Part:
    """What one language says; the layouts arrange it."""

    code: Language
    paragraphs: Sequence[str]
    action: str
    link: str
    footer: str

    @property
    def right_to_left(self) -> bool:
        return Formats.of(self.code).right_to_left


@dataclass(frozen=True, slots=True)
class Written:
    subject: str
    text: str
    html: str


def _environment(*, autoescape: bool) -> Environment:
    return Environment(
        loader=PackageLoader("notifications"),
        autoescape=autoescape,  # noqa: S701 (HTML is escaped; plain text has nothing to escape)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


_TEXT: Final = _environment(autoescape=False)
_HTML: Final = _environment(autoescape=True)


def write(
    texts: Texts, template: Template, facts: Mapping[Language, Facts], first: Language, link: str
) -> Written:
    """The message in both languages, the reader's own first; the subject in that one."""
    order = sorted(LANGUAGES, key=lambda language: language != first)
    subject = texts.said(f"{template}.subject", first, facts[first])
    known = {
        "parts": [_part(texts, template, language, facts[language]) for language in order],
        "link": link,
        "subject": subject,
    }
    return Written(
        subject=subject,
        text=_TEXT.get_template("layout.txt.j2").render(known),
        html=_HTML.get_template("layout.html.j2").render(known),
    )


def _part(texts: Texts, template: Template, language: Language, facts: Facts) -> Part:
    action = texts.say(f"{template}.action", language)
    return Part(
        code=language,
        paragraphs=list(_paragraphs(texts, template, language, facts)),
        action=action,
        link=texts.say("mail.link", language, action=action),
        footer=texts.say("mail.automatic", language),
    )


def _paragraphs(
    texts: Texts, template: Template, language: Language, facts: Facts
) -> Iterator[str]:
    """In the catalogue a blank line parts two paragraphs; no fact holds a line break."""
    yield texts.said("mail.greeting", language, facts)
    yield from texts.said(f"{template}.body", language, facts).split("\n\n")

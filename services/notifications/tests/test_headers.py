"""Whatever people typed, the bytes on the wire decode to just that, in a header of its own.

The decoder here knows nothing of Python's e-mail package, nor of how we write.
"""

import base64
import quopri
import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from unicodedata import category

import pytest
from aiosmtpd.controller import Controller
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from notifications.composing import About, compose
from notifications.contacts import Contact
from notifications.domain.notices import Template
from notifications.headers import WIRE
from notifications.mailer import SmtpMailer
from notifications.writing import LANGUAGES, Language

from .stories import COMMUNE, REGION
from .test_mailer import Server
from .test_writing import NOW, SETTINGS, row

EXPECTED = {
    "to", "from", "subject", "date", "message-id", "auto-submitted", "list-id",
    "x-mithaq-cause", "mime-version", "content-type", "content-language",
}  # fmt: skip
INJECTIONS = [
    "=?utf-8?q?x=0D=0ABcc=3A_e=40e=2Ema?=",
    "=?utf-8?b?eA0KQmNjOiBlQGUubWE=?=",
    "x =?utf-8?q?=0D=0A=0D=0Abody?= y",
    "=?iso-8859-1?q?=0ABcc:e?=",
    "=?=",
    "=?utf-8?q?",
    '" <e@e.ma>, "',
    "Naïma <e@e.ma>",
    "N\r\nBcc: e@e.ma",
    "a, b; c: d",
    '(comment) \\ "quoted"',
]
WORD = re.compile(rb"=\?([^?\s]+)\?([bBqQ])\?([^?\s]*)\?=")


def headers_of(content: bytes) -> dict[str, bytes]:
    """The header fields of the bytes, unfolded; none comes twice."""
    head = content.split(b"\r\n\r\n", 1)[0]
    assert b"\n" not in head.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in head.split(b"\r\n"))
    head.decode("ascii")
    fields = re.sub(rb"\r\n(?=[ \t])", b"", head).split(b"\r\n")
    pairs = [field.split(b":", 1) for field in fields]
    names = [name.decode().lower() for name, _ in pairs]
    assert len(set(names)) == len(names)
    return {name: value.strip() for name, (_, value) in zip(names, pairs, strict=True)}


def decoded(value: bytes) -> str:
    """RFC 2047, section 6.2: white space between two encoded words is none."""
    joined = re.sub(rb"(\?=)[ \t]+(?==\?)", rb"\1", value)
    parts, at = [], 0
    for word in WORD.finditer(joined):
        assert len(word.group(0)) <= 75
        parts.append(joined[at : word.start()].decode("ascii"))
        charset, way, coded = word.groups()
        raw = base64.b64decode(coded) if way in b"bB" else quopri.decodestring(coded, header=True)
        parts.append(raw.decode(charset.decode()))  # each word whole characters: strict
        at = word.end()
    return "".join([*parts, joined[at:].decode("ascii")])


def about(text: str) -> About:
    convention: Any = SimpleNamespace(reference=text, title_fr=text, title_ar=text)
    parties: Any = {
        COMMUNE: SimpleNamespace(name_fr=text, name_ar=text),
        REGION: SimpleNamespace(name_fr=text, name_ar=None),
    }
    return About(convention=convention, parties=parties)


def shown(text: str) -> str:
    """As one line shows it: controls are none, and runs of white space are one."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    return " ".join("".join(char for char in spaced if category(char) != "Cc").split())


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def mailer(server: Server, free_port: Callable[[], int]) -> Iterator[SmtpMailer]:
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield SmtpMailer("127.0.0.1", controller.port, SETTINGS)
    controller.stop()


def written(text: str, template: Template, language: Language) -> Any:
    contact = Contact(name=text, email="naima@tanger.example.ma", language=language)
    fields = row(template)
    fields.facts = {**fields.facts, "reason": text}
    return compose(fields, about(text), contact, SETTINGS, NOW)


def checked(content: bytes, text: str) -> None:
    headers = headers_of(content)
    assert headers.keys() == EXPECTED
    isolates = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
    assert shown(text).translate(isolates) in decoded(headers["subject"]).translate(isolates)
    name, _, address = headers["to"].rpartition(b" <")
    assert address == b"naima@tanger.example.ma>"
    assert decoded(name) == shown(text)
    assert not re.search(rb'[<>@,;:"()\\]', name)
    assert headers["from"] == b"Mithaq <robot@mithaq.example>"


@pytest.mark.parametrize("text", INJECTIONS)
@pytest.mark.parametrize("template", Template)
async def test_the_server_is_told_nothing_but_what_was_typed(
    mailer: SmtpMailer, server: Server, text: str, template: Template
) -> None:
    await mailer.send(written(text, template, "fr"), "naima@tanger.example.ma")
    (envelope,) = server.taken
    content = envelope.content
    assert isinstance(content, bytes)
    checked(content, text)
    assert envelope.rcpt_tos == ["naima@tanger.example.ma"]


ARABIC = "اتفاقية شراكة من أجل إعادة تأهيل المدينة العتيقة بطنجة وقّعت جميع الأطراف "


@pytest.mark.parametrize("length", range(1, 300, 7))
def test_an_arabic_subject_keeps_every_space_at_any_length(length: int) -> None:
    text = (ARABIC * 10)[:length].strip()
    for language in LANGUAGES:
        checked(wire(written(text, Template.SIGNATURE_TURN, language)), text)


PRINTED = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(text=PRINTED.filter(lambda text: bool(shown(text))))
@example(text="=?utf-8?q?a?= =?utf-8?q?b?=")
@example(text="a" * 300)
@example(text="é" * 300)
@example(text="\U0001f600" * 100)
def test_property_headers_decode_to_what_was_typed(text: str) -> None:
    checked(wire(written(text, Template.SIGNATURE_TURN, "fr")), text)


def wire(message: Any) -> bytes:
    return bytes(message.as_bytes(policy=WIRE))

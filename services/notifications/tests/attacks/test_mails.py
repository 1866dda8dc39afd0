"""Texts that a convention may bear and that try to be something else in a mail that quotes them."""

from email import policy
from email.parser import BytesParser
from types import SimpleNamespace
from typing import Any, Final

import pytest
from mithaq.unicode import flaw_of, kept
from notifications.composing import About, compose
from notifications.contacts import Contact
from notifications.domain.notices import Template
from notifications.writing import LANGUAGES

from ..test_writing import ABOUT, NOW, SETTINGS, row

HOSTILE: Final = {
    "a template": "{title} {name:money} {{ 7 * 7 }} {% raw %} %s %(name)s ${x}",
    "markup": "<b onload=x>&amp;&lt;/b>]]><!--",
    "a link": "javascript:alert(1) https://evil.example/?a=b&c=d",
    "an encoded word": "=?utf-8?q?x=0D=0ABcc=3A_e=40e=2Ema?= =?utf-8?b?QmNj?=",
    "a header": "x: y; Bcc: e@e.ma, <e@e.ma>",
    "joiners and marks": "م\u200cن \u200fا\u200d \u2068abc\u2069 \u061c",
    "a dot alone": ". . .",
    "as long as may be": "ﷺ" * 300,
    "four bytes a letter": "𠀀" * 300,
    "one word of 300 letters": "a" * 300,
}


def _words(text: str) -> str:
    """Isolates aside: whoever quotes a text sets it apart by its own."""
    return " ".join(text.translate(dict.fromkeys(range(0x2066, 0x206A))).split())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", Template)
def test_the_reader_sees_it_as_typed(template: Template, language: Any, text: str) -> None:
    assert flaw_of(kept(text)) is None, "no convention bears such a text"
    convention: Any = SimpleNamespace(reference=text, title_fr=text, title_ar=text)
    party: Any = SimpleNamespace(name_fr=text, name_ar=text)
    about = About(convention=convention, parties=dict.fromkeys(ABOUT.parties, party))
    told = row(template)
    told.facts["reason"] = text
    contact = Contact(name=text, email="naima@tanger.example.ma", language=language)
    sent = compose(told, about, contact, SETTINGS, NOW).as_bytes()
    read = BytesParser(policy=policy.default).parsebytes(sent)
    assert sum(name.lower() == "subject" for name in read) == 1
    assert not {"bcc", "cc", "reply-to"} & {name.lower() for name in read}
    assert str(read["To"].addresses[0].addr_spec) == "naima@tanger.example.ma"
    plain = read.get_body(("plain",))
    assert plain is not None
    assert _words(text) in _words(plain.get_content())
    html = read.get_body(("html",))
    assert html is not None
    assert "<b onload" not in html.get_content()
    assert all(len(line) <= 998 for line in sent.split(b"\r\n"))

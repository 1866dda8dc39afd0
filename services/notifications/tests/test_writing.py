"""The words, in both languages, safe in HTML and in order inside Arabic."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest
from notifications.composing import About, compose
from notifications.contacts import Contact
from notifications.delivery_failures import NotSent
from notifications.domain.notices import Template
from notifications.settings import MailSettings
from notifications.writing import Language

from .stories import COMMUNE, CONVENTION, REGION

NOW = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
SETTINGS = MailSettings(public_url="https://mithaq.example/", mail_from="robot@mithaq.example")
PARTIES: Any = {
    COMMUNE: SimpleNamespace(name_fr="Commune de Tanger", name_ar="جماعة طنجة"),
    REGION: SimpleNamespace(name_fr="Région <TTA>", name_ar=None),
}
ABOUT = About(
    convention=cast(
        "Any",
        SimpleNamespace(
            reference="C-2026-014",
            title_fr="Médina <script>alert(1)</script> & abords",
            title_ar="مدينة طنجة العتيقة",
        ),
    ),
    parties=PARTIES,
    conditions={
        "vote": cast("Any", SimpleNamespace(label_fr="Vote du <conseil>", label_ar="تصويت المجلس"))
    },
)
BIDI = {"\u2066": 1, "\u2067": 1, "\u2068": 1, "\u2069": -1}


def row(template: Template) -> Any:
    facts = {
        "signed_on": "2026-03-01",
        "reason": "Crédits <insuffisants>",
        "refused_by": str(REGION),
        "deadline": "2026-03-31",
        "article": "financing",
        "sign_by": "2026-04-30",
        "split_by": "2026-06-01",
        "decided_on": "2026-05-01",
        "before": "Convetion <x>",
        "after": "Convention <x>",
        "condition": "vote",
        "approval": "interior",
        "body": str(REGION),
        "shares": "2",
        "amount": "1234.50",
        "tranche": "commune-2026-1",
        "due_on": "2026-06-01",
        "since": "2026-06-02",
        "over_days": "60",
        "late_party": str(REGION),
        "ends_on": "2026-12-31",
        "committee": "pilotage",
        "meets_on": "2026-06-15",
        "place": "Siège de la région",
        "agenda": "Bilan",
        "owner": str(REGION),
        "subject_fr": "Rapport <semestriel>",
        "subject_ar": "تقرير",
        "last_day": "2026-12-31",
        "addressee": str(REGION),
        "breach": "money_unpaid",
        "breached": "commune-2026-1",
        "expires_on": "2026-07-31",
        "defaulting": str(REGION),
        "effective_on": "2026-08-01",
        "refund_by": "2026-09-30",
        "payer": str(REGION),
        "carrier": str(REGION),
        "decision": "etude",
        "due_by": "2026-10-31",
    }
    return SimpleNamespace(
        template=template.value,
        organisation_id=COMMUNE,
        convention_id=CONVENTION,
        delivery_id=UUID(int=99),
        cause=UUID(int=98),
        amendment=2,
        facts=facts,
    )


def composed(template: Template, language: Language = "fr", name: str = "Naïma علوي") -> Any:
    contact = Contact(name=name, email="naima@tanger.example.ma", language=language)
    return compose(row(template), ABOUT, contact, SETTINGS, NOW)


def part(message: Any, kind: str) -> str:
    return str(message.get_body((kind,)).get_content())


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("template", Template)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_message_is_whole_in_both_languages(template: Template, language: Language) -> None:
    message = composed(template, language)
    text, html = part(message, "plain"), part(message, "html")
    for content in (text, html):
        assert "C-2026-014" in content
        assert "Commune de Tanger" in content
        assert "جماعة طنجة" in content
        assert f"https://mithaq.example/conventions/{CONVENTION}" in content
        assert "{{" not in content
        assert "None" not in content
    assert "C-2026-014" in str(message["Subject"])
    assert bool(re.search("[\u0600-\u06ff]", str(message["Subject"]))) == (language == "ar")
    assert (text.find("Bonjour") < text.find("تحية")) == (language == "fr")


@pytest.mark.parametrize("template", Template)
def test_html_escapes_what_people_wrote_and_marks_directions(template: Template) -> None:
    html, tags = part(composed(template), "html"), Tags()
    tags.feed(html)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert not [tag for tag, _ in tags.seen if tag == "script"]
    blocks = {
        (attrs.get("lang"), attrs.get("dir")) for tag, attrs in tags.seen if tag in ("div", "p")
    }
    assert {("fr", "ltr"), ("ar", "rtl")} <= blocks
    assert "<script>" in part(composed(template), "plain")


@pytest.mark.parametrize("template", Template)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_arabic_isolates_every_latin_run_and_closes_it(
    template: Template, language: Language
) -> None:
    message = composed(template, language)
    for content in (str(message["Subject"]), part(message, "plain")):
        for line in content.splitlines():
            assert sum(BIDI.get(char, 0) for char in line) == 0
            if not re.search("[\u0600-\u06ff]", line):
                continue
            outside = re.sub("[\u2066-\u2068][^\u2066-\u2069]*\u2069", "", line)
            latin = re.search("[A-Za-z0-9]", outside)
            arabic = re.search("[\u0600-\u06ff]", outside)
            assert not (latin and arabic), line


def test_the_envelope_names_the_row_and_the_cause() -> None:
    message = composed(Template.SIGNATURE_TURN)
    assert message["Message-ID"] == f"<{UUID(int=99)}@mithaq.example>"
    assert message["X-Mithaq-Cause"] == str(UUID(int=98))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fr, ar"
    assert message["List-Id"] == "Signatures <signatures.mithaq.example>"
    assert str(message["To"]) == "Naïma علوي <naima@tanger.example.ma>"
    again = composed(Template.SIGNATURE_TURN)
    assert again["Message-ID"] == message["Message-ID"]
    assert bytes(message)


def test_a_name_cannot_add_a_header() -> None:
    message = composed(Template.SIGNATURE_TURN, name="N\r\nBcc: all@example.ma")
    assert message["Bcc"] is None


def test_an_address_no_header_can_hold_is_given_up() -> None:
    contact = Contact(name="N", email="a b@\n", language="fr")
    with pytest.raises(NotSent) as caught:
        compose(row(Template.SIGNATURE_TURN), ABOUT, contact, SETTINGS, NOW)
    assert caught.value.final


def test_days_are_said_as_in_morocco() -> None:
    text = part(composed(Template.CONVENTION_SIGNED), "plain")
    assert "1er mars 2026" in text
    assert "1 مارس 2026" in text


def test_a_reason_of_several_lines_stays_one_paragraph() -> None:
    told = row(Template.SIGNATURE_REFUSED)
    told.facts["reason"] = "Crédits\n\ninsuffisants"
    contact = Contact(name="N", email="n@example.ma", language="fr")
    text = part(compose(told, ABOUT, contact, SETTINGS, NOW), "plain")
    assert "«\u202fCrédits insuffisants\u202f»" in text


@pytest.mark.parametrize(
    ("count", "french", "arabic"),
    [
        ("1", "1 part reste à ventiler", "بقيت حصة واحدة"),
        ("2", "2 parts restent à ventiler", "بقيت حصتان"),
        ("7", "7 parts restent à ventiler", "حصص دون توزيع"),
        ("12", "12 parts restent à ventiler", "حصة دون توزيع"),
        ("100", "100 parts restent à ventiler", "حصة دون توزيع"),
    ],
)
def test_shares_are_counted_in_the_right_plural(count: str, french: str, arabic: str) -> None:
    told = row(Template.SPLIT_OVERDUE)
    told.facts["shares"] = count
    contact = Contact(name="N", email="n@example.ma", language="fr")
    text = part(compose(told, ABOUT, contact, SETTINGS, NOW), "plain")
    assert french in text
    assert arabic in text
    assert "1\u202f234,50" in text


def test_a_condition_is_told_in_its_words_and_by_its_name_where_they_are_unknown() -> None:
    text = part(composed(Template.CONDITION_REFUSED), "plain")
    assert "Vote du <conseil>" in text
    assert "تصويت المجلس" in text
    contact = Contact(name="N", email="n@example.ma", language="fr")
    bare = About(ABOUT.convention, PARTIES)
    told = compose(row(Template.CONDITION_REFUSED), bare, contact, SETTINGS, NOW)
    assert "vote" in part(told, "plain")


def test_a_formal_notice_says_the_ground_and_the_last_day() -> None:
    text = part(composed(Template.NOTICE_SERVED), "plain")
    for said in ("fonds appelés et non versés", "commune-2026-1", "31 juillet 2026"):
        assert said in text
    for said in ("أموال مطلوبة لم تُؤدَّ", "31 يوليوز 2026"):
        assert said in text

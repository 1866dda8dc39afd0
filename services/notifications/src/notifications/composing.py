"""Composes the e-mail of an outbox row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, Final
from unicodedata import category
from uuid import UUID

from mithaq.words import Shown, Texts, texts_of
from sqlalchemy import Row

from notifications.contacts import Contact
from notifications.delivery_failures import NotSent
from notifications.domain.notices import Template
from notifications.headers import WIRE, mailbox
from notifications.settings import MailSettings
from notifications.writing import LANGUAGES, Facts, Language, Written, write


def message_id(delivery_id: UUID, domain: str) -> str:
    """The same however often the message is handed over: mailboxes show it once."""
    return f"<{delivery_id}@{domain}>"


@dataclass(frozen=True, slots=True)
class About:
    """The convention a message is about, what organisations are called, by their ids, and what the
    text waits for, by its name.
    """

    convention: Row[Any]
    parties: Mapping[UUID, Row[Any]]
    conditions: Mapping[str, Row[Any]] = field(default_factory=dict)


def compose(
    row: Row[Any], about: About, contact: Contact, settings: MailSettings, now: datetime
) -> EmailMessage:
    """The whole message. Raises NotSent, for good, if the address cannot stand in a header."""
    texts = texts_of("notifications")
    facts = {language: _facts(row, about, contact, texts, language) for language in LANGUAGES}
    link = f"{settings.public_url.rstrip('/')}/conventions/{row.convention_id}"
    written = write(texts, Template(row.template), facts, contact.language, link)
    return _envelope(row, written, contact, settings, now)


def _facts(
    row: Row[Any], about: About, contact: Contact, texts: Texts, language: Language
) -> Facts:
    convention, parties = about.convention, about.parties
    ours = texts.say("mail.your-organisation", language)
    told: dict[str, Shown] = {
        "name": contact.name,
        "reference": convention.reference,
        "title": _in(language, convention.title_fr, convention.title_ar),
        "party": _party(parties.get(row.organisation_id), language, ours),
        "amendment": row.amendment,
    }
    told |= {name: READ[name](fact) for name, fact in row.facts.items() if name in READ}
    another = texts.say("mail.another-organisation", language)
    for name in ORGANISATIONS & row.facts.keys():
        told[name] = _party(parties.get(UUID(row.facts[name])), language, another)
    if (name := row.facts.get("condition")) is not None:
        written = about.conditions.get(name)
        told["condition"] = _in(language, written.label_fr, written.label_ar) if written else name
    if (subject := row.facts.get("subject_fr")) is not None:
        told["subject"] = _in(language, subject, row.facts.get("subject_ar"))
    return {name: _line(fact) if isinstance(fact, str) else fact for name, fact in told.items()}


# Facts as an outbox row keeps them, and what the sentence is given.
READ: Final[Mapping[str, Callable[[str], Shown]]] = {
    **dict.fromkeys(("signed_on", "deadline", "sign_by", "decided_on"), date.fromisoformat),
    **dict.fromkeys(
        ("split_by", "due_on", "since", "ends_on", "meets_on", "last_day"), date.fromisoformat
    ),
    **dict.fromkeys(("expires_on", "effective_on", "refund_by", "due_by"), date.fromisoformat),
    **dict.fromkeys(("tranche", "over_days"), str),
    **dict.fromkeys(("reason", "article", "before", "after", "approval", "amount"), str),
    **dict.fromkeys(("committee", "place", "agenda", "decision", "breach", "breached"), str),
    "shares": int,
}
ORGANISATIONS: Final = frozenset(
    {"refused_by", "body", "late_party", "owner", "addressee", "defaulting", "payer", "carrier"}
)


def _party(party: Row[Any] | None, language: Language, unknown: str) -> str:
    return unknown if party is None else _in(language, party.name_fr, party.name_ar)


def _line(text: str) -> str:
    """As one line shows it: no control characters, runs of white space as one space."""
    seen = (" " if each.isspace() else each for each in text)
    return " ".join("".join(each for each in seen if category(each) != "Cc").split())


def _stands_in_a_header(address: str) -> bool:
    try:
        return address.isascii() and Address(addr_spec=address).addr_spec == address
    except (ValueError, HeaderParseError, IndexError):
        return False


def _in(language: Language, french: str, arabic: str | None) -> str:
    return arabic if language == "ar" and arabic else french


def _envelope(
    row: Row[Any], written: Written, contact: Contact, settings: MailSettings, now: datetime
) -> EmailMessage:
    if not _stands_in_a_header(contact.email):
        raise NotSent("the address cannot be written to", final=True)
    message = EmailMessage(policy=WIRE)
    message["To"] = mailbox(_line(contact.name), contact.email)
    message["From"] = mailbox("Mithaq", settings.mail_from)
    message["Subject"] = _line(written.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(row.delivery_id, settings.mail_domain)
    message["Auto-Submitted"] = "auto-generated"
    message["List-Id"] = f"Signatures <signatures.{settings.mail_domain}>"
    message["X-Mithaq-Cause"] = str(row.cause)
    message.set_content(written.text)
    message.add_alternative(written.html, subtype="html")
    message["Content-Language"] = "fr, ar"  # last: setting the content drops such headers
    return message

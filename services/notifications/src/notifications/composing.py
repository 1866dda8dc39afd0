"""From an outbox row to an e-mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from notifications.contacts import Contact
from notifications.domain.notices import Template
from notifications.errors import NotSent
from notifications.settings import MailSettings
from notifications.writing import Facts, Language, Written, dated, write

_LANGUAGES: Final[tuple[Language, ...]] = ("fr", "ar")


def message_id(delivery_id: UUID, domain: str) -> str:
    """The same however often the message is handed over: mailboxes show it once."""
    return f"<{delivery_id}@{domain}>"


@dataclass(frozen=True, slots=True)
class About:
    """The convention a message is about, and its parties by their ids."""

    convention: Row[Any]
    parties: Mapping[UUID, Row[Any]]


def compose(
    row: Row[Any], about: About, contact: Contact, settings: MailSettings, now: datetime
) -> EmailMessage:
    """The whole message. Raises NotSent, for good, if the address cannot stand in a header."""
    facts = {language: _facts(row, about, contact, language) for language in _LANGUAGES}
    link = f"{settings.public_url.rstrip('/')}/conventions/{row.convention_id}"
    written = write(Template(row.template), facts, contact.language, link)
    return _envelope(row, written, contact, settings, now)


def _facts(row: Row[Any], about: About, contact: Contact, language: Language) -> Facts:
    convention, parties = about.convention, about.parties
    told: dict[str, object] = {
        "name": " ".join(contact.name.split()),
        "reference": convention.reference,
        "title": _in(language, convention.title_fr, convention.title_ar),
        "party": _party(parties.get(row.organisation_id), language),
        "amendment": row.amendment,
    }
    if "signed_on" in row.facts:
        told["signed_on"] = dated(date.fromisoformat(row.facts["signed_on"]), language)
    if "reason" in row.facts:
        told["reason"] = row.facts["reason"]
    if "refused_by" in row.facts:
        told["refused_by"] = _party(parties.get(UUID(row.facts["refused_by"])), language)
    return told


def _party(party: Row[Any] | None, language: Language) -> str:
    if party is None:
        return {"fr": "votre organisme", "ar": "مؤسستكم"}[language]
    return _in(language, party.name_fr, party.name_ar)


def _in(language: Language, french: str, arabic: str | None) -> str:
    return arabic if language == "ar" and arabic else french


def _envelope(
    row: Row[Any], written: Written, contact: Contact, settings: MailSettings, now: datetime
) -> EmailMessage:
    message = EmailMessage(policy=SMTP_POLICY)
    try:
        name = " ".join(contact.name.split())
        message["To"] = Address(display_name=name, addr_spec=contact.email)
    except (ValueError, HeaderParseError, IndexError) as error:
        raise NotSent("the address cannot be written to", final=True) from error
    message["From"] = Address(display_name="Mithaq", addr_spec=settings.mail_from)
    message["Subject"] = written.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(row.delivery_id, settings.mail_domain)
    message["Auto-Submitted"] = "auto-generated"
    message["List-Id"] = f"Signatures <signatures.{settings.mail_domain}>"
    message["X-Mithaq-Cause"] = str(row.cause)
    message.set_content(written.text)
    message.add_alternative(written.html, subtype="html")
    message["Content-Language"] = "fr, ar"  # last: setting the content drops such headers
    return message

"""Reads the mails to signatories, from the delivery log and from the mailboxes."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mithaq_demo import actors
from mithaq_demo.cast import email_of
from mithaq_demo.client import Client
from mithaq_demo.performance import Played
from mithaq_demo.plays import PLANS, SIGNED, midelt

SENT: Final = "sent"
# Whoever signed before the mail went is not told any more that it is his turn.
_OVERTAKEN: Final = ("obsolete", ("signature-turn", "amendment-turn"))
# The process was killed while sending: the mail may have been sent, and is not sent again.
UNCERTAIN: Final = frozenset({"unknown", "sending"})
# A killed sender keeps its lease for a minute; messages it was sending stay in that state.
_SETTLING_SECONDS: Final = 90.0
_HANDING_OVER_SECONDS: Final = 15.0
_PAUSE: Final = 0.25
_TEMPLATES: Final = ("signature-turn", "convention-signed")
_OF_AMENDMENT: Final = ("amendment-turn", "amendment-signed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message of the delivery log."""

    reference: str
    organisation: str
    template: str
    state: str

    @property
    def overtaken(self) -> bool:
        """Whether its reader acted before it went: then it need not go."""
        state, templates = _OVERTAKEN
        return self.state == state and self.template in templates

    @property
    def told(self) -> tuple[str, str, str]:
        return (self.reference, self.organisation, self.template)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    id: str
    recipient: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail as its reader sees it."""

    sender: str
    recipient: str
    subject: str
    text: str


def expected() -> Sequence[tuple[str, str, str]]:
    """Convention, organisation, template: one message at each signatory's turn, one at the end."""
    return [
        (plan.reference, key, template)
        for plan in SIGNED
        for key in plan.signatories
        for template in (_TEMPLATES + _OF_AMENDMENT if plan is midelt.PLAN else _TEMPLATES)
    ]


async def delivered(client: Client, played: Played) -> Sequence[Delivery]:
    """The delivery log, once every expected message was sent or the time limit has passed."""
    clock = asyncio.get_running_loop().time
    began = clock()
    while True:
        deliveries, waited = await _deliveries(client, played), clock() - began
        states = {SENT, *UNCERTAIN} if waited > _HANDING_OVER_SECONDS else {SENT}
        left = Counter(each.told for each in deliveries if each.state in states or each.overtaken)
        if left == Counter(expected()) or waited > _SETTLING_SECONDS:
            return deliveries
        await asyncio.sleep(_PAUSE)


async def _deliveries(client: Client, played: Played) -> Sequence[Delivery]:
    references = {played.conventions[plan.case]: plan.reference for plan in SIGNED}
    pages = await asyncio.gather(
        *(
            client.read(
                actors.AUDITOR, "notifications", f"/v1/deliveries?convention={each}&limit=200"
            )
            for each in references
        )
    )
    return [
        Delivery(
            reference=references[row["convention_id"]],
            organisation=played.cast.key_of(row["organisation_id"]),
            template=row["template"],
            state=row["state"],
        )
        for page in pages
        for row in page["items"]
    ]


async def arrived(client: Client) -> Sequence[Mail]:
    """The mails of the demo's signatories, newest first."""
    addresses = {email_of(key) for _, key, _ in expected()}
    told: Sequence[Mapping[str, Any]] = await client.read(None, "mail", "/api/mails")
    return [
        Mail(id=mail["id"], recipient=recipient, subject=mail["subject"])
        for mail in told
        for recipient in mail["recipients"]
        if recipient in addresses
    ]


def counted(mails: Sequence[Mail]) -> Counter[tuple[str, str]]:
    """Mails by the convention whose reference the subject names, and by recipient."""
    return Counter(
        (plan.reference, mail.recipient)
        for mail in mails
        for plan in PLANS
        if plan.reference in mail.subject
    )


def doubled(mails: Sequence[Mail]) -> Sequence[str]:
    """Mails that a recipient got more than once."""
    times = Counter((mail.recipient, mail.subject) for mail in mails)
    return [f"{who}: {subject}" for (who, subject), count in times.items() if count > 1]


async def letter(client: Client, mail: Mail) -> Letter:
    told = await client.read(None, "mail", f"/api/mails/{mail.id}")
    return Letter(
        sender=told["sender"],
        recipient=mail.recipient,
        subject=mail.subject,
        text=told["plain"] or "",
    )

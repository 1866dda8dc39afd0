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
from mithaq_demo.plan import Plan, amendment_signers, signers
from mithaq_demo.plays import PLANS, SIGNED, tta

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
_FIRST_GROUP: Final = 1


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
    """Convention, organisation, template: one message at each signatory's turn, one at the end.

    Where not all signed there is no end, and only the group whose turn had come was told of it.
    """
    asked = [seat.organisation for seat in tta.LAPSED.seats if seat.signing_order == _FIRST_GROUP]
    return [
        *((tta.LAPSED.reference, key, "signature-turn") for key in asked),
        *(
            (plan.reference, key, template)
            for plan in SIGNED
            for keys, templates in (
                (plan.signatories, _TEMPLATES),
                (_amending(plan), _OF_AMENDMENT),
            )
            for key in keys
            for template in templates
        ),
    ]


def _amending(plan: Plan) -> Sequence[str]:
    return amendment_signers(plan) if plan.amendment else ()


def signing_mails(deliveries: Sequence["Delivery"]) -> Sequence["Delivery"]:
    """Those of signing: other letters are told by rules of their own."""
    return [each for each in deliveries if each.template in (*_TEMPLATES, *_OF_AMENDMENT)]


async def delivered(client: Client, played: Played) -> Sequence[Delivery]:
    """The delivery log, once every expected message was sent or the time limit has passed."""
    clock = asyncio.get_running_loop().time
    began = clock()
    while True:
        deliveries, waited = await _deliveries(client, played), clock() - began
        states = {SENT, *UNCERTAIN} if waited > _HANDING_OVER_SECONDS else {SENT}
        gone = (each for each in deliveries if each.state in states or each.overtaken)
        left = Counter(each.told for each in signing_mails(list(gone)))
        if left == Counter(expected()) or waited > _SETTLING_SECONDS:
            return deliveries
        await asyncio.sleep(_PAUSE)


async def _deliveries(client: Client, played: Played) -> Sequence[Delivery]:
    references = {played.conventions[plan.key]: plan.reference for plan in PLANS}
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
    addresses = {email_of(key) for plan in PLANS for key in signers(plan)}
    told: Sequence[Mapping[str, Any]] = await client.read(None, "mail", "/api/mails")
    return [
        Mail(id=mail["id"], recipient=recipient, subject=mail["subject"])
        for mail in told
        for recipient in mail["recipients"]
        if recipient in addresses
    ]


def counted(mails: Sequence[Mail]) -> Counter[tuple[str, str]]:
    """Mails by the convention whose reference the subject names, and by recipient."""
    told = ((_reference_in(mail.subject), mail.recipient) for mail in mails)
    return Counter((reference, who) for reference, who in told if reference is not None)


def _reference_in(subject: str) -> str | None:
    """The longest one: that of a published form begins as that of the completed one does."""
    found = [plan.reference for plan in PLANS if plan.reference in subject]
    return max(found, key=len, default=None)


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

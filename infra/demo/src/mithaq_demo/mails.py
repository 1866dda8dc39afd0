"""The mails that arrived on the local mail server."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mithaq_demo.cast import email_of
from mithaq_demo.client import Client
from mithaq_demo.plan import Plan
from mithaq_demo.plays import SIGNED, midelt

_ARRIVAL_SECONDS: Final = 20.0
_PAUSE: Final = 0.25


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


def expected() -> Mapping[tuple[str, str], int]:
    """How many mails each signatory gets about each convention, all of different subjects.

    One when its turn comes and one when all have signed; as many again for an amendment.
    """
    return {
        (email_of(key), plan.reference): 4 if plan is midelt.PLAN else 2
        for plan in SIGNED
        for key in plan.signatories
    }


async def arrived(client: Client, seconds: float = _ARRIVAL_SECONDS) -> Sequence[Mail]:
    """The mails of the demo, once as many as expected are there or the time is over."""
    deadline = asyncio.get_running_loop().time() + seconds
    wanted = sum(expected().values())
    while True:
        mails = await _mails(client)
        if len(mails) >= wanted or asyncio.get_running_loop().time() > deadline:
            return mails
        await asyncio.sleep(_PAUSE)


async def _mails(client: Client) -> Sequence[Mail]:
    addresses = {address for address, _ in expected()}
    told = await client.read(None, "mail", "/api/mails")
    return [
        Mail(id=mail["id"], recipient=recipient, subject=mail["subject"])
        for mail in told
        for recipient in mail["recipients"]
        if recipient in addresses
    ]


def counted(mails: Sequence[Mail], plans: Sequence[Plan]) -> Counter[tuple[str, str]]:
    """Mails by recipient and by the convention whose reference the subject names."""
    return Counter(
        (mail.recipient, plan.reference)
        for mail in mails
        for plan in plans
        if plan.reference in mail.subject
    )


def doubled(mails: Sequence[Mail]) -> Sequence[str]:
    """What someone received more than once."""
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

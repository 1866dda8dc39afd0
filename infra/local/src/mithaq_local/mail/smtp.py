"""The SMTP server of the mail store, with two domains for testing a sender's error handling."""

import asyncio

from aiosmtpd.smtp import SMTP, Envelope, Session

from mithaq_local.mail.store import MailStore

SIZE_LIMIT = 20 * 1024 * 1024
REFUSED, BUSY = "refused.example.ma", "busy.example.ma"


class Inbox:
    """Accepts every mail except to recipients in the domains that simulate a failure."""

    def __init__(self, store: MailStore) -> None:
        self._store = store

    async def handle_RCPT(  # noqa: N802 - aiosmtpd finds its hooks by these names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        domain = address.rpartition("@")[2].casefold()
        if domain == REFUSED:
            return "550 5.1.1 No such mailbox (this domain always refuses)"
        if domain == BUSY:
            return "451 4.3.0 Try again later (this domain is always busy)"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        name = self._store.add(envelope.mail_from or "", list(envelope.rcpt_tos), content)
        return f"250 OK kept as {name}"


async def listen(store: MailStore, host: str, port: int) -> asyncio.Server:
    """Start an SMTP server; it runs until closed."""
    loop = asyncio.get_running_loop()

    def protocol() -> SMTP:
        return SMTP(
            Inbox(store), data_size_limit=SIZE_LIMIT, enable_SMTPUTF8=True, hostname=host, loop=loop
        )

    return await loop.create_server(protocol, host, port)

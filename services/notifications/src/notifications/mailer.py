"""Hands a message to the mail server, and says whether the server took it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from typing import Final, Protocol

import aiosmtplib

from notifications.delivery_failures import NotSent
from notifications.headers import WIRE
from notifications.settings import MailSettings

_TIMEOUT_S: Final = 20
_PERMANENT: Final = 500


class Mailer(Protocol):
    async def send(self, message: EmailMessage, to: str) -> None:
        """Returns once the server has taken the message. NotSent: it surely has not.

        Whatever else is raised leaves open whether the message goes its way.
        """
        ...


class SmtpMailer:
    """One connection a message, spoken step by step.

    Up to the end of RCPT nothing can have been sent. After that only the server's own refusal
    tells so; a broken connection or a missing answer tells nothing.
    """

    def __init__(self, host: str, port: int, settings: MailSettings) -> None:
        self._host, self._port, self._settings = host, port, settings

    async def send(self, message: EmailMessage, to: str) -> None:
        async with self._connected() as server:
            try:
                await server.mail(self._settings.mail_from)
                await server.rcpt(to)
            except (aiosmtplib.SMTPException, OSError, UnicodeError) as error:
                raise _not_sent(error) from error
            try:
                await server.data(message.as_bytes(policy=WIRE))
            except aiosmtplib.SMTPDataError as error:
                raise _not_sent(error) from error

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[aiosmtplib.SMTP]:
        settings = self._settings
        server = aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            timeout=_TIMEOUT_S,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            username=settings.smtp_username,
            password=settings.smtp_password,
        )
        try:
            await server.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            raise _not_sent(error) from error
        try:
            yield server
        finally:
            server.close()


def _not_sent(error: Exception) -> NotSent:
    """The reason without the server's text, which may repeat the address.

    Final is what the server says of this recipient or this message; that it would not greet us or
    take our password is our own trouble and passes.
    """
    code = error.code if isinstance(error, aiosmtplib.SMTPResponseException) else 0
    theirs = isinstance(error, aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError)
    final = (theirs and code >= _PERMANENT) or isinstance(error, UnicodeError)
    return NotSent(f"smtp: {type(error).__name__} {code or ''}".strip(), final=final)

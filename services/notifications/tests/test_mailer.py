"""What the mail server's answers, and its silence, say about a message."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from aiosmtplib import SMTPServerDisconnected
from notifications.delivery_failures import NotSent
from notifications.mailer import SmtpMailer
from notifications.settings import MailSettings

TO = "naima@tanger.example.ma"


class Server:
    """A mail server that says what it is told to say."""

    def __init__(self) -> None:
        self.rcpt, self.data, self.hang_up = "250 OK", "250 OK", False
        self.taken: list[Envelope] = []

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.hang_up:
            assert server.transport is not None
            server.transport.close()
        if self.data.startswith("250"):
            self.taken.append(envelope)
        return self.data


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def mailer(server: Server, free_port: Callable[[], int]) -> Iterator[SmtpMailer]:
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield SmtpMailer("127.0.0.1", controller.port, MailSettings())
    controller.stop()


def a_message() -> EmailMessage:
    message = EmailMessage()
    message["To"], message["Message-ID"], message["Subject"] = TO, "<1@mithaq.test>", "ميثاق é"
    message.set_content("Bonjour, السلام عليكم.")
    return message


async def test_a_message_is_taken_as_it_is(mailer: SmtpMailer, server: Server) -> None:
    await mailer.send(a_message(), TO)
    (envelope,) = server.taken
    assert envelope.rcpt_tos == [TO]
    content = envelope.content
    assert isinstance(content, bytes)
    assert b"Message-ID: <1@mithaq.test>" in content


@pytest.mark.parametrize(("answer", "final"), [("450 busy", False), ("550 no such user", True)])
async def test_a_refused_recipient_is_surely_not_sent(
    mailer: SmtpMailer, server: Server, answer: str, *, final: bool
) -> None:
    server.rcpt = answer
    with pytest.raises(NotSent) as caught:
        await mailer.send(a_message(), TO)
    assert caught.value.final is final
    assert TO not in caught.value.reason


@pytest.mark.parametrize(("answer", "final"), [("451 later", False), ("554 spam", True)])
async def test_a_refused_text_is_surely_not_sent(
    mailer: SmtpMailer, server: Server, answer: str, *, final: bool
) -> None:
    server.data = answer
    with pytest.raises(NotSent) as caught:
        await mailer.send(a_message(), TO)
    assert caught.value.final is final


async def test_a_connection_broken_after_the_text_is_doubt(
    mailer: SmtpMailer, server: Server
) -> None:
    server.hang_up = True
    with pytest.raises(SMTPServerDisconnected):
        await mailer.send(a_message(), TO)


async def test_no_server_means_surely_not_sent(free_port: Callable[[], int]) -> None:
    nobody = SmtpMailer("127.0.0.1", free_port(), MailSettings())
    with pytest.raises(NotSent) as caught:
        await nobody.send(a_message(), TO)
    assert not caught.value.final


async def test_an_address_smtp_cannot_carry_is_final(mailer: SmtpMailer, server: Server) -> None:
    server.data = "250 OK"
    with pytest.raises(NotSent) as caught:
        await mailer.send(a_message(), "نعيمة@tanger.example.ma")
    assert caught.value.final

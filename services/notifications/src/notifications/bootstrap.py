"""Puts the parts of the service together."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import httpx
from mithaq.events import Catalogue
from mithaq.runtime import Kernel, Process, Role, Service, Worker, assemble
from mithaq.settings import Settings
from mithaq.store import Signal

from notifications.addresser import Addresser
from notifications.application import Notifications
from notifications.contacts import PartnersContacts
from notifications.mailer import SmtpMailer
from notifications.outbox.intake import OUTBOX_INTAKE
from notifications.outbox.messages import Messages
from notifications.read_models import KNOWN_CONVENTIONS, SIGNATORIES
from notifications.routes import ROUTERS
from notifications.sending import Sender
from notifications.settings import MailSettings
from notifications.tokens import IssuedTokens, MountedToken, ServiceTokens

SERVICE = Service(
    name="notifications",
    title="Mithaq: who was told what, and when",
    catalogue=Catalogue("ma.mithaq.notifications", {}),
    texts="notifications",
    routers=ROUTERS,
    foreign=[KNOWN_CONVENTIONS, SIGNATORIES, OUTBOX_INTAKE],
    parts=lambda kernel: Notifications(engine=kernel.engine),
    migrations=Path(__file__).parent / "migrations",
)

# A message waits for partners and for the mail server most of its time.
_SENDERS: Final = 4


@asynccontextmanager
async def assemble_with_mail(
    service: Service, settings: Settings, role: Role
) -> AsyncIterator[Process]:
    """The kernel's assembly and the workers that write e-mails, over one HTTP client."""
    mail = MailSettings()
    async with httpx.AsyncClient(timeout=5, verify=settings.client_tls()) as http:

        def workers(kernel: Kernel) -> Sequence[Worker]:
            due = Signal()
            sender = sender_of(kernel, mail, http, due)
            addresser = Addresser(
                engine=kernel.engine, clock=kernel.clock, progressed=kernel.progressed, due=due
            )
            senders = [Worker(f"sender.{number}", sender.run) for number in range(_SENDERS)]
            return [Worker("addresser", addresser.run), *senders]

        async with assemble(replace(service, workers=workers), settings, role) as process:
            yield process


def sender_of(kernel: Kernel, mail: MailSettings, http: httpx.AsyncClient, due: Signal) -> Sender:
    settings = kernel.settings
    tokens = tokens_of(settings, mail, http)
    return Sender(
        engine=kernel.engine,
        messages=Messages(kernel.engine),
        contacts=PartnersContacts(http, str(settings.partners_url), tokens),
        mailer=SmtpMailer(settings.smtp_host, settings.smtp_port, mail),
        settings=mail,
        clock=kernel.clock,
        due=due,
    )


def tokens_of(settings: Settings, mail: MailSettings, http: httpx.AsyncClient) -> ServiceTokens:
    """The platform's token where it mounts one, else the local issuer's."""
    if mail.service_token_file is not None:
        return MountedToken(mail.service_token_file)
    return IssuedTokens(http, settings.token_issuer)

"""Puts the parts of the service together."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
from mithaq.events import Catalogue
from mithaq.projections import until_level
from mithaq.runtime import Kernel, Process, Role, Service, Worker, assemble
from mithaq.settings import Settings
from mithaq.store import Signal, until_released

from notifications.addresser import Addresser, Expected
from notifications.application import Notifications
from notifications.contacts import PartnersContacts
from notifications.mailer import SmtpMailer
from notifications.outbox.intake import outbox_intake
from notifications.outbox.messages import Messages
from notifications.read_models import KNOWN_CONVENTIONS, SIGNATORIES
from notifications.routes import ROUTERS
from notifications.sending import Sender
from notifications.sending_held import SinceRestored, sending_held
from notifications.settings import MailSettings
from notifications.tokens import IssuedTokens, MountedToken, ServiceTokens

SERVICE = Service(
    name="notifications",
    title="Mithaq: who was told what, and when",
    catalogue=Catalogue("ma.mithaq.notifications", {}),
    texts="notifications",
    routers=ROUTERS,
    foreign=[KNOWN_CONVENTIONS, SIGNATORIES, outbox_intake(lambda: None)],
    parts=lambda kernel: Notifications(engine=kernel.engine, store=kernel.store),
    migrations=Path(__file__).parent / "migrations",
    looks=[sending_held],
)


@asynccontextmanager
async def assemble_with_mail(
    service: Service, settings: Settings, role: Role
) -> AsyncIterator[Process]:
    """The kernel's assembly and the workers that write e-mails, over one HTTP client."""
    mail, expected = MailSettings(), Expected()
    intake = outbox_intake(expected.written)
    foreign = [intake if each.name == intake.name else each for each in service.foreign]
    async with httpx.AsyncClient(timeout=5, verify=settings.client_tls()) as http:

        def workers(kernel: Kernel) -> Sequence[Worker]:
            due = Signal()
            addresser = Addresser(
                engine=kernel.engine,
                clock=kernel.clock,
                progressed=kernel.progressed,
                due=due,
                expected=expected,
            )
            sender = sender_of(kernel, mail, http, due)
            works = {"addresser": addresser.run, "sender": sender.run}
            return [Worker(name, _informed(kernel, run)) for name, run in works.items()]

        mailing = replace(service, foreign=foreign, workers=workers)
        async with assemble(mailing, settings, role) as process:
            yield process


def _informed(kernel: Kernel, run: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """The work, once everything is known of conventions and signatories that was ever told.

    In a store that was restored, not before an operator releases it.
    """

    async def work() -> None:
        await until_released(kernel.database)
        await until_level(kernel.database.pool, [KNOWN_CONVENTIONS, SIGNATORIES])
        await run()

    return work


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
        restored=SinceRestored(kernel.database.pool),
    )


def tokens_of(settings: Settings, mail: MailSettings, http: httpx.AsyncClient) -> ServiceTokens:
    """The platform's token where it mounts one, else the local issuer's."""
    if mail.service_token_file is not None:
        return MountedToken(mail.service_token_file)
    return IssuedTokens(http, settings.token_issuer)

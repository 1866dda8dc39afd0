"""Puts the parts of the service together."""

from collections.abc import Sequence
from pathlib import Path

from mithaq.projections import until_level
from mithaq.runtime import Kernel, Service, Worker

from audit.application import Audit
from audit.catalogue import CATALOGUE
from audit.read_models.commitments import COMMITMENTS
from audit.read_models.event_copy import EVENT_COPY
from audit.routes import conventions, logs, partners, streams
from audit.verification.heads import Heads
from audit.verification.requests import Requests
from audit.verification.verifier import Verifier


def verifier(kernel: Kernel) -> Verifier:
    return Verifier(
        engine=kernel.engine, heads=Heads.of_settings(kernel.settings), clock=kernel.clock
    )


def parts(kernel: Kernel) -> Audit:
    return Audit(
        copy=kernel.reader(EVENT_COPY),
        ledger=kernel.reader(COMMITMENTS),
        verifier=verifier(kernel),
        requests=Requests(kernel.engine),
    )


def workers(kernel: Kernel) -> Sequence[Worker]:
    verifies = verifier(kernel)

    async def watch() -> None:
        await until_level(kernel.database.pool, [EVENT_COPY])
        await verifies.watch()

    async def serve() -> None:
        await until_level(kernel.database.pool, [EVENT_COPY])
        await verifies.serve(Requests(kernel.engine))

    return [Worker("verifier", watch), Worker("verifications", serve)]


SERVICE = Service(
    name="audit",
    title="Mithaq: every event and every commitment, verified",
    catalogue=CATALOGUE,
    texts="audit",
    routers=[logs.router, streams.router, partners.router, conventions.router],
    foreign=[EVENT_COPY, COMMITMENTS],
    parts=parts,
    workers=workers,
    migrations=Path(__file__).parent / "migrations",
)

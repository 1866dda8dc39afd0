"""Assembles a process from a service's description: database, HTTP application, workers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import structlog
from fastapi import FastAPI
from starlette.applications import Starlette

from mithaq.http import Check, create_app, create_probes
from mithaq.messaging import DerivedTopic, Relay
from mithaq.messaging.derived import Deriver
from mithaq.projections import levels, prepare
from mithaq.runtime.filling import watch_filling
from mithaq.runtime.followers import following_others, following_own
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.lag.gauges import keep_measuring
from mithaq.runtime.log_routes import log_head_router
from mithaq.runtime.presence import keep_announcing
from mithaq.runtime.process import Process, launch
from mithaq.runtime.service import Role, Service, read_models
from mithaq.runtime.timed import timed_workers
from mithaq.runtime.workers import Worker
from mithaq.settings import Settings
from mithaq.store import Database, Sequencer
from mithaq.store.eras import ensure_fits
from mithaq.store.migrate import migrate
from mithaq.store.news import settle
from mithaq.words import Texts, texts_of

log = structlog.get_logger()


def run(service: Service) -> int:
    """The main function of `python -m <service> api|worker|all`; returns the exit status."""
    return launch(service, assemble)


@asynccontextmanager
async def assemble(service: Service, settings: Settings, role: Role) -> AsyncIterator[Process]:
    """Open the database, migrate it, and build the HTTP application and the workers."""
    async with open_kernel(service, settings) as kernel:
        presence = partial(keep_announcing, service, kernel, role)
        workers = workers_of(service, kernel) if role.runs_workers else []
        yield Process(
            api=api_of(service, kernel, role),
            probes=probes_of(service, kernel, role),
            workers=[*workers, Worker("presence", presence)],
        )


@asynccontextmanager
async def open_kernel(service: Service, settings: Settings) -> AsyncIterator[Kernel]:
    """Open and migrate the database, register new revisions of read models, learn what to hold."""
    database = await Database.open(settings.database_url, tls=settings.database_tls())
    try:
        await migrate(database.engine, service=service.migrations)
        await prepare(database.engine, read_models(service))
        await settle(database.pool, service.catalogue.news)
        yield Kernel(settings=settings, database=database)
    finally:
        await database.close()


def api_of(service: Service, kernel: Kernel, role: Role) -> FastAPI:
    """The HTTP application; in a worker it has only the log's head."""
    app = create_app(
        service=service.name,
        title=service.title,
        routers=[*(service.routers if role.serves_http else ()), log_head_router(kernel.log)],
        texts=_texts(service),
        settings=kernel.settings,
    )
    app.state.parts = service.parts(kernel) if service.parts else None
    return app


def probes_of(service: Service, kernel: Kernel, role: Role) -> Starlette:
    """Health and metrics of the process.

    It is ready while the database responds and, if it answers requests, once every read model of
    this release is level; not while its log lacks lines that its topic has.
    """
    pool, models = kernel.database.pool, read_models(service)

    async def database_responds() -> None:
        await pool.fetchval("SELECT 1")

    checks: dict[str, Check] = {"database": database_responds}
    if role.serves_http:
        checks["read_models"] = partial(levels.ensure_level, pool, models)
        checks["log"] = partial(ensure_fits, pool)
    about = {
        "release": kernel.settings.release,
        "revisions": ", ".join(f"{model.name} {model.revision}" for model in models),
    }

    def notes() -> list[str]:
        return [f"{found.code}: {found.what}" for found in kernel.wrong]

    return create_probes(_texts(service), checks, notes, about=about)


def _texts(service: Service) -> Texts:
    return texts_of(*([service.texts] if service.texts else []))


def _deriving(service: Service, kernel: Kernel, derived: DerivedTopic) -> Worker:
    source = service.catalogue.source
    deriver = Deriver(kernel.database, kernel.kafka, source, derived, kernel.advanced)
    return Worker(f"derived.{derived.name}", deriver.run)


def workers_of(service: Service, kernel: Kernel) -> list[Worker]:
    """Sequencer, relay, followers of the own log and of topics, lag metrics, the service's own."""
    database, kafka = kernel.database, kernel.kafka
    recent = kernel.recent
    sequencer = Sequencer(database, kernel.appended, kernel.advanced, recent=recent)
    relay = Relay(database, kafka, service.catalogue.source, kernel.advanced, recent=recent)
    return [
        Worker("sequencer", sequencer.run),
        Worker("relay", relay.run),
        *[_deriving(service, kernel, each) for each in service.derived],
        *([following_own(service, kernel)] if service.tails else []),
        *([following_others(service, kernel)] if service.foreign else []),
        *timed_workers(service, kernel),
        Worker("filling", partial(watch_filling, service, kernel)),
        Worker("lag", partial(keep_measuring, service, kernel)),
        *(service.workers(kernel) if service.workers else ()),
    ]

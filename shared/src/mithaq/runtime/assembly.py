"""Assembles a process from a service's description: database, HTTP application, workers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI
from starlette.applications import Starlette

from mithaq.http import create_app, create_probes
from mithaq.messaging import Consumer, Relay, rebuild_foreign
from mithaq.projections import Intake, RawReadModel, ReadModel, Tail, prepare, rebuild_own
from mithaq.projections.registry import Model
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.lag.gauges import keep_measuring
from mithaq.runtime.log_routes import log_head_router
from mithaq.runtime.process import Process, launch
from mithaq.runtime.service import Role, Service
from mithaq.runtime.workers import Worker
from mithaq.settings import Settings
from mithaq.store import Database, Sequencer
from mithaq.store.migrate import migrate
from mithaq.words import Texts, texts_of


def run(service: Service) -> int:
    """The main function of `python -m <service> api|worker|all`; returns the exit status."""
    return launch(service, assemble)


@asynccontextmanager
async def assemble(service: Service, settings: Settings, role: Role) -> AsyncIterator[Process]:
    """Open the database, migrate it, and build the HTTP application and the workers."""
    async with open_kernel(service, settings) as (kernel, outdated):
        workers = workers_of(service, kernel, outdated) if role.runs_workers else []
        yield Process(
            api=api_of(service, kernel, role), probes=probes_of(service, kernel), workers=workers
        )


@asynccontextmanager
async def open_kernel(
    service: Service, settings: Settings
) -> AsyncIterator[tuple[Kernel, Sequence[Model]]]:
    """Open and migrate the database; yields the kernel and the read models that need a rebuild."""
    database = await Database.open(settings.database_url, tls=settings.database_tls())
    try:
        await migrate(database.engine, service=service.migrations)
        outdated = await prepare(database.engine, read_models(service))
        yield Kernel(settings=settings, database=database), outdated
    finally:
        await database.close()


def read_models(service: Service) -> list[Model]:
    """The service's read models: everything that can be dropped and rebuilt."""
    return [*service.own, *(each for each in service.foreign if not isinstance(each, Intake))]


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


def probes_of(service: Service, kernel: Kernel) -> Starlette:
    """Health and metrics of the process; it is ready while the database responds."""

    async def database_responds() -> None:
        await kernel.database.pool.fetchval("SELECT 1")

    return create_probes(_texts(service), {"database": database_responds})


def _texts(service: Service) -> Texts:
    return texts_of(*([service.texts] if service.texts else []))


def workers_of(service: Service, kernel: Kernel, outdated: Sequence[Model]) -> list[Worker]:
    """Sequencer, relay, a worker per read model and intake, lag metrics, and the service's own."""
    database, bootstrap = kernel.database, kernel.settings.kafka_bootstrap
    recent = kernel.recent
    sequencer = Sequencer(database, kernel.appended, kernel.advanced, recent=recent)
    relay = Relay(database, bootstrap, service.catalogue.source, kernel.advanced, recent=recent)
    return [
        Worker("sequencer", sequencer.run),
        Worker("relay", relay.run),
        *[_tail_worker(kernel, model, stale=model in outdated) for model in service.own],
        *[
            _consumer_worker(service, kernel, each, stale=each in outdated)
            for each in service.foreign
        ],
        Worker("lag", partial(keep_measuring, service, kernel)),
        *(service.workers(kernel) if service.workers else ()),
    ]


def _tail_worker(kernel: Kernel, model: ReadModel, *, stale: bool) -> Worker:
    async def follow() -> None:
        if stale and await prepare(kernel.engine, [model]):  # checked again after each restart
            await rebuild_own(kernel.database, model)
        signals = (kernel.advanced, kernel.progressed)
        tail = Tail(kernel.database, model.subscription(), *signals, recent=kernel.recent)
        await tail.run()

    return Worker(f"read_model.{model.name}", follow)


def _consumer_worker(
    service: Service, kernel: Kernel, each: ReadModel | RawReadModel | Intake, *, stale: bool
) -> Worker:
    bootstrap = kernel.settings.kafka_bootstrap

    async def follow() -> None:
        if stale and not isinstance(each, Intake) and await prepare(kernel.engine, [each]):
            await rebuild_foreign(kernel.database, bootstrap, each)
        group = f"{service.name}.{each.name}"
        consumer = Consumer(
            kernel.database,
            bootstrap,
            each.subscription(),
            group,
            progressed=kernel.progressed,
            instance=kernel.settings.instance,
        )
        await consumer.run()

    return Worker(f"consumer.{each.name}", follow)

"""From a service's description to a running process."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI

from mithaq.http import Check, create_app
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


def run(service: Service) -> int:
    """The main of `python -m <service> api|worker|all`; the exit status."""
    return launch(service, assemble)


@asynccontextmanager
async def assemble(service: Service, settings: Settings, role: Role) -> AsyncIterator[Process]:
    """Open the database, bring its tables up to date, and put the process together."""
    async with opened(service, settings) as (kernel, outdated):
        workers = workers_of(service, kernel, outdated) if role.works else []
        yield Process(api=api_of(service, kernel, role), workers=workers)


@asynccontextmanager
async def opened(
    service: Service, settings: Settings
) -> AsyncIterator[tuple[Kernel, Sequence[Model]]]:
    """The kernel over an up-to-date database, and the read models that need a rebuild."""
    database = await Database.open(settings.database_url)
    try:
        await migrate(database.engine, service=service.migrations)
        outdated = await prepare(database.engine, read_models(service))
        yield Kernel(settings=settings, database=database), outdated
    finally:
        await database.close()


def read_models(service: Service) -> list[Model]:
    """Everything of the service that can be dropped and rebuilt."""
    return [*service.own, *(each for each in service.foreign if not isinstance(each, Intake))]


def api_of(service: Service, kernel: Kernel, role: Role) -> FastAPI:
    """The HTTP application; a worker's has only health, metrics and the log's head."""

    async def database_answers() -> None:
        await kernel.database.pool.fetchval("SELECT 1")

    checks: dict[str, Check] = {"database": database_answers}
    app = create_app(
        service=service.name,
        title=service.title,
        routers=[*(service.routers if role.serves else ()), log_head_router(kernel.log)],
        texts=service.texts,
        settings=kernel.settings,
        checks=checks,
    )
    app.state.parts = service.parts(kernel) if service.parts else None
    return app


def workers_of(service: Service, kernel: Kernel, outdated: Sequence[Model]) -> list[Worker]:
    """Sequencer, relay, a tail or consumer a subscription, the gauges, and the service's own."""
    database, bootstrap = kernel.database, kernel.settings.kafka_bootstrap
    recent = kernel.recent
    sequencer = Sequencer(database, kernel.appended, kernel.advanced, recent=recent)
    relay = Relay(database, bootstrap, service.catalogue.source, kernel.advanced, recent=recent)
    return [
        Worker("sequencer", sequencer.run),
        Worker("relay", relay.run),
        *[_following_own(kernel, model, stale=model in outdated) for model in service.own],
        *[
            _following_others(service, kernel, each, stale=each in outdated)
            for each in service.foreign
        ],
        Worker("lag", partial(keep_measuring, service, kernel)),
        *(service.workers(kernel) if service.workers else ()),
    ]


def _following_own(kernel: Kernel, model: ReadModel, *, stale: bool) -> Worker:
    async def follow() -> None:
        if stale and await prepare(kernel.engine, [model]):  # asked again after each fall
            await rebuild_own(kernel.database, model)
        bells = (kernel.advanced, kernel.progressed)
        tail = Tail(kernel.database, model.subscription(), *bells, recent=kernel.recent)
        await tail.run()

    return Worker(f"read_model.{model.name}", follow)


def _following_others(
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

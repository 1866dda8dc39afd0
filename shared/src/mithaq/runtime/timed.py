"""The workers that give commands by themselves: of deadlines, and of reactions."""

from collections.abc import Callable
from functools import partial

from mithaq.deadlines import Deadlines
from mithaq.deadlines.worker import DeadlineWorker
from mithaq.messaging.groups import group_of
from mithaq.projections import until_level
from mithaq.reactions import Reaction
from mithaq.reactions.reactor import Reactor
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.service import Service
from mithaq.runtime.workers import Worker
from mithaq.store.eras import until_compared

Make = Callable[[Kernel], object]


def timed_workers(service: Service, kernel: Kernel) -> list[Worker]:
    """One for all deadlines, one for each reaction; none where the service has no parts.

    In a store that was restored they wait until its log is compared with its topic: what they gave
    before is among the lines to take back.
    """
    if service.parts is None:
        return []
    found = [_reactor(service, kernel, each, service.parts) for each in service.reactions]
    if service.deadlines is not None:
        found.append(_worker(service.deadlines, kernel, service.parts))
    return [Worker(each.name, partial(_once_compared, kernel, each)) for each in found]


async def _once_compared(kernel: Kernel, worker: Worker) -> None:
    await until_compared(kernel.database)
    await worker.run()


def _worker(deadlines: Deadlines, kernel: Kernel, parts: Make) -> Worker:
    async def run() -> None:
        # What an early line set and a later one cancelled is due only for who has not read so far.
        await until_level(kernel.database.pool, [deadlines.read_model])
        signal = kernel.progressed
        worker = DeadlineWorker(kernel.database, deadlines, parts(kernel), kernel.clock, signal)
        await worker.run()

    return Worker("deadlines", run)


def _reactor(service: Service, kernel: Kernel, reaction: Reaction, parts: Make) -> Worker:
    async def run() -> None:
        reactor = Reactor(
            kernel.database,
            kernel.kafka,
            reaction,
            parts(kernel),
            group_of(service.name, [reaction.key]),
            progressed=kernel.progressed,
            instance=kernel.settings.instance,
        )
        await reactor.run()

    return Worker(f"reaction.{reaction.key}", run)

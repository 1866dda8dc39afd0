"""Derived data: compare and rebuild read models, republish the log. No event can be lost here."""

from typing import Final

from aiokafka.errors import KafkaError

from mithaq.messaging import rebuild_foreign
from mithaq.operations.errors import KafkaUnreachable
from mithaq.projections import ReadModel, content_hash, rebuild_own
from mithaq.projections.rebuild import Progress, no_progress
from mithaq.projections.registry import Model
from mithaq.runtime import Kernel, Service, read_models

_REPUBLISH: Final = "UPDATE relay_cursor SET seq = 0"


async def content(service: Service, kernel: Kernel) -> dict[str, str]:
    """SHA-256 of each read model's rows: equal before and after a rebuild."""
    async with kernel.engine.connect() as connection:
        return {
            model.key: await content_hash(connection, model.metadata)
            for model in read_models(service)
        }


async def rebuild(
    service: Service, kernel: Kernel, model: Model, progress: Progress = no_progress
) -> int:
    """Rebuild the read model in a shadow schema and switch; returns the number of lines applied.

    Raises KafkaUnreachable, and ProjectorBroken at the dead-letter limit; then the live rows stay.
    """
    for own in service.tails:
        if own is model:
            return await rebuild_own(kernel.database, own, progress)
    try:
        return await rebuild_foreign(kernel.database, kernel.kafka, model, progress)
    except KafkaError as error:
        raise KafkaUnreachable(kernel.kafka.bootstrap, type(error).__name__) from error


async def expected_lines(kernel: Kernel, model: Model) -> int | None:
    """How many lines a rebuild has to apply; None if that is unknown beforehand."""
    return (await kernel.log.head()).seq if isinstance(model, ReadModel) else None


async def republish(kernel: Kernel) -> int:
    """Reset the relay's cursor, so that it publishes every line again; returns their number."""
    await kernel.database.pool.execute(_REPUBLISH)
    return (await kernel.log.head()).seq

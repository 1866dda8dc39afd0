"""Derived data: compared, made afresh, sent again. Nothing here can lose an event."""

from typing import Final

from aiokafka.errors import KafkaError

from mithaq.messaging import rebuild_foreign
from mithaq.operations.errors import KafkaAway
from mithaq.projections import ReadModel, content_hash, rebuild_own
from mithaq.projections.rebuild import Progress, untold
from mithaq.projections.registry import Model
from mithaq.runtime import Kernel, Service, read_models

_REPUBLISH: Final = "UPDATE relay_cursor SET seq = 0"


async def content(service: Service, kernel: Kernel) -> dict[str, str]:
    """SHA-256 of the rows of each read model: equal before and after a rebuild."""
    async with kernel.engine.connect() as connection:
        return {
            model.name: await content_hash(connection, model.metadata)
            for model in read_models(service)
        }


async def rebuild(
    service: Service, kernel: Kernel, model: Model, progress: Progress = untold
) -> int:
    """How many lines the read model was made from, beside the live one, then switched.

    Raises KafkaAway, and ProjectorBroken at the dead-letter limit: the live rows stay.
    """
    for own in service.own:
        if own is model:
            return await rebuild_own(kernel.database, own, progress)
    bootstrap = kernel.settings.kafka_bootstrap
    try:
        return await rebuild_foreign(kernel.database, bootstrap, model, progress)
    except KafkaError as error:
        raise KafkaAway(bootstrap, type(error).__name__) from error


async def expected_lines(kernel: Kernel, model: Model) -> int | None:
    """How many lines a rebuild has to apply, where that is known beforehand."""
    return (await kernel.log.head()).seq if isinstance(model, ReadModel) else None


async def republish(kernel: Kernel) -> int:
    """Set the relay back; it notices and sends every line again. How many there are."""
    await kernel.database.pool.execute(_REPUBLISH)
    return (await kernel.log.head()).seq

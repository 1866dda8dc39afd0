"""`python -m mithaq.upkeep SERVICE VERB`: care of one service's derived data.

    content              SHA-256 of each read model's rows, as JSON
    rebuild [NAME ...]   read models made afresh beside the live ones, then switched (or all)
    replay [NAME ...]    dead letters of parked streams applied again; how many still fail
    republish            the whole log goes to Kafka again; consumers recognise what they had

Reads the same environment as the service and may run beside it. Nothing here can lose an event.
"""

import argparse
import asyncio
import importlib
import json
import sys
from collections.abc import Sequence

from mithaq.messaging import rebuild_foreign
from mithaq.projections import content_hash, rebuild_own, replay
from mithaq.projections.registry import Model
from mithaq.runtime import Kernel, Service, opened, read_models
from mithaq.settings import Settings

_REPUBLISH = "UPDATE relay_cursor SET seq = 0"


async def content(service: Service, kernel: Kernel) -> dict[str, str]:
    """The hash of each read model of the service."""
    async with kernel.engine.connect() as connection:
        return {
            model.name: await content_hash(connection, model.metadata)
            for model in read_models(service)
        }


async def rebuild(service: Service, kernel: Kernel, names: Sequence[str]) -> dict[str, int]:
    """How many lines each rebuilt read model was made from. Raises KeyError on an unknown name."""
    models = {model.name: model for model in read_models(service)}
    return {name: await _rebuild(service, kernel, models[name]) for name in names or list(models)}


async def _rebuild(service: Service, kernel: Kernel, model: Model) -> int:
    for own in service.own:
        if own is model:
            return await rebuild_own(kernel.database, own)
    return await rebuild_foreign(kernel.database, kernel.settings.kafka_bootstrap, model)


async def replay_buried(service: Service, kernel: Kernel, names: Sequence[str]) -> dict[str, int]:
    """How many lines of each follower still cannot be applied. Raises KeyError on unknown names."""
    followers = {each.name: each for each in (*service.own, *service.foreign)}
    return {
        name: await replay(kernel.engine, followers[name].subscription())
        for name in names or list(followers)
    }


async def republish(kernel: Kernel) -> dict[str, int]:
    """Set the relay back; it notices, and sends every line again in order."""
    await kernel.database.pool.execute(_REPUBLISH)
    return {"lines": (await kernel.log.head()).seq}


async def _main(service: Service, verb: str, names: Sequence[str]) -> object:
    async with opened(service, Settings()) as (kernel, _):
        match verb:
            case "content":
                return await content(service, kernel)
            case "rebuild":
                return await rebuild(service, kernel, names)
            case "replay":
                return await replay_buried(service, kernel, names)
            case _:
                return await republish(kernel)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m mithaq.upkeep", description=__doc__)
    parser.add_argument("service")
    parser.add_argument("verb", choices=["content", "rebuild", "replay", "republish"])
    parser.add_argument("names", nargs="*", help="which, for rebuild and replay; all without")
    asked = parser.parse_args()
    service = importlib.import_module(f"{asked.service}.bootstrap").SERVICE
    done = asyncio.run(_main(service, asked.verb, asked.names))
    sys.stdout.write(json.dumps(done, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

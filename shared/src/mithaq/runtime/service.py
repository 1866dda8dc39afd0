"""The description of a service, from which the kernel assembles its processes."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from fastapi import APIRouter

from mithaq.events import Catalogue
from mithaq.projections import Intake, RawReadModel, ReadModel
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.workers import Worker


class Role(StrEnum):
    """Which parts of a service a process runs."""

    API = "api"
    WORKER = "worker"
    ALL = "all"

    @property
    def serves_http(self) -> bool:
        return self is not Role.WORKER

    @property
    def runs_workers(self) -> bool:
        return self is not Role.API


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service's parts, as its bootstrap module lists them.

    `own` read models follow the service's own log; `foreign` read models and intakes follow other
    services' topics. `parts(kernel)` builds what the routes depend on and is stored in
    `app.state.parts` (see `mithaq.http.parts_of`); `workers(kernel)` adds further workers.
    `texts` is the package whose `texts/` folder has its words; without, the kernel's serve alone.
    `migrations` is its Alembic folder, for tables that are not read models.
    """

    name: str
    title: str
    catalogue: Catalogue[Any]
    texts: str | None = None
    routers: Sequence[APIRouter] = ()
    own: Sequence[ReadModel] = ()
    foreign: Sequence[ReadModel | RawReadModel | Intake] = ()
    parts: Callable[[Kernel], object] | None = None
    workers: Callable[[Kernel], Sequence[Worker]] | None = None
    migrations: Path | None = None


def parse_role(service: str, arguments: Sequence[str]) -> Role:
    """The role from the command line `python -m <service> api|worker|all`."""
    parser = argparse.ArgumentParser(prog=f"python -m {service}")
    parser.add_argument(
        "role",
        type=Role,
        choices=list(Role),
        help="api answers HTTP, worker follows the log and the topics, all does both",
    )
    role: Role = parser.parse_args(arguments).role
    return role

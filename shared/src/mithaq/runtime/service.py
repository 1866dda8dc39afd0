"""What a service is made of, said once; the kernel does the rest."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from fastapi import APIRouter

from mithaq.events import Catalogue
from mithaq.http import Texts
from mithaq.projections import Intake, RawReadModel, ReadModel
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.workers import Worker


class Role(StrEnum):
    """Which part of a service this process is."""

    API = "api"
    WORKER = "worker"
    ALL = "all"

    @property
    def serves(self) -> bool:
        return self is not Role.WORKER

    @property
    def works(self) -> bool:
        return self is not Role.API


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The parts a service's bootstrap names.

    `own` read models follow the service's own log; `foreign` read models and intakes follow other
    services' topics. `parts(kernel)` builds what the routes need and is put on `app.state.parts`
    (see `mithaq.http.parts_of`); `workers(kernel)` adds workers of the service's own.
    `migrations` is its Alembic folder, for tables that are not read models.
    """

    name: str
    title: str
    catalogue: Catalogue[Any]
    texts: Texts
    routers: Sequence[APIRouter] = ()
    own: Sequence[ReadModel] = ()
    foreign: Sequence[ReadModel | RawReadModel | Intake] = ()
    parts: Callable[[Kernel], object] | None = None
    workers: Callable[[Kernel], Sequence[Worker]] | None = None
    migrations: Path | None = None


def asked_role(service: str, arguments: Sequence[str]) -> Role:
    """The role on the command line: `python -m <service> api|worker|all`."""
    parser = argparse.ArgumentParser(prog=f"python -m {service}")
    parser.add_argument(
        "role",
        type=Role,
        choices=list(Role),
        help="api answers HTTP, worker follows the log and the topics, all does both",
    )
    role: Role = parser.parse_args(arguments).role
    return role

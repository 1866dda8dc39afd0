"""The description of a service, from which the kernel assembles its processes."""

import argparse
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from fastapi import APIRouter

from mithaq.deadlines import Deadlines
from mithaq.events import Catalogue
from mithaq.messaging import COMMANDS, DerivedTopic
from mithaq.projections import Intake, RawReadModel, ReadModel
from mithaq.reactions import Reaction
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.workers import Worker
from mithaq.store.findings import Finding

# What a service finds wrong with itself, in words for its operator.
Look = Callable[[Kernel], Awaitable[Sequence[Finding]]]


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

    `own` read models follow the service's own log, and so do its pending `deadlines`; `foreign`
    read models and intakes follow other services' topics, and so do `reactions`, whose commands
    append here. `parts(kernel)` builds what the routes depend on and is stored in
    `app.state.parts` (see `mithaq.http.parts_of`); `workers(kernel)` adds further workers.
    `derived` are the topics beside that of its events (see `mithaq.messaging.derived`).
    `texts` is the package whose `texts/` folder has its words; without, the kernel's serve alone.
    `migrations` is its Alembic folder, for tables that are not read models. `looks` find what is
    wrong with parts that only this service has; they are asked with every measurement of lag.
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
    deadlines: Deadlines | None = None
    reactions: Sequence[Reaction] = ()
    derived: Sequence[DerivedTopic] = (COMMANDS,)
    migrations: Path | None = None
    looks: Sequence[Look] = ()

    @property
    def consumed(self) -> Mapping[str, Sequence[str]]:
        """The topics that each of its consumers follows, by the consumer's key."""
        written = {each.key: each.subscription().sources for each in self.foreign}
        heard = {each.key: [of.source for of in each.catalogues] for each in self.reactions}
        return {**written, **heard}

    @property
    def tails(self) -> Sequence[ReadModel]:
        """Every read model of its own events."""
        return [*self.own, *([self.deadlines.read_model] if self.deadlines else [])]


def read_models(service: Service) -> list[ReadModel | RawReadModel]:
    """The service's read models: everything that can be dropped and rebuilt."""
    return [*service.tails, *(each for each in service.foreign if not isinstance(each, Intake))]


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

"""The table of Mithaq's services, and the environment variables of each."""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec

from mithaq_local import kafka_access, postgres
from mithaq_local.errors import PackageMissing
from mithaq_local.ports import HOST
from mithaq_local.probes import http_ok
from mithaq_local.programs import Program
from mithaq_local.runtime import private_folder
from mithaq_local.state import State

INFRASTRUCTURE = ("postgres", "kafka", "mail", "issuer")
AUDIENCE = "mithaq"


@dataclass(frozen=True, slots=True)
class Service:
    """One process of a service; its ports are stored under its name and under `probes`.

    With `keys` it has a second database for encryption keys: when a person's key is destroyed
    there, the encrypted events in the first database become unreadable.
    """

    name: str
    package: str
    argument: str = "all"
    needs: tuple[str, ...] = INFRASTRUCTURE
    health: str = "/health/ready"
    keys: bool = False

    @property
    def probes(self) -> str:
        """The name of its second port, which the platform asks for health and metrics."""
        return f"{self.name}-probes"

    @property
    def databases(self) -> tuple[str, ...]:
        return (self.package, f"{self.package}_keys") if self.keys else (self.package,)

    @property
    def command(self) -> tuple[str, ...]:
        return (sys.executable, "-m", self.package, self.argument)


SERVICES = (
    Service("partners", "partners", keys=True),
    Service("conventions", "conventions"),
    Service("programming", "programming"),
    Service("notifications", "notifications"),
    Service("audit", "audit"),
    Service("live", "programming", "live", (*INFRASTRUCTURE, "programming")),
)
DATABASES = tuple(sorted({name for service in SERVICES for name in service.databases}))


def programs(state: State) -> Iterable[Program]:
    """Each service as a supervised process."""
    for service in SERVICES:
        yield Program(
            name=service.name,
            command=service.command,
            ready=partial(http_ok, state.ports[service.probes], service.health),
            environment=environment(state, service),
            needs=service.needs,
            prepare=partial(private_folder, state.scratch(service.name)),
        )


def require_installed(names: Iterable[str]) -> None:
    """Raise PackageMissing for services whose package is not installed."""
    wanted = set(names)
    missing = [one.name for one in SERVICES if one.name in wanted and not find_spec(one.package)]
    if missing:
        raise PackageMissing(missing)


def environment(state: State, service: Service) -> Mapping[str, str]:
    """The environment variables of a service process."""
    addresses = [postgres.address(state, name, name) for name in service.databases]
    variables = ("MITHAQ_DATABASE_URL", "MITHAQ_KEYS_DATABASE_URL")
    return {
        **dict(zip(variables, addresses, strict=False)),
        **kafka_access.environment(state, service.name),
        "MITHAQ_HTTP_HOST": HOST,
        "MITHAQ_HTTP_PORT": str(state.ports[service.name]),
        "MITHAQ_PROBE_HOST": HOST,
        "MITHAQ_PROBE_PORT": str(state.ports[service.probes]),
        "MITHAQ_TOKEN_ISSUER": url(state, "issuer"),
        "MITHAQ_TOKEN_AUDIENCE": AUDIENCE,
        "MITHAQ_JWKS_URL": f"{url(state, 'issuer')}/.well-known/jwks.json",
        "MITHAQ_LOG_FORMAT": os.environ.get("MITHAQ_LOG_FORMAT", "console"),
        "MITHAQ_SMTP_HOST": HOST,
        "MITHAQ_SMTP_PORT": str(state.ports["mail-smtp"]),
        "MITHAQ_STATE_DIR": str(state.scratch(service.name)),
        "MITHAQ_INSTANCE": service.name,
        **{f"MITHAQ_{one.name.upper()}_URL": url(state, one.name) for one in SERVICES},
    }


def url(state: State, name: str) -> str:
    return f"http://{HOST}:{state.ports[name]}"

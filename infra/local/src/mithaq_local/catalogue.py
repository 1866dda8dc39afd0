"""Every program of the local stack, and every port it needs."""

import sys
from collections.abc import Mapping
from functools import partial

from mithaq_local import kafka, postgres, services
from mithaq_local.kafka_access import password_file
from mithaq_local.ports import HOST
from mithaq_local.probes import http_ok
from mithaq_local.programs import Program, Programs
from mithaq_local.runtime import private_folder
from mithaq_local.state import State

# Port name -> the process that listens there.
PORTS = {
    "postgres": "postgres",
    "kafka": "kafka",
    "kafka-controller": "kafka",
    "mail": "mail",
    "mail-smtp": "mail",
    "issuer": "issuer",
    **{service.name: service.name for service in services.SERVICES},
    **{service.probes: service.name for service in services.SERVICES},
}
NAMES = tuple(dict.fromkeys(PORTS.values()))


def catalogue(state: State) -> Programs:
    """Every process of the stack; the state has a port for each name in `PORTS`."""
    programs = (
        postgres.program(state, services.DATABASES),
        kafka.program(state),
        _own_server(state, "mail", {"MITHAQ_SMTP_PORT": str(state.ports["mail-smtp"])}),
        _own_server(state, "issuer", {"MITHAQ_TOKEN_ISSUER": services.url(state, "issuer")}),
        *services.programs(state),
    )
    return {program.name: program for program in programs}


def addresses(state: State) -> Mapping[str, str]:
    """Base URLs of HTTP servers, and the native addresses of the others."""
    web = ("mail", "issuer", *(service.name for service in services.SERVICES))
    return {
        "postgres": postgres.address(state, "postgres", postgres.ADMIN),
        "kafka": kafka.bootstrap(state),
        **({} if state.open_kafka else {"kafka-password": str(password_file(state, "demo"))}),
        "smtp": f"{HOST}:{state.ports['mail-smtp']}",
        **{name: services.url(state, name) for name in web},
        **{one.probes: services.url(state, one.probes) for one in services.SERVICES},
    }


def _own_server(state: State, name: str, environment: dict[str, str]) -> Program:
    port = state.ports[name]
    return Program(
        name=name,
        command=(sys.executable, "-m", f"mithaq_local.{name}"),
        ready=partial(http_ok, port),
        prepare=partial(private_folder, state.scratch(name)),
        environment={
            "MITHAQ_HTTP_HOST": HOST,
            "MITHAQ_HTTP_PORT": str(port),
            "MITHAQ_STATE_DIR": str(state.scratch(name)),
            **environment,
        },
    )

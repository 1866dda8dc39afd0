"""Every command of every service can be tried, by one parameter and with one answer."""

from collections.abc import Mapping
from typing import Any, Final

import pytest
from mithaq.http import create_app
from mithaq.settings import Settings
from mithaq.words import texts_of

from tests.architecture.inputs import SERVICES, routers

_NOWHERE: Final = "http://127.0.0.1:1"
_SETTINGS: Final = Settings(
    database_url="postgresql+asyncpg://nobody@127.0.0.1:1/none",
    token_issuer=_NOWHERE,
    jwks_url=_NOWHERE,
)
# Routes that are no command although they are no GET, each with the reason why it is not tried.
UNTRIED: Final[Mapping[str, str]] = {
    "post /v1/logs/{source}/verification": "reads a log, and changes nothing but its own report",
}


def operations(service: str) -> dict[str, dict[str, Any]]:
    app = create_app(
        service=service,
        title=service,
        routers=list(routers(service)),
        texts=texts_of(),
        settings=_SETTINGS,
    )
    return {
        f"{method} {path}": operation
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    }


def is_tried(operation: Mapping[str, Any]) -> bool:
    offered = any(each["name"] == "dry_run" for each in operation.get("parameters", []))
    answer = operation["responses"].get("200", {})
    told = "#/components/schemas/Trial'" in str(answer)
    assert offered == told
    return offered


@pytest.mark.parametrize("service", SERVICES)
def test_every_command_is_tried_and_no_read_is(service: str) -> None:
    told = operations(service)
    commands = {name for name in told if not name.startswith("get ")}
    tried = {name for name, operation in told.items() if is_tried(operation)}
    assert tried == commands - UNTRIED.keys()
    assert tried or service == "audit"

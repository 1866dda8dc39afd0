"""Which operation of the API gives which command, found in what the routes say themselves."""

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.table import BY_COMMAND
from conventions.routes import ROUTERS
from fastapi.routing import APIRoute
from mithaq.http import Body

_NAMES: Final = {command.__name__: command for command in BY_COMMAND}
_WORD: Final = re.compile(r"\b[A-Z]\w+\b")


@dataclass(frozen=True, slots=True)
class Operation:
    """`body` is None where the request has none of JSON."""

    method: str
    path: str
    body: type[Body] | None

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def operations() -> Mapping[type[ConventionCommand], Operation]:
    """By command; a command that only time or another service gives has none."""
    found: dict[type[ConventionCommand], Operation] = {}
    for route in _routes():
        for command in _given_by(route):
            assert command not in found, f"{command.__name__} is given by two operations"
            (method,) = route.methods or {""}
            found[command] = Operation(method, route.path, _body_of(route))
    return found


def _routes() -> Iterator[APIRoute]:
    for router in ROUTERS:
        yield from (each for each in router.routes if isinstance(each, APIRoute))


def _given_by(route: APIRoute) -> list[type[ConventionCommand]]:
    """What its function names, but for its annotations: it makes one command, once."""
    if route.methods == {"GET"}:
        return []
    words = dict.fromkeys(_WORD.findall(inspect.getsource(route.endpoint)))
    return [_NAMES[word] for word in words if word in _NAMES]


def _body_of(route: APIRoute) -> type[Body] | None:
    for parameter in inspect.signature(route.endpoint).parameters.values():
        if parameter.name == "body":
            return body_in(parameter.annotation)
    return None


def body_in(annotation: Any) -> type[Body] | None:
    """The class of bodies that an annotation allows, whatever stands around it."""
    if inspect.isclass(annotation) and issubclass(annotation, Body):
        return annotation
    return next(filter(None, map(body_in, get_args(annotation))), None)

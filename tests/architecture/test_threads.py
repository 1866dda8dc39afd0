"""No request waits for a thread: whatever FastAPI calls for it is a coroutine function.

FastAPI hands a plain function or a class to a thread pool. The two switches of threads cost more
processor time than most commands need for their decision.
"""

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

SERVICES = ("audit", "conventions", "notifications", "partners", "programming")


def routes(service: str) -> Iterator[APIRoute]:
    for router in import_module(f"{service}.bootstrap").SERVICE.routers:
        yield from (route for route in router.routes if isinstance(route, APIRoute))


def calls(dependant: Dependant) -> Iterator[Any]:
    yield dependant.call
    for each in dependant.dependencies:
        yield from calls(each)


def is_coroutine_function(call: Any) -> bool:
    return inspect.iscoroutinefunction(call) or (
        not inspect.isclass(call) and inspect.iscoroutinefunction(type(call).__call__)
    )


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_and_dependency_is_a_coroutine_function(service: str) -> None:
    called = {call for route in routes(service) for call in calls(route.dependant)}
    assert called
    assert [call for call in called if not is_coroutine_function(call)] == []

"""What the services' requests may contain: every leaf of every body, query, path and cursor."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from mithaq.runtime import Service
from programming.live.routes import router as live
from pydantic import BaseModel

SERVICES = ("partners", "conventions", "programming", "notifications", "audit")


@dataclass(frozen=True)
class Leaf:
    """A value of no parts, with what its annotations say of it."""

    where: str
    kind: Any
    metadata: tuple[Any, ...]
    within: Any = None


def routers(service: str) -> Iterator[APIRouter]:
    module = import_module(f"{service}.bootstrap")
    (found,) = (each for each in vars(module).values() if isinstance(each, Service))
    yield from found.routers
    if service == "programming":
        yield live


def leaves(service: str) -> Iterator[Leaf]:
    for router in routers(service):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            yield from _of_dependant(f"{service} {route.name}", route.dependant)


def _of_dependant(where: str, dependant: Dependant) -> Iterator[Leaf]:
    for field in [*dependant.query_params, *dependant.path_params, *dependant.body_params]:
        info = field.field_info
        yield from _of(f"{where} {field.name}", info.annotation, tuple(info.metadata))
    for inner in dependant.dependencies:
        yield from _of_dependant(where, inner)


def _of(where: str, kind: Any, metadata: tuple[Any, ...] = ()) -> Iterator[Leaf]:
    origin = get_origin(kind)
    if origin is Annotated:
        inner, *more = get_args(kind)
        yield from _of(where, inner, (*more, *metadata))
    elif origin in (Union, types.UnionType):
        for each in get_args(kind):
            yield from _of(where, each, metadata)
    elif origin in (list, tuple, set, frozenset):
        yield Leaf(where, origin, metadata)
        for each in get_args(kind):
            yield from _of(where, each)
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from _of_body(where, kind)
    elif kind not in (type(None), Ellipsis) and origin is not Literal:
        yield Leaf(where, kind, metadata)


def _of_body(where: str, body: type[BaseModel]) -> Iterator[Leaf]:
    for name, info in body.model_fields.items():
        for leaf in _of(f"{where}.{name}", info.annotation, tuple(info.metadata)):
            yield Leaf(leaf.where, leaf.kind, leaf.metadata, leaf.within or body)


def cursors(service: str) -> Mapping[str, Any]:
    """The keys of the lists' cursors, by the module that names them."""
    found = {}
    for router in routers(service):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            for name, value in route.endpoint.__globals__.items():
                if type(value).__name__ == "TypeAdapter":
                    found[f"{route.endpoint.__module__}.{name}"] = value
    return found

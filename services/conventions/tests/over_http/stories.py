"""The decisions of the pure tests: each is a story that can be played again over HTTP."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, Final

from conventions.domain.core.commands import ConventionCommand
from mithaq.testing.given import Decision, heard_decisions

ROOT: Final = Path(__file__).parents[4]
TESTS: Final = Path(__file__).parents[1]
# What runs long, draws at random, needs PostgreSQL or is made of these stories itself.
_APART: Final = frozenset({"campaign", "listing", "over_http", "races", "read_models", "routes"})
Case = tuple[Callable[..., None], dict[str, Any]]


def pure_tests() -> Iterator[str]:
    """The ids of the tests that need nothing but themselves."""
    for file in sorted(TESTS.rglob("test_*.py")):
        if _APART.isdisjoint(file.relative_to(TESTS).parts):
            module = _module(file)
            path = file.relative_to(ROOT)
            for name, test in vars(module).items():
                if name.startswith("test_") and _is_pure(test) and _cases(test):
                    yield f"{path}::{name}"


def decisions_of(test: str) -> Iterator[Decision]:
    """What is decided on conventions in a test, with one after the other of its parameters."""
    path, _, name = test.partition("::")
    for function, values in _cases(getattr(_module(ROOT / path), name)):
        with heard_decisions() as taken:
            function(**values)
        yield from (each for each in taken if isinstance(each.command, ConventionCommand))


def _module(file: Path) -> Any:
    return importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))


def _is_pure(test: Any) -> bool:
    drawn = hasattr(test, "hypothesis")
    return inspect.isfunction(test) and not inspect.iscoroutinefunction(test) and not drawn


def _cases(test: Callable[..., None]) -> list[Case]:
    """It with each combination of its parameters; none where it asks for a fixture."""
    marks = [each for each in getattr(test, "pytestmark", ()) if each.name == "parametrize"]
    sets = [_sets(*mark.args[:2]) for mark in marks]
    cases = [dict(pair for one in chosen for pair in one) for chosen in product(*sets)]
    asked = set(inspect.signature(test).parameters)
    return [(test, each) for each in cases if each.keys() == asked]


def _sets(names: str | tuple[str, ...], values: Any) -> list[list[tuple[str, Any]]]:
    called = [each.strip() for each in names.split(",")] if isinstance(names, str) else list(names)
    found = []
    for each in values:
        value = getattr(each, "values", each) if type(each).__name__ == "ParameterSet" else each
        row = [value] if len(called) == 1 and not _is_set(each) else list(value)
        found.append(list(zip(called, row, strict=True)))
    return found


def _is_set(value: Any) -> bool:
    return type(value).__name__ == "ParameterSet"

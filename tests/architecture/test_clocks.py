"""Nothing looks at a clock to decide: time comes in with a command, or is a deadline."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
SERVICES: Final = sorted(each.parent for each in ROOT.glob("services/*/src"))
# Calls that ask what time it is; `perf_counter` and `monotonic` measure how long something took.
CLOCKS: Final = frozenset({"now", "utcnow", "today", "time", "localtime", "gmtime"})
MODULES: Final = frozenset({"datetime", "date", "time"})
# In a decision not even the service's own clock is asked, which answers routes and reactions.
OWN: Final = CLOCKS | {"clock"}


def asked(source: str, *, of_anything: bool) -> Iterator[str]:
    """Calls that ask a clock: those of the standard library, or of anything whatever."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        named, of = node.func.attr, node.func.value
        if of_anything:
            if named in OWN:
                yield f"{ast.unparse(node.func)} on line {node.lineno}"
        elif named in CLOCKS and ast.unparse(of).split(".")[-1] in MODULES:
            yield f"{ast.unparse(node.func)} on line {node.lineno}"


# Faust's windows, which may be rebuilt at any time and decide nothing (`decisions/0003`).
VIEWS: Final = "live"


def found(root: Path, *, of_anything: bool) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {each}"
        for path in sorted(root.rglob("*.py"))
        if VIEWS not in path.parts
        for each in asked(path.read_text(), of_anything=of_anything)
    ]


@pytest.mark.parametrize("service", SERVICES, ids=lambda each: each.name)
def test_no_service_asks_the_machine_what_time_it_is(service: Path) -> None:
    """Its kernel's clock is one, so that a test may let time pass."""
    assert found(service / "src", of_anything=False) == []


@pytest.mark.parametrize("service", SERVICES, ids=lambda each: each.name)
def test_no_decision_asks_a_clock_at_all(service: Path) -> None:
    for domain in (service / "src").glob("*/domain"):
        assert found(domain, of_anything=True) == []


@pytest.mark.parametrize(
    ("source", "of_anything"),
    [
        ("datetime.now(UTC)", False),
        ("datetime.datetime.now()", False),
        ("date.today()", False),
        ("time.time()", False),
        ("conventions.today()", True),
        ("kernel.clock()", True),
    ],
)
def test_what_it_looks_for_is_found(source: str, of_anything: bool) -> None:
    assert list(asked(source, of_anything=of_anything))

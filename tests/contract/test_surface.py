"""The kernel's public API is listed and described, and its growth is limited."""

import ast
import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest

from tests.contract.surface import PACKAGES, README, table, written

SERVICES: Final = Path(__file__).parents[2] / "services"


def test_the_readme_lists_every_piece_with_its_contract() -> None:
    text = README.read_text()
    assert text == written(text), "the kernel's surface changed: run `make contracts`"


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_listed_exists_and_is_in_order(package: str) -> None:
    module = importlib.import_module(f"mithaq.{package}")
    assert all(hasattr(module, name) for name in module.__all__)
    assert len(set(module.__all__)) == len(module.__all__)


def test_the_surface_is_small() -> None:
    """A new public name must replace something, such as code in three services."""
    assert table().count("\n") - 2 <= 320


def test_services_take_only_what_is_listed() -> None:
    taken = [each for file in SERVICES.glob("*/src/**/*.py") for each in from_the_kernel(file)]
    assert len(taken) > 100
    listed = {(f"mithaq.{name}", piece) for name in PACKAGES for piece in pieces(name)}
    assert set(taken) <= listed


def from_the_kernel(file: Path) -> Iterator[tuple[str, str]]:
    """Module and name of each import from the kernel in a file."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mithaq."):
            yield from ((str(node.module), name.name) for name in node.names)


def pieces(package: str) -> Sequence[str]:
    named: Sequence[str] = importlib.import_module(f"mithaq.{package}").__all__
    return named

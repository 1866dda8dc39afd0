"""What a service may import from the kernel is listed, promised, and does not grow unseen."""

import importlib

import pytest

from tests.contract.surface import PACKAGES, README, table, written


def test_the_readme_lists_every_piece_with_its_contract() -> None:
    text = README.read_text()
    assert text == written(text), "the kernel's surface changed: run `make contracts`"


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_listed_exists_and_is_in_order(package: str) -> None:
    module = importlib.import_module(f"mithaq.{package}")
    assert all(hasattr(module, name) for name in module.__all__)
    assert len(set(module.__all__)) == len(module.__all__)


def test_the_surface_is_small() -> None:
    """A hundred pieces: who adds one more asks first what it replaces."""
    assert table().count("\n") - 2 <= 110

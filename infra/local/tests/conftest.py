"""Every test has folders of its own; stacks that a test starts end with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from mithaq_local import orphans
from mithaq_local.stack import Stack


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A runtime folder apart from every real one."""
    folder = tmp_path / "runtime"
    monkeypatch.setenv("MITHAQ_RUNTIME", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A state folder; nothing that a test started in it outlives the test."""
    folder = tmp_path / "checkout" / ".mithaq"
    yield folder
    Stack(folder).wipe()
    assert not orphans.marked(folder)

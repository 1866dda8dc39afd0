from pathlib import Path

import pytest
from mithaq_local import runtime as module
from mithaq_local.errors import FolderRefused
from mithaq_local.state import StackPaths

SOCKET_LIMIT = 107  # bytes


def test_the_socket_fits_however_deep_the_checkout_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MITHAQ_RUNTIME", raising=False)
    deep = Path("/", *["a-rather-long-folder-name"] * 12, ".mithaq")
    assert len(bytes(StackPaths(deep).socket)) < SOCKET_LIMIT


def test_two_checkouts_have_two_runtime_folders() -> None:
    assert StackPaths(Path("/a/.mithaq")).runtime != StackPaths(Path("/b/.mithaq")).runtime


def test_a_folder_that_another_can_change_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "theirs")
    with pytest.raises(FolderRefused, match="MITHAQ_RUNTIME"):
        module.private_folder(tmp_path / "link")


def test_what_a_removed_checkout_left_is_swept_and_nothing_else(
    runtime: Path, tmp_path: Path
) -> None:
    kept, gone = tmp_path / "kept", tmp_path / "gone"
    kept.mkdir()
    folders = [module.create(state) for state in (kept, gone)]
    module.sweep(runtime)
    assert [folder.exists() for folder in folders] == [True, False]

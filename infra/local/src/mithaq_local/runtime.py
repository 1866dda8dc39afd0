"""A short private folder per stack outside the checkout.

Two limits ask for it: a unix socket's path has at most 107 bytes, and PostgreSQL refuses to run as
root while its stand-in account cannot enter a checkout below a home that is closed to others.
"""

import hashlib
import os
import shutil
import stat
from pathlib import Path

from mithaq_local import orphans
from mithaq_local.errors import FolderRefused

OWNER_NOTE = "belongs-to"


def base_folder() -> Path:
    """Where this user's stacks keep what cannot lie in a checkout."""
    default = f"/var/tmp/mithaq-{os.geteuid()}"  # noqa: S108 - ownership is checked below
    return Path(os.environ.get("MITHAQ_RUNTIME", default))


def runtime_folder(state: Path) -> Path:
    """The same for the same state folder; not created here."""
    return base_folder() / hashlib.sha256(str(state).encode()).hexdigest()[:12]


def create(state: Path) -> Path:
    """Make the runtime folder of `state`; others may pass through when root, but not look."""
    mode = 0o711 if os.geteuid() == 0 else 0o700
    private_folder(base_folder(), mode)
    folder = private_folder(runtime_folder(state), mode)
    (folder / OWNER_NOTE).write_text(str(state))
    return folder


def private_folder(folder: Path, mode: int = 0o700) -> Path:
    """Make `folder`, or refuse it if it is another user's or not a plain folder."""
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise FolderRefused(folder)
    folder.chmod(mode)
    return folder


def sweep(base: Path) -> None:
    """Remove the folders of stacks whose checkout is gone and of which nothing runs."""
    for note in base.glob(f"*/{OWNER_NOTE}"):
        state = Path(note.read_text())
        if not state.exists() and not orphans.marked(state):
            shutil.rmtree(note.parent, ignore_errors=True)

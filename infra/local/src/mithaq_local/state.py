"""The persistent state of a stack: its folders, ports and secrets."""

import hashlib
import hmac
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from mithaq_local import orphans
from mithaq_local.errors import Busy, NotRunning, StateDamaged
from mithaq_local.runtime import private_folder, runtime_folder, sweep

LOCK_SECONDS = 600


def locate() -> Path:
    """The state folder: MITHAQ_STATE, else `.mithaq` at the root of the current checkout."""
    if chosen := os.environ.get("MITHAQ_STATE"):
        return Path(chosen).resolve()
    here = Path.cwd().resolve()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    return root / ".mithaq"


@dataclass(slots=True)
class StackPaths:
    """The paths of a stack's files. None is created here."""

    folder: Path

    @property
    def runtime(self) -> Path:
        """The runtime folder outside the checkout (see `mithaq_local.runtime`)."""
        return runtime_folder(self.folder)

    @property
    def socket(self) -> Path:
        return self.runtime / "supervisor.sock"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def scratch(self, name: str) -> Path:
        """A private folder of the process `name`."""
        return self.folder / "scratch" / name


@dataclass(slots=True)
class State(StackPaths):
    """The state of one stack. `save` replaces its file atomically."""

    secret: str
    ports: dict[str, int]
    open_kafka: bool = False  # it asks nobody who they are

    @classmethod
    def open(cls, folder: Path, *, open_kafka: bool = False) -> "State":
        """Read the state, or create a new one as asked; the caller holds the lock."""
        folder = folder.resolve()
        if (folder / "state.json").exists():
            return cls.load(folder)
        if strangers := sorted(path.name for path in folder.glob("*") if path.name != "lock"):
            raise StateDamaged(folder, f"state.json is missing beside {', '.join(strangers)}")
        return cls._begin(folder, open_kafka=open_kafka)

    @classmethod
    def load(cls, folder: Path) -> "State":
        """Read the existing state; raises NotRunning if there is none."""
        try:
            content = json.loads((folder / "state.json").read_text())
            ports = {str(name): int(port) for name, port in content["ports"].items()}
            return cls(folder, str(content["secret"]), ports, bool(content.get("open_kafka")))
        except FileNotFoundError:
            raise NotRunning("The stack") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StateDamaged(folder, f"state.json cannot be read: {error!r}") from error

    @classmethod
    def _begin(cls, folder: Path, *, open_kafka: bool) -> "State":
        # Leftovers of an earlier stack at this path have another secret and must go.
        orphans.stop(folder)
        shutil.rmtree(runtime_folder(folder), ignore_errors=True)
        sweep(runtime_folder(folder).parent)
        state = cls(folder, secrets.token_urlsafe(32), {}, open_kafka)
        state.save()
        return state

    def save(self) -> None:
        private_folder(self.folder)
        content = {"secret": self.secret, "ports": self.ports, "open_kafka": self.open_kafka}
        write_private(self.folder / "state.json", json.dumps(content, indent=2))

    def password(self, account: str) -> str:
        """The account's password, derived from the state's secret."""
        return hmac.new(self.secret.encode(), account.encode(), hashlib.sha256).hexdigest()[:32]


def write_private(path: Path, text: str) -> None:
    """Replace the file atomically; only its owner can read it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(path)


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the lock that lets only one command at a time change the stack in `folder`."""
    private_folder(folder)
    try:
        with FileLock(folder / "lock", timeout=LOCK_SECONDS):
            yield
    except Timeout as error:
        raise Busy(folder) from error

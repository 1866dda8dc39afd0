"""Kafka's jars: pinned by SHA-256, fetched once per user, the same for every stack.

`python -m mithaq_local.kafka_jars --write` resolves the coordinates afresh and rewrites the list.
Fetching needs no resolution: the list names every jar, so nothing but those jars is asked for.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from mithaq_local import maven
from mithaq_local.errors import DownloadMissing

KAFKA = "4.4.0"
# The BOM of a log4j coordinate leaked an older kafka-clients in: name both with the same version.
COORDINATES = (
    f"org.apache.kafka:kafka_2.13:{KAFKA}",
    f"org.apache.kafka:kafka-clients:{KAFKA}",
    "org.slf4j:slf4j-simple:2.0.17",
)
LIST = files("mithaq_local") / "kafka_jars.sha256"
ATTEMPTS = 3

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Jar:
    """One jar as the list pins it."""

    sha256: str
    size: int
    coordinate: str  # group:artifact:version

    @property
    def path(self) -> Path:
        """Where it lies below the cache folder."""
        group, artifact, version = self.coordinate.split(":")
        return Path(*group.split("."), artifact, version, f"{artifact}-{version}.jar")

    def is_whole(self, folder: Path) -> bool:
        """Whether the file in `folder` is byte for byte the pinned one."""
        file = folder / self.path
        if not file.is_file() or file.stat().st_size != self.size:
            return False
        return sha256_of(file) == self.sha256


def pinned() -> tuple[Jar, ...]:
    rows = (line.split() for line in LIST.read_text().splitlines() if not line.startswith("#"))
    return tuple(Jar(sha256, int(size), coordinate) for sha256, size, coordinate in rows)


def cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "mithaq" / "maven"


def class_path(jars: Iterable[Jar], folder: Path) -> str:
    return os.pathsep.join(str(folder / jar.path) for jar in jars)


def ensure(jars: Sequence[Jar], folder: Path) -> None:
    """Leave every jar whole in `folder`; two processes may ask at once, one fetches.

    Whole jars are neither fetched again nor is the network touched for them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if missing := [jar for jar in jars if not jar.is_whole(folder)]:
            _fetch_all(missing, folder)


def sha256_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _fetch_all(jars: Sequence[Jar], folder: Path) -> None:
    with _progress(jars) as advance, ThreadPoolExecutor(maven.SIDE_BY_SIDE) as pool:
        try:
            list(pool.map(partial(_fetch, folder=folder, advance=advance), jars))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _fetch(jar: Jar, folder: Path, advance: Advance) -> None:
    reason = "nothing was tried"
    for _ in range(ATTEMPTS):
        (folder / jar.path).unlink(missing_ok=True)  # damaged, or cut short
        try:
            maven.download(jar.coordinate, folder)
        except (OSError, RuntimeError) as error:  # requests' errors are OSErrors
            reason = type(error).__name__
            continue
        if jar.is_whole(folder):
            return advance(jar.size)
        reason = "the bytes received are not the pinned ones"
    (folder / jar.path).unlink(missing_ok=True)
    raise DownloadMissing(f"{jar.coordinate} (Kafka)", reason)


@contextmanager
def _progress(jars: Sequence[Jar]) -> Iterator[Advance]:
    total = sum(jar.size for jar in jars)
    columns = (TextColumn("Kafka"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("jars", total=total)
        yield lambda size: progress.advance(task, size)


def resolve(folder: Path) -> tuple[Jar, ...]:
    """Ask the repository which jars the coordinates stand for, and measure each."""
    found = maven.resolve(COORDINATES, folder)
    return tuple(
        Jar(sha256_of(file), file.stat().st_size, name) for name, file in sorted(found.items())
    )


def write(jars: Iterable[Jar], file: Path) -> None:
    header = "# sha256, bytes, group:artifact:version. Written by `-m mithaq_local.kafka_jars`.\n"
    rows = (f"{jar.sha256} {jar.size} {jar.coordinate}\n" for jar in jars)
    file.write_text(header + "".join(rows))


def main() -> None:
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m mithaq_local.kafka_jars --write")
    with TemporaryDirectory() as fresh:  # a stale cache must not decide what is pinned
        jars = resolve(Path(fresh))
    write(jars, Path(str(LIST)))
    print(f"{len(jars)} jars, {sum(jar.size for jar in jars) / 1e6:.1f} MB, pinned in {LIST}")


if __name__ == "__main__":
    main()

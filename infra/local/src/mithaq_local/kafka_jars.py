"""Kafka's jars: pinned by SHA-256, fetched once per user, shared by all stacks.

`python -m mithaq_local.kafka_jars --write` resolves the coordinates again and rewrites the list.
Fetching needs no resolution: the list names every jar, and only those are downloaded.
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
# Both with the same version: the BOM of a log4j coordinate once pulled in an older kafka-clients.
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
        """Its path relative to the cache folder."""
        group, artifact, version = self.coordinate.split(":")
        return Path(*group.split("."), artifact, version, f"{artifact}-{version}.jar")

    def is_whole(self, folder: Path) -> bool:
        """Whether the file in `folder` has the pinned content."""
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
    """Download the jars that are missing or incomplete in `folder`; concurrent calls are safe.

    For complete jars the network is not used.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if missing := [jar for jar in jars if not jar.is_whole(folder)]:
            _fetch_all(missing, folder)


def sha256_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _fetch_all(jars: Sequence[Jar], folder: Path) -> None:
    with _progress(jars) as advance, ThreadPoolExecutor(maven.PARALLEL) as pool:
        try:
            list(pool.map(partial(_fetch, folder=folder, advance=advance), jars))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _fetch(jar: Jar, folder: Path, advance: Advance) -> None:
    reason = "no attempt was made"
    for _ in range(ATTEMPTS):
        (folder / jar.path).unlink(missing_ok=True)  # damaged or incomplete
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
    """Resolve the coordinates to jars in the repository, with size and SHA-256 of each."""
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

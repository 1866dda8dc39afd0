"""Resolves and downloads files of a Maven repository with jgo, which needs no Java for it.

jgo's cache is the folder given here. MITHAQ_MAVEN_MIRROR sets another repository than the public
one.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jgo.maven import MavenContext

PARALLEL = 12
SECONDS = 30  # without receiving a byte


def download(coordinate: str, folder: Path) -> Path:
    """The file of `group:artifact:version`, downloaded unless `folder` has it.

    Raises OSError or RuntimeError if the download fails.
    """
    return Path(_context(folder).create_dependency(coordinate).artifact.resolve())


def resolve(coordinates: Sequence[str], folder: Path) -> dict[str, Path]:
    """The files of `coordinates` and their run-time dependencies, by coordinate."""
    context = _context(folder)
    named, implied = context.resolver.resolve([context.create_dependency(c) for c in coordinates])
    found = [*named, *(one for one in implied if one.scope in ("compile", "runtime"))]
    names = [f"{one.groupId}:{one.artifactId}:{one.version}" for one in found]
    with ThreadPoolExecutor(PARALLEL) as pool:
        files = pool.map(lambda name: download(name, folder), names)
        return dict(zip(names, files, strict=True))


def _context(folder: Path) -> "MavenContext":
    from jgo.maven import MavenContext, PythonResolver  # slow to import, seldom needed

    mirror = os.environ.get("MITHAQ_MAVEN_MIRROR")
    remote = {"mirror": mirror.rstrip("/")} if mirror else None
    return MavenContext(PythonResolver(), repo_cache=folder, remote_repos=remote, timeout=SECONDS)

"""The commands of the guides, as an operator would type them.

A block under `<!-- run: NAME -->` is run; what stands under `<!-- see: NAME -->` must be seen,
line by line.
"""

import asyncio
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

GUIDES: Final = Path(__file__).parents[1] / "docs" / "guides"
_BLOCK: Final = re.compile(r"<!-- (run|see): ([a-z-]+) -->\n```(?:sh)?\n(.*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """The commands of one block, and the lines that must be seen."""

    commands: str
    seen: tuple[str, ...]


def steps(guide: str) -> Mapping[str, Step]:
    """The blocks of a guide by name, in the order of the page."""
    found = _BLOCK.findall((GUIDES / guide).read_text())
    see = {name: tuple(text.splitlines()) for kind, name, text in found if kind == "see"}
    return {name: Step(text, see.get(name, ())) for kind, name, text in found if kind == "run"}


async def run(step: Step, folder: Path, environment: Mapping[str, str]) -> str:
    """Run the block in a shell that ends at the first failure; returns what was printed."""
    process = await asyncio.create_subprocess_exec(
        *("bash", "-euo", "pipefail", "-c", step.commands),
        cwd=folder,
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    told = out.decode()
    sys.stdout.write(told)
    assert process.returncode == 0, told
    missing = [line for line in step.seen if line not in told]
    assert not missing, f"{missing} not in:\n{told}"
    return told

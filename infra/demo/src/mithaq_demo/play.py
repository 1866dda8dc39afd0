"""The demo's entry point: plays the conventions, reads the results, checks and reports them."""

import os
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from rich.console import Console

from mithaq_demo import canonical, findings
from mithaq_demo.checks import every
from mithaq_demo.client import Client
from mithaq_demo.errors import DemoFailed
from mithaq_demo.findings import Findings
from mithaq_demo.performance import perform
from mithaq_demo.report import tell
from mithaq_demo.report.consoles import wide_console
from mithaq_demo.report.progress import progressing
from mithaq_demo.script import OnStep, Script

REPORT_VARIABLE = "MITHAQ_DEMO_REPORT"
FILES = Path("build/demo")  # where lists are saved, from where it is played


async def play(
    addresses: Mapping[str, str],
    *,
    on_step: OnStep | None = None,
    report_to: Path | None = None,
    files_to: Path = FILES,
    console: Console | None = None,
) -> int:
    """Play on the stack at `addresses`; 0 when every check held.

    `on_step` is awaited after each accepted command with its key and its number; `report_to` (or
    the path in MITHAQ_DEMO_REPORT) receives what must be equal between two plays, as JSON;
    `files_to` the list of conventions as a workbook.
    Played again on the same state, it changes nothing and tells the same.
    """
    console = console or wide_console()
    client = Client(addresses)
    found: Findings | None = None
    try:
        found = await _played(client, console, on_step, files_to)
    except* DemoFailed as failures:
        for failure in failures.exceptions:
            told = f"La démonstration s'arrête : {failure}"
            console.print(told, style="bold red", markup=False, highlight=False, soft_wrap=True)
    finally:
        await client.close()
    return 1 if found is None else _told(console, addresses, found, report_to)


async def _played(
    client: Client, console: Console, on_step: OnStep | None, folder: Path
) -> Findings:
    began = perf_counter()
    script = Script(client, on_step)
    with progressing(console) as spectator:
        played = await perform(script, spectator)
        spectator.settling()
        found = await findings.gather(script, played, folder)
    seconds = perf_counter() - began
    console.print(f"{script.steps} commandes acceptées, {seconds:.1f} s", style="dim")
    return found


def _told(
    console: Console, addresses: Mapping[str, str], found: Findings, report_to: Path | None
) -> int:
    outcome = every.run(found)
    tell(console, addresses, found, outcome)
    named = os.environ.get(REPORT_VARIABLE)
    path = report_to or (Path(named) if named else None)
    if path is not None:
        canonical.write(path, found, outcome)
    return 0 if all(check.held for check in outcome) else 1

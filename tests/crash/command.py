"""The command behind `make test-crash KILLS=n SEED=s`: runs a campaign and prints its report."""

import argparse
import asyncio
import logging
import shutil
import tempfile
from pathlib import Path
from time import time

from mithaq.observability import configure_logging
from mithaq_local.stack import Stack
from rich.console import Console

from tests.crash.campaign import campaign
from tests.crash.report import faults_of, show
from tests.crash.runners import FORKS, PRELOADED
from tests.crash.schedule import FEWEST, schedule
from tests.crash.stopwatch import Stopwatch
from tests.crash.verdict import verdict


def main() -> int:
    arguments = _arguments()
    seed = arguments.seed if arguments.seed is not None else int(time())
    console = Console(width=100)
    console.print(f"{arguments.kills} kills, seed {seed}", highlight=False)
    FORKS.set_forkserver_preload(PRELOADED)
    configure_logging("crash", "console", "CRITICAL")
    logging.disable(logging.CRITICAL)
    folder = Path(tempfile.mkdtemp(prefix="mithaq-crash-"))
    stack = Stack(folder / "state", open_kafka=True)
    faults = ["the campaign was cut short"]
    try:
        watch = Stopwatch()
        stack.start(["postgres", "kafka"])
        plan = schedule(arguments.kills, seed)
        outcome = asyncio.run(campaign(stack, plan, seed, folder, watch))
        found = verdict(outcome.facts)
        watch.lap("checking")
        show(console, outcome, found, watch)
        console.print(f"{'seed':<15} {seed:>12}", highlight=False)
        faults = faults_of(outcome, found)
    finally:
        _leave(stack, console, faults, f"make test-crash KILLS={arguments.kills} SEED={seed}")
    return int(bool(faults))


def _leave(stack: Stack, console: Console, faults: list[str], again: str) -> None:
    """Delete everything after a successful campaign; else keep all files and stop the processes."""
    if not faults:
        stack.wipe()
        shutil.rmtree(stack.folder.parent)
        return
    stack.stop()
    for fault in faults[:20]:
        console.print(f"FAILS  {fault}", highlight=False)
    console.print(f"the same schedule again: {again}", highlight=False)
    console.print(f"records, logs and data:  {stack.folder.parent}", highlight=False)
    console.print(
        f"its servers again:       MITHAQ_STATE={stack.folder} mithaq up --only postgres,kafka"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash.run", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help=f"at least {FEWEST}; 200")
    parser.add_argument("--seed", type=int, help="of the schedule; else the time of day")
    return parser.parse_args()

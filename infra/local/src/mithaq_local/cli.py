"""The command line `mithaq`, which runs the local stack."""

import asyncio
import os
import sys
from datetime import datetime
from typing import Annotated

import typer

from mithaq_local import kafka_jars, store
from mithaq_local.catalogue import NAMES
from mithaq_local.console import (
    interruptible,
    print_error,
    say,
    show_addresses,
    show_status,
    uninterrupted,
)
from mithaq_local.demo import INTERRUPTED, run
from mithaq_local.errors import LocalStackError, UnknownProcess
from mithaq_local.logs import follow, last_lines
from mithaq_local.measures import SUPERVISOR, measure
from mithaq_local.stack import Stack
from mithaq_local.state import StackPaths, locate

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Mithaq on this machine: real PostgreSQL and Kafka, mail, tokens and every service.",
)


@app.command()
def fetch() -> None:
    """Download Kafka's jars, which do not come with the Python packages."""
    kafka_jars.ensure(kafka_jars.pinned(), kafka_jars.cache_folder())


@app.command()
def up(
    only: Annotated[
        str, typer.Option(help="Names separated by commas; what they need starts too.")
    ] = "",
) -> None:
    """Start the processes that are not running; Ctrl-C stops the whole stack."""
    names = [name.strip() for name in only.split(",") if name.strip()] or list(NAMES)
    stack = Stack(say=say)
    with interruptible():
        try:
            stack.start(names)
        except KeyboardInterrupt:
            say("Stopping.")
            with uninterrupted():
                stack.stop()
            raise typer.Exit(INTERRUPTED) from None
    running = [name for name, process in stack.processes().items() if process.is_alive]
    show_addresses(stack.addresses(), [*running, *(["smtp"] if "mail" in running else [])])


@app.command()
def down(
    *,
    wipe: Annotated[bool, typer.Option("--wipe", help="Also delete databases and topics.")] = False,
) -> None:
    """Stop every process, also those that a killed supervisor left behind."""
    stack = Stack(say=say)
    with uninterrupted():
        if wipe:
            stack.wipe()
        else:
            stack.stop()
    say("Nothing of the stack is running.")


@app.command()
def status(
    *, as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False
) -> None:
    """Each process: its state, port, memory and CPU."""
    show_status(measure(StackPaths(locate())), as_json=as_json)


@app.command()
def logs(
    name: Annotated[str, typer.Argument(help="One process; all when left out.")] = "",
    *,
    following: Annotated[bool, typer.Option("-f", "--follow", help="Until Ctrl-C.")] = False,
) -> None:
    """The last lines that the processes wrote."""
    known = (*NAMES, SUPERVISOR)
    if name and name not in known:
        raise UnknownProcess(name, known)
    paths = StackPaths(locate())
    files = [paths.log(one) for one in ([name] if name else known)]
    for file in files:
        for line in last_lines(file):
            print(line if name else f"{file.stem}: {line}")
    try:
        for file, line in follow(files) if following else ():
            print(line if name else f"{file.stem}: {line}", flush=True)
    except KeyboardInterrupt:
        return


@app.command()
def restart(name: str) -> None:
    """Stop and start one process; returns when it is ready."""
    Stack(say=say).restart(name)


@app.command()
def halt(name: str) -> None:
    """Stop one process; `up --only NAME` starts it again."""
    Stack(say=say).halt(name)
    say(f"{name} is stopped.")


@app.command()
def demo(
    *, once: Annotated[bool, typer.Option("--once", help="Stop the stack afterwards.")] = False
) -> None:
    """Play published conventions on the whole stack; ends with nothing running."""
    from mithaq_demo import play

    raise typer.Exit(run(Stack(say=say), play, once=once))


@app.command()
def replay(
    convention: Annotated[str, typer.Argument(help="Its reference or its id.")],
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what holds on that day.")
    ] = None,
) -> None:
    """A convention's history, event by event, from the audit's copy of the log."""
    from mithaq_demo import replay as shown

    addresses = Stack(say=say).addresses()
    day = as_of.date() if as_of else None
    raise typer.Exit(asyncio.run(shown(addresses, convention, day)))


app.command(context_settings=store.PASSED_ON)(store.store)


def main() -> None:
    """The console script: a LocalStackError is printed as a message, without a traceback."""
    try:
        app()
    except LocalStackError as error:
        print_error(str(error))
        sys.exit(1)
    except BrokenPipeError:  # `mithaq logs | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

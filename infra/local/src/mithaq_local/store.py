"""The command `mithaq store`: runs the kernel's operations CLI on the services of this stack."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from mithaq_local.errors import OneServiceAtATime, UnknownProcess
from mithaq_local.services import SERVICES, Service, environment
from mithaq_local.state import State, locate

# Without `live`, a second process of a service that is in the table already.
STORES: Mapping[str, Service] = {one.name: one for one in SERVICES if one.name == one.package}
# Read-only operations; all others are run on one service at a time.
READ_ONLY = (
    ("status",),
    ("verify",),
    ("dead-letters", "list"),
    ("parked", "list"),
    ("read-models", "list"),
    ("events", "list"),
)
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}
_MODULE = (sys.executable, "-m", "mithaq.operations")


def store(
    context: typer.Context,
    service: Annotated[str | None, typer.Option(help="One; all when left out.")] = None,
) -> None:
    """Operate event stores: status, verify, dead-letters, rebuild, take-back, release and more."""
    if context.args:
        raise typer.Exit(operate(State.load(locate()), service, context.args))
    raise typer.Exit(subprocess.run([*_MODULE, "--help"], check=False).returncode)


def operate(state: State, name: str | None, words: Sequence[str]) -> int:
    """Run an operation on the service `name`, or a read-only one on all; returns the worst status.

    Each runs as in production: the kernel's own CLI, with the environment of the service.
    """
    if name is not None:
        if name not in STORES:
            raise UnknownProcess(name, STORES)
        return subprocess.run(
            _command(name, words), env=_environment(state, name), check=False
        ).returncode
    command = tuple(word for word in words if not word.startswith("-"))
    if "--help" not in words and not any(command[: len(each)] == each for each in READ_ONLY):
        raise OneServiceAtATime(" ".join(words), STORES)
    return _on_all(state, words)


def _on_all(state: State, words: Sequence[str]) -> int:
    """Run in parallel, print in order; as JSON, one object with a key per service."""
    as_json = "--json" in words
    running = {
        name: subprocess.Popen(
            _command(name, words), env=_environment(state, name), stdout=subprocess.PIPE, text=True
        )
        for name in STORES
    }
    results: dict[str, object] = {}
    for name, process in running.items():
        output, _ = process.communicate()
        if as_json:
            results[name] = json.loads(output) if output.strip() else None
        else:
            print(f"== {name}\n{output}", flush=True)
    if as_json:
        print(json.dumps(results, indent=2))
    return max(process.returncode for process in running.values())


def _command(name: str, words: Sequence[str]) -> list[str]:
    return [*_MODULE, STORES[name].package, *words]


def _environment(state: State, name: str) -> dict[str, str]:
    return {**os.environ, **environment(state, STORES[name])}

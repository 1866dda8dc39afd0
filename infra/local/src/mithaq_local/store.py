"""`mithaq store`: the kernel's operations on the services of this stack."""

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

# `live` is a second process of a package that has a store already.
STORES: Mapping[str, Service] = {one.name: one for one in SERVICES if one.name == one.package}
# What only looks; anything else is done to one service at a time.
LOOKS = (("status",), ("verify",), ("dead-letters", "list"), ("parked", "list"))
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}
_MODULE = (sys.executable, "-m", "mithaq.operations")


def store(
    context: typer.Context,
    service: Annotated[str | None, typer.Option(help="One; all when left out.")] = None,
) -> None:
    """Look after event stores: status, verify, dead-letters, parked, rebuild, republish."""
    if context.args:
        raise typer.Exit(operate(State.load(locate()), service, context.args))
    raise typer.Exit(subprocess.run([*_MODULE, "--help"], check=False).returncode)


def operate(state: State, name: str | None, words: Sequence[str]) -> int:
    """Run an operation on the service `name`, or a look on all of them; the worst exit status.

    Each runs as it would in production: the kernel's own command, with the environment that the
    stack gives the service.
    """
    if name is not None:
        if name not in STORES:
            raise UnknownProcess(name, STORES)
        return subprocess.run(
            _command(name, words), env=_given(state, name), check=False
        ).returncode
    spoken = tuple(word for word in words if not word.startswith("-"))
    if "--help" not in words and not any(spoken[: len(look)] == look for look in LOOKS):
        raise OneServiceAtATime(" ".join(words), STORES)
    return _everywhere(state, words)


def _everywhere(state: State, words: Sequence[str]) -> int:
    """Side by side, told in order; as JSON one object with a key a service."""
    as_json = "--json" in words
    running = {
        name: subprocess.Popen(
            _command(name, words), env=_given(state, name), stdout=subprocess.PIPE, text=True
        )
        for name in STORES
    }
    told: dict[str, object] = {}
    for name, process in running.items():
        said, _ = process.communicate()
        if as_json:
            told[name] = json.loads(said) if said.strip() else None
        else:
            print(f"== {name}\n{said}", flush=True)
    if as_json:
        print(json.dumps(told, indent=2))
    return max(process.returncode for process in running.values())


def _command(name: str, words: Sequence[str]) -> list[str]:
    return [*_MODULE, STORES[name].package, *words]


def _given(state: State, name: str) -> dict[str, str]:
    return {**os.environ, **environment(state, STORES[name])}

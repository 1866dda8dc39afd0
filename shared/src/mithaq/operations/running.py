"""What every command of the CLI shares: options, running in a session, the exit status."""

import asyncio
import getpass
import os
import socket
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from mithaq.operations.session import Session, open_session

T = TypeVar("T")

Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Consumer = Annotated[
    str | None, typer.Option("--consumer", help="Of this read model or intake alone.")
]
By = Annotated[str | None, typer.Option("--by", help="Who; else the system's user.")]


def run(context: typer.Context, operation: Callable[[Session], Awaitable[T]]) -> T:
    """Run the operation in a session of the service named on the command line."""
    name = context.ensure_object(str)

    async def in_session() -> T:
        async with open_session(name) as session:
            return await operation(session)

    return asyncio.run(in_session())


def exit_with(*, ok: bool) -> None:
    """End the command with exit status 0 or 1."""
    raise typer.Exit(0 if ok else 1)


def system_user() -> str:
    """`amina@host`, or `uid 1000@host` if the user has no name on this system."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container's uid is in no passwd file (OSError from 3.13 on)
        name = f"uid {os.getuid()}"
    return f"{name}@{socket.gethostname()}"

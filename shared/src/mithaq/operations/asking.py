"""What every verb has in common: one desk, one question, one exit status."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from mithaq.operations.desk import Desk, opened

T = TypeVar("T")

Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Consumer = Annotated[
    str | None, typer.Option("--consumer", help="Of this read model or intake alone.")
]


def ask(context: typer.Context, question: Callable[[Desk], Awaitable[T]]) -> T:
    """Put a question at the desk of the service on the command line."""
    name = context.ensure_object(str)

    async def asked() -> T:
        async with opened(name) as desk:
            return await question(desk)

    return asyncio.run(asked())


def end(*, well: bool) -> None:
    """The exit status of a verdict: 0, or 1."""
    raise typer.Exit(0 if well else 1)

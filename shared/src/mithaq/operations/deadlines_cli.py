"""The commands `deadlines list | retry | cancel` and `reactions refused`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated
from uuid import UUID

import typer

from mithaq.deadlines.operating import Run, cancel, retry, runs
from mithaq.operations.console import format_count, print_json, print_line, print_table
from mithaq.operations.errors import NoDeadlines, UnknownDeadline
from mithaq.operations.running import Json, run
from mithaq.operations.session import Session
from mithaq.reactions.refusals import Refusal, refusals

deadlines = typer.Typer(no_args_is_help=True, help="Commands that follow from time.")
reactions = typer.Typer(no_args_is_help=True, help="Commands that follow from others' events.")

DeadlineId = Annotated[
    UUID, typer.Argument(metavar="ID", help="The id that `deadlines list` shows.")
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many.")]


@deadlines.command("list")
def list_deadlines(
    context: typer.Context,
    *,
    refused: Annotated[
        bool, typer.Option("--refused", help="Only those that a rule refused.")
    ] = False,
    limit: Limit = 100,
    as_json: Json = False,
) -> None:
    """List deadlines that have not run, and refused ones, in the order in which they fall due."""

    async def found(session: Session) -> Sequence[Run]:
        pool = session.kernel.database.pool
        return await runs(pool, _key(session), refused=refused, limit=limit)

    answer = run(context, found)
    if as_json:
        print_json([_plain(each) for each in answer])
        return
    print_table(
        ("id", "kind", "stream", "part", "due", "state", "attempts", "reason"),
        [
            (
                each.deadline_id,
                each.kind,
                each.stream_id,
                each.part,
                f"{each.due_at:%Y-%m-%d %H:%M} UTC",
                each.state,
                each.attempts,
                ": ".join(text for text in (each.reason, each.detail) if text),
            )
            for each in answer
        ],
    )
    print_line(f"{format_count(len(answer), 'deadline')}.")


@deadlines.command("retry")
def retry_deadline(context: typer.Context, deadline: DeadlineId) -> None:
    """Have a refused or failing deadline run again, under the rules of today."""

    async def retried(session: Session) -> None:
        if not await retry(session.kernel.database.pool, deadline):
            raise UnknownDeadline(deadline, "is neither refused nor failing")

    run(context, retried)
    print_line("A worker runs it within seconds, unless an event cancelled it. See: deadlines list")


@deadlines.command("cancel")
def cancel_deadline(
    context: typer.Context,
    deadline: DeadlineId,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept.")],
) -> None:
    """Have a deadline that has not run never run, for good."""

    async def cancelled(session: Session) -> None:
        if not await cancel(session.kernel.database.pool, _key(session), deadline, reason):
            raise UnknownDeadline(deadline, "is unknown, or ran already")

    run(context, cancelled)
    print_line("Cancelled. It stays so when the deadlines are derived again.")


@reactions.command("refused")
def list_refusals(context: typer.Context, *, limit: Limit = 100, as_json: Json = False) -> None:
    """List the commands of reactions that a rule refused, the newest first."""

    async def found(session: Session) -> Sequence[Refusal]:
        return await refusals(session.kernel.database.pool, limit=limit)

    answer = run(context, found)
    if as_json:
        print_json([_plain(each) for each in answer])
        return
    print_table(
        ("reaction", "source", "line", "target", "reason", "refused"),
        [
            (
                each.reaction,
                each.source,
                each.seq,
                each.target,
                f"{each.reason}: {each.detail}",
                f"{each.refused_at:%Y-%m-%d %H:%M} UTC",
            )
            for each in answer
        ],
    )
    print_line(f"{format_count(len(answer), 'refusal')}.")


def _plain(row: Run | Refusal) -> dict[str, object]:
    """With ids as text: the driver's own class of them is none that JSON knows."""
    told = asdict(row)
    return {name: str(value) if isinstance(value, UUID) else value for name, value in told.items()}


def _key(session: Session) -> str:
    if session.service.deadlines is None:
        raise NoDeadlines(session.service.name)
    return session.service.deadlines.read_model.key

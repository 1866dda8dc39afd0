"""The commands `dead-letters list | show | replay | drop` and `parked list | resume`."""

from collections.abc import Mapping
from typing import Annotated, Final

import typer

from mithaq.operations import output
from mithaq.operations.console import format_count, print_json, print_line
from mithaq.operations.dead_letters import (
    DeadLetter,
    DeadLetterKey,
    Dropped,
    drop,
    find_dead_letter,
    list_dead_letters,
)
from mithaq.operations.parked import Parked, parked, resume
from mithaq.operations.running import By, Consumer, Json, exit_with, run, system_user
from mithaq.operations.session import Session
from mithaq.operations.subscribers import consumer_of, subscribers
from mithaq.projections import Replayed, replay

# A record that is not our event has a negative number, which must not be parsed as an option.
_NUMBERS = {"ignore_unknown_options": True}

dead_letters = typer.Typer(no_args_is_help=True, help="Lines that could not be applied.")
parked_streams = typer.Typer(no_args_is_help=True, help="Streams parked behind a dead letter.")

_BIGINT: Final = 2**63  # the column's limit
Seq = Annotated[
    int,
    typer.Argument(
        min=-_BIGINT,
        max=_BIGINT - 1,
        metavar="SEQ",
        help="The number that `dead-letters list` shows.",
    ),
]
Source = Annotated[
    str | None, typer.Option("--source", help="Of this topic, when two have the same number.")
]


@dead_letters.command("list")
def list_letters(
    context: typer.Context,
    consumer: Consumer = None,
    *,
    dropped: Annotated[bool, typer.Option("--dropped", help="The dropped ones instead.")] = False,
    as_json: Json = False,
) -> None:
    """List the dead letters."""

    async def found(session: Session) -> list[DeadLetter]:
        subscribers(session, consumer)
        name = consumer_of(session.service, consumer)
        return list(await list_dead_letters(session.kernel.engine, name, dropped=dropped))

    answer = run(context, found)
    print_json(answer) if as_json else output.print_letters(answer, dropped=dropped)


@dead_letters.command("show", context_settings=_NUMBERS)
def show_letter(
    context: typer.Context,
    seq: Seq,
    consumer: Consumer = None,
    source: Source = None,
    *,
    as_json: Json = False,
) -> None:
    """Show all of a dead letter: payload, metadata, reason. Personal data in it is encrypted."""

    async def found(session: Session) -> DeadLetter:
        which = DeadLetterKey(seq, consumer_of(session.service, consumer), source)
        return await find_dead_letter(session.kernel.engine, which)

    answer = run(context, found)
    print_json(answer) if as_json else output.print_letter(answer)


@dead_letters.command("replay")
def replay_letters(
    context: typer.Context,
    consumer: Annotated[str | None, typer.Argument(help="All when left out.")] = None,
    *,
    as_json: Json = False,
) -> None:
    """Apply every dead letter again, in order; exit status 1 if some still fail."""

    async def replayed(session: Session) -> dict[str, Replayed]:
        return {
            each.key: await replay(session.kernel.engine, each.subscription())
            for each in subscribers(session, consumer)
        }

    _report_replayed(run(context, replayed), as_json=as_json)


@dead_letters.command("drop", context_settings=_NUMBERS)
def drop_letter(
    context: typer.Context,
    seq: Seq,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept.")],
    consumer: Consumer = None,
    source: Source = None,
    *,
    by: By = None,
    first: Annotated[
        bool, typer.Option("--first", help="Also if it is the first line of its stream.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Drop a line: this consumer will never apply it. It stays visible."""
    if not reason.strip():
        raise typer.BadParameter("say why the line is dropped", param_hint="--reason")
    who = by or system_user()

    async def dropped(session: Session) -> Dropped:
        which = DeadLetterKey(seq, consumer_of(session.service, consumer), source)
        because = reason.strip()
        return await drop(session.kernel.engine, which, by=who, because=because, first=first)

    answer = run(context, dropped)
    print_json(answer) if as_json else output.print_dropped(answer)


@parked_streams.command("list")
def list_parked(
    context: typer.Context, consumer: Consumer = None, *, as_json: Json = False
) -> None:
    """List the parked streams: since which line, how many lines wait, why."""

    async def found(session: Session) -> list[Parked]:
        subscribers(session, consumer)
        return list(await parked(session.kernel.engine, consumer_of(session.service, consumer)))

    answer = run(context, found)
    print_json(answer) if as_json else output.print_parked(answer)


@parked_streams.command("resume")
def resume_stream(
    context: typer.Context, stream: str, consumer: Consumer = None, *, as_json: Json = False
) -> None:
    """Apply the waiting lines of one stream, in order; exit status 1 if it fails again."""

    async def resumed(session: Session) -> dict[str, Replayed]:
        return await resume(session.kernel.engine, subscribers(session, consumer), stream)

    _report_replayed(run(context, resumed), as_json=as_json)


def _report_replayed(answer: Mapping[str, Replayed], *, as_json: bool) -> None:
    if as_json:
        print_json(answer)
    else:
        for name, done in answer.items():
            print_line(
                f"{name}: {format_count(done.applied, 'line')} applied, {done.failing} still fail"
            )
    failing = sum(done.failing for done in answer.values())
    if not as_json:
        retry = "Correct the cause and replay again. For the reasons: parked list"
        print_line(retry if failing else "Done.")
    exit_with(ok=not failing)

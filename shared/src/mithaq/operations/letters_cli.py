"""`dead-letters list | show | replay | drop` and `parked list | resume`."""

import getpass
import os
import socket
from collections.abc import Mapping
from typing import Annotated, Final

import typer

from mithaq.operations import showing
from mithaq.operations.asking import Consumer, Json, ask, end
from mithaq.operations.console import count, say, tell
from mithaq.operations.dead_letters import Dropped, Letter, Which, drop, letter, letters
from mithaq.operations.desk import Desk
from mithaq.operations.followers import followers
from mithaq.operations.parked import Parked, parked, resume
from mithaq.projections import Replayed, replay

# A record that is no event of ours has a negative number, which must not be read as an option.
_NUMBERS = {"ignore_unknown_options": True}

dead_letters = typer.Typer(no_args_is_help=True, help="Lines that could not be applied.")
parked_streams = typer.Typer(no_args_is_help=True, help="Streams that wait behind such a line.")

_BIGINT: Final = 2**63  # what the column holds, less one above
Seq = Annotated[
    int,
    typer.Argument(
        min=-_BIGINT,
        max=_BIGINT - 1,
        metavar="SEQ",
        help="The letter's number, as `dead-letters list` shows it.",
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
    dropped: Annotated[bool, typer.Option("--dropped", help="Those given up instead.")] = False,
    as_json: Json = False,
) -> None:
    """What waits, one line a letter."""

    async def found(desk: Desk) -> list[Letter]:
        followers(desk.service, consumer)
        return list(await letters(desk.kernel.engine, consumer, dropped=dropped))

    answer = ask(context, found)
    tell(answer) if as_json else showing.show_letters(answer, dropped=dropped)


@dead_letters.command("show", context_settings=_NUMBERS)
def show_letter(
    context: typer.Context,
    seq: Seq,
    consumer: Consumer = None,
    source: Source = None,
    *,
    as_json: Json = False,
) -> None:
    """One letter wholly: payload, metadata, reason. Personal data in it is sealed."""
    which = Which(seq, consumer, source)
    answer = ask(context, lambda desk: letter(desk.kernel.engine, which))
    tell(answer) if as_json else showing.show_letter(answer)


@dead_letters.command("replay")
def replay_letters(
    context: typer.Context,
    consumer: Annotated[str | None, typer.Argument(help="All when left out.")] = None,
    *,
    as_json: Json = False,
) -> None:
    """Try every letter again, in order, once their cause is mended; 1 if some still fail."""

    async def replayed(desk: Desk) -> dict[str, Replayed]:
        asked = followers(desk.service, consumer)
        return {each.name: await replay(desk.kernel.engine, each.subscription()) for each in asked}

    _tell_replayed(ask(context, replayed), as_json=as_json)


@dead_letters.command("drop", context_settings=_NUMBERS)
def drop_letter(
    context: typer.Context,
    seq: Seq,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept.")],
    consumer: Consumer = None,
    source: Source = None,
    *,
    by: Annotated[str | None, typer.Option("--by", help="Who; else the system's user.")] = None,
    as_json: Json = False,
) -> None:
    """Say that this line will never be applied by this consumer. It stays visible."""
    if not reason.strip():
        raise typer.BadParameter("say why the line is given up", param_hint="--reason")
    who = by or system_user()
    which = Which(seq, consumer, source)

    async def dropped(desk: Desk) -> Dropped:
        return await drop(desk.kernel.engine, which, by=who, because=reason.strip())

    answer = ask(context, dropped)
    tell(answer) if as_json else showing.show_dropped(answer)


@parked_streams.command("list")
def list_parked(
    context: typer.Context, consumer: Consumer = None, *, as_json: Json = False
) -> None:
    """Each parked stream: since which line, how many wait, why."""

    async def found(desk: Desk) -> list[Parked]:
        followers(desk.service, consumer)
        return list(await parked(desk.kernel.engine, consumer))

    answer = ask(context, found)
    tell(answer) if as_json else showing.show_parked(answer)


@parked_streams.command("resume")
def resume_stream(
    context: typer.Context, stream: str, consumer: Consumer = None, *, as_json: Json = False
) -> None:
    """Apply what waits of one stream, in order; 1 if some of it still fails."""

    async def resumed(desk: Desk) -> dict[str, Replayed]:
        return await resume(desk.kernel.engine, followers(desk.service, consumer), stream)

    _tell_replayed(ask(context, resumed), as_json=as_json)


def system_user() -> str:
    """`amina@host`, or `uid 1000@host` where the system knows no name."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container's uid is in no passwd file (OSError from 3.13 on)
        name = f"uid {os.getuid()}"
    return f"{name}@{socket.gethostname()}"


def _tell_replayed(answer: Mapping[str, Replayed], *, as_json: bool) -> None:
    if as_json:
        tell(answer)
    else:
        for name, done in answer.items():
            say(f"{name}: {count(done.applied, 'line')} applied, {done.failing} still fail")
    failing = sum(done.failing for done in answer.values())
    if not as_json:
        way_out = "Mend the cause, then again. See why: parked list"
        say(way_out if failing else "Nothing is left to do.")
    end(well=not failing)

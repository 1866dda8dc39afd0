"""The commands `take-back`, `release` and `follow`, for after a restore."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from mithaq.operations.console import format_count, print_json, print_line
from mithaq.operations.following import follow
from mithaq.operations.restoring import take_lines_back
from mithaq.operations.running import By, Json, run, system_user
from mithaq.store.holding import release


def take_back(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Option("--from", help="A file of lines instead of the topic.")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Write the lines that a restored store lacks back into it; stop the service first."""
    done = run(context, lambda session: take_lines_back(session.service, session.kernel, file))
    if as_json:
        print_json({**asdict(done), "head": {"seq": done.head.seq, "hash": done.head.hash.hex()}})
        return
    if not done.lines:
        print_line(f"The log ends at {done.after:,}, and no line follows: nothing to take back.")
        return
    print_line(
        f"{format_count(done.lines, 'line')} taken back: the log ends at {done.head.seq:,}. "
        "Start the service."
    )


def follow_source(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="Its topic, such as ma.mithaq.conventions.")],
    *,
    as_json: Json = False,
) -> None:
    """Follow a source that lost lines for good; rows are rebuilt from what it tells now."""
    done = run(context, lambda session: follow(session.service, session.kernel, source))
    if as_json:
        print_json(done)
        return
    for name, lines in done.items():
        print_line(f"{name}: {format_count(lines, 'line')} of the lost past given up")


def release_held(
    context: typer.Context,
    by: By = None,
    *,
    resend: Annotated[
        bool, typer.Option("--resend", help="Also do once more what happened before the restore.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Let a restored service act outwards again: send mail."""
    who = by or system_user()
    released = run(
        context, lambda session: release(session.kernel.database.pool, by=who, resend=resend)
    )
    if as_json:
        print_json({"released": released})
    else:
        print_line("Released." if released else "Nothing is held back: nothing to do.")

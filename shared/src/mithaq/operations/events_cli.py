"""The commands on versions of events that are new in this release: `events list`, `release`."""

from typing import Annotated

import typer

from mithaq.operations.console import print_json, print_line, print_table
from mithaq.operations.errors import ReleasesInUse
from mithaq.operations.running import Json, run, system_user
from mithaq.operations.session import Session
from mithaq.runtime.presence import EVERY_S, serving
from mithaq.store.news import release, settle

events = typer.Typer(
    no_args_is_help=True, help="New versions of events, held while the former release runs."
)


@events.command("list")
def list_events(context: typer.Context, *, as_json: Json = False) -> None:
    """List what is new in this release, and whether it is held."""

    async def found(session: Session) -> dict[str, bool]:
        news = session.service.catalogue.news
        await settle(session.kernel.database.pool, news)
        return {f"{each[0]}.v{each[1]}": each in news.held for each in sorted(news.downcasts)}

    answer = run(context, found)
    if as_json:
        print_json(answer)
    elif answer:
        print_table(
            ("event", "written"),
            [(name, "once released" if held else "yes") for name, held in answer.items()],
        )
    else:
        print_line("No event is new in this release: nothing to do.")


@events.command("release")
def release_events(
    context: typer.Context,
    *,
    by: Annotated[str | None, typer.Option("--by", help="Who; else the system's user.")] = None,
    as_json: Json = False,
) -> None:
    """Write what was held: no process of a former release runs, of consumers neither."""

    async def released(session: Session) -> list[str]:
        pool, news = session.kernel.database.pool, session.service.catalogue.news
        reads = session.service.catalogue.digest
        if others := {each.release for each in await serving(pool) if each.reads != reads}:
            raise ReleasesInUse(sorted(others))
        await settle(pool, news)
        held = sorted(news.held)
        await release(pool, held, by=by or system_user())
        return [f"{name}.v{version}" for name, version in held]

    answer = run(context, released)
    if as_json:
        print_json(answer)
    elif answer:
        print_line(f"Written within {EVERY_S:.0f} s: {', '.join(answer)}.")
    else:
        print_line("Nothing was held: nothing to do.")

"""`python -m mithaq.operations SERVICE VERB`, with the environment of the service.

Exit status: 0 when all is well, 1 when the result is bad (unhealthy, unsound, still failing), 2
when the operation failed; then one line on standard error says what to do.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import structlog
import typer
from rich.progress import Progress as Bar

from mithaq.operations import output
from mithaq.operations.console import ERR, format_count, print_error, print_json, print_line
from mithaq.operations.dead_letters_cli import dead_letters, parked_streams
from mithaq.operations.deadlines_cli import deadlines, reactions
from mithaq.operations.errors import OperationError
from mithaq.operations.events_cli import events
from mithaq.operations.read_models_cli import read_models
from mithaq.operations.rebuilding import content, expected_lines, rebuild, republish
from mithaq.operations.restoring_cli import follow_source, release_held, take_back
from mithaq.operations.running import Json, exit_with, run
from mithaq.operations.session import Session
from mithaq.operations.status import status
from mithaq.operations.subscribers import models
from mithaq.operations.topics_cli import topics
from mithaq.operations.verify import Verified, verify
from mithaq.projections.rebuild import Progress

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Look after the store of one service, while it works. Reads the service's environment.",
)
app.command("take-back")(take_back)
app.command("release")(release_held)
app.command("follow")(follow_source)
app.add_typer(dead_letters, name="dead-letters")
app.add_typer(parked_streams, name="parked")
app.add_typer(deadlines, name="deadlines")
app.add_typer(reactions, name="reactions")
app.add_typer(topics, name="topics")
app.add_typer(read_models, name="read-models")
app.add_typer(events, name="events")


@app.callback()
def of_service(
    context: typer.Context,
    service: Annotated[str, typer.Argument(help="Its package, such as partners.")],
) -> None:
    context.obj = service


@app.command("status")
def show_status(context: typer.Context, *, as_json: Json = False) -> None:
    """Show the lag of each part, and what to do; exit status 1 if something is wrong."""
    answer = run(context, lambda session: status(session.service, session.kernel))
    if as_json:
        print_json({"healthy": answer.healthy, **asdict(answer)})
    else:
        output.print_status(answer)
    exit_with(ok=answer.healthy)


@app.command("verify")
def verify_log(context: typer.Context, *, as_json: Json = False) -> None:
    """Recompute every line of the log; exit status 1 and the first faulty line if there is one."""

    async def verified(session: Session) -> Verified:
        total = (await session.kernel.log.head()).seq
        with _bar("verify", total) as progress:
            return await verify(session.kernel.database, progress)

    answer = run(context, verified)
    if as_json:
        print_json({"sound": answer.sound, **asdict(answer)})
    else:
        output.print_verified(answer)
    exit_with(ok=answer.sound)


@app.command("rebuild")
def rebuild_models(
    context: typer.Context,
    read_models: Annotated[list[str] | None, typer.Argument(metavar="READ_MODEL...")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Every read model.")] = False,
    as_json: Json = False,
) -> None:
    """Rebuild read models in shadow schemas; the live rows serve until the switch."""
    if every == bool(read_models):
        raise typer.BadParameter("name read models, or --all", param_hint="READ_MODEL")

    async def rebuilt(session: Session) -> dict[str, int]:
        done = {}
        for model in models(session.service, read_models or []):
            with _bar(model.name, await expected_lines(session.kernel, model)) as progress:
                done[model.name] = await rebuild(session.service, session.kernel, model, progress)
        return done

    answer = run(context, rebuilt)
    if as_json:
        print_json(answer)
        return
    for name, lines in answer.items():
        print_line(f"{name}: rebuilt from {format_count(lines, 'line')} and switched")
    print_line("Done.")


@app.command("republish")
def republish_log(context: typer.Context, *, as_json: Json = False) -> None:
    """Publish the whole log to Kafka again; consumers skip the lines they have applied."""
    lines = run(context, lambda session: republish(session.kernel))
    if as_json:
        print_json({"lines": lines})
    else:
        print_line(
            f"The relay publishes {format_count(lines, 'line')} again. Follow it with: status"
        )


@app.command("content")
def show_content(context: typer.Context, *, as_json: Json = False) -> None:
    """Show a SHA-256 of each read model's rows, to compare before and after a rebuild."""
    answer = run(context, lambda session: content(session.service, session.kernel))
    if as_json:
        print_json(answer)
        return
    for name, digest in answer.items():
        print_line(f"{digest}  {name}")


@contextmanager
def _bar(what: str, total: int | None) -> Iterator[Progress]:
    """A progress bar on standard error, if that is a terminal."""
    with Bar(console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda lines: bar.update(task, completed=lines)


def main() -> None:
    """Run the CLI; an OperationError is printed as one line, without a traceback."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        app(prog_name="python -m mithaq.operations")
    except OperationError as error:
        print_error(str(error))
        sys.exit(2)

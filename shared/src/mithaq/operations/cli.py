"""`python -m mithaq.operations SERVICE VERB`, with the environment of the service.

Ends with 0 when all is well, 1 when the answer is bad (unhealthy, unsound, still failing), 2 when
there is no answer; then one line on the error stream says what to do.
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

from mithaq.operations import showing
from mithaq.operations.asking import Json, ask, end
from mithaq.operations.console import ERR, complain, count, say, tell
from mithaq.operations.desk import Desk
from mithaq.operations.errors import OperationError
from mithaq.operations.followers import models
from mithaq.operations.letters_cli import dead_letters, parked_streams
from mithaq.operations.rebuilding import content, expected_lines, rebuild, republish
from mithaq.operations.status import status
from mithaq.operations.verify import Verified, verify
from mithaq.projections.rebuild import Progress

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Look after the store of one service, while it works. Reads the service's environment.",
)
app.add_typer(dead_letters, name="dead-letters")
app.add_typer(parked_streams, name="parked")


@app.callback()
def of_service(
    context: typer.Context,
    service: Annotated[str, typer.Argument(help="Its package, such as partners.")],
) -> None:
    context.obj = service


@app.command("status")
def show_status(context: typer.Context, *, as_json: Json = False) -> None:
    """How far behind each part is, and what to do; 1 if something is wrong."""
    answer = ask(context, lambda desk: status(desk.service, desk.kernel))
    if as_json:
        tell({"healthy": answer.healthy, **asdict(answer)})
    else:
        showing.show_status(answer)
    end(well=answer.healthy)


@app.command("verify")
def verify_log(context: typer.Context, *, as_json: Json = False) -> None:
    """Recompute every line of the log; 1 and the first bad line if one is not what it must be."""

    async def verified(desk: Desk) -> Verified:
        total = (await desk.kernel.log.head()).seq
        with _bar("verify", total) as progress:
            return await verify(desk.kernel.database, progress)

    answer = ask(context, verified)
    if as_json:
        tell({"sound": answer.sound, **asdict(answer)})
    else:
        showing.show_verified(answer)
    end(well=answer.sound)


@app.command("rebuild")
def rebuild_models(
    context: typer.Context,
    read_models: Annotated[list[str] | None, typer.Argument(metavar="READ_MODEL...")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Every read model.")] = False,
    as_json: Json = False,
) -> None:
    """Make read models afresh beside the live rows, which serve until the switch."""
    if every == bool(read_models):
        raise typer.BadParameter("name read models, or --all", param_hint="READ_MODEL")

    async def rebuilt(desk: Desk) -> dict[str, int]:
        done = {}
        for model in models(desk.service, read_models or []):
            with _bar(model.name, await expected_lines(desk.kernel, model)) as progress:
                done[model.name] = await rebuild(desk.service, desk.kernel, model, progress)
        return done

    answer = ask(context, rebuilt)
    if as_json:
        tell(answer)
        return
    for name, lines in answer.items():
        say(f"{name}: made from {count(lines, 'line')} and switched")
    say("Nothing is left to do.")


@app.command("republish")
def republish_log(context: typer.Context, *, as_json: Json = False) -> None:
    """Send the whole log to Kafka again; consumers recognise what they had."""
    lines = ask(context, lambda desk: republish(desk.kernel))
    if as_json:
        tell({"lines": lines})
    else:
        say(f"The relay sends {count(lines, 'line')} again. Follow it with: status")


@app.command("content")
def show_content(context: typer.Context, *, as_json: Json = False) -> None:
    """SHA-256 of the rows of each read model, to compare before and after a rebuild."""
    answer = ask(context, lambda desk: content(desk.service, desk.kernel))
    if as_json:
        tell(answer)
        return
    for name, digest in answer.items():
        say(f"{digest}  {name}")


@contextmanager
def _bar(what: str, total: int | None) -> Iterator[Progress]:
    """How far it has come, on the error stream of a terminal."""
    with Bar(console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda lines: bar.update(task, completed=lines)


def main() -> None:
    """An error that an operator can act on is one line, never a traceback."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        app(prog_name="python -m mithaq.operations")
    except OperationError as error:
        complain(str(error))
        sys.exit(2)

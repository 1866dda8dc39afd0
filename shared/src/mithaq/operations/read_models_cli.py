"""The commands on revisions of read models: `read-models list` and `read-models prune`."""

from typing import Annotated

import typer

from mithaq.operations.console import print_json, print_line, print_table
from mithaq.operations.read_models import Revision, prune, revisions
from mithaq.operations.running import Json, run
from mithaq.operations.session import Session

read_models = typer.Typer(
    no_args_is_help=True, help="Revisions of read models, also those of former releases."
)


@read_models.command("list")
def list_revisions(context: typer.Context, *, as_json: Json = False) -> None:
    """List the revisions that have rows: their size, their place, who uses them."""
    found = run(context, lambda session: revisions(session.service, session.kernel))
    if as_json:
        print_json(found)
        return
    print_table(
        ("read model", "revision", "size", "behind", "at", "last line of", "used by"),
        [_row(each) for each in found],
    )
    former = [each.key for each in found if not each.ours]
    if former:
        print_line(f"Not of this release: {', '.join(former)}. Once nobody uses one: prune it.")


@read_models.command("prune")
def prune_revision(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="READ_MODEL", help="As `list` shows it.")],
    *,
    stopped: Annotated[
        bool, typer.Option("--stopped", help="No process of the former release runs any more.")
    ] = False,
    watch: Annotated[
        float, typer.Option("--watch", min=0, help="Seconds to see whether it still moves.")
    ] = 10.0,
    as_json: Json = False,
) -> None:
    """Remove the rows of a former release's revision; refused while somebody uses it."""

    async def pruned(session: Session) -> Revision:
        return await prune(session.service, session.kernel, key, watch_s=watch, stopped=stopped)

    removed = run(context, pruned)
    if as_json:
        print_json(removed)
    else:
        print_line(f"{removed.key}: removed, {_size(removed.bytes)} are free.")


def _row(each: Revision) -> tuple[object, ...]:
    use = ", ".join(each.used_by) or ("this release" if each.ours else "nobody who says so")
    state = each.key if each.level else f"{each.key} (being filled)"
    moved = (each.last_moved_to or "")[:19]
    return state, each.revision, _size(each.bytes), each.behind, each.place, moved, use


def _size(count: int) -> str:
    return f"{count / 1_048_576:,.1f} MiB"

"""Progress bars on a terminal; in a log file, a line per step."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from mithaq_demo.facts import organisations
from mithaq_demo.plan import Plan
from mithaq_demo.plays import COMPLETED, PLANS


class Spectator:
    """Shows how far the play is."""

    def __init__(self, console: Console, progress: Progress) -> None:
        self._console, self._progress = console, progress
        self._partners = progress.add_task("Organisations, mandats", total=len(organisations()))
        self._conventions = progress.add_task("Conventions", total=len(PLANS))
        self._projects = progress.add_task("Projets programmés", total=len(COMPLETED))
        self._settling = progress.add_task("Audit, courriels, vues", total=1, start=False)

    def enrolled(self, organisations: int) -> None:
        self._progress.update(self._partners, completed=organisations)
        self._say(f"{organisations} organisations enregistrées")

    def told(self, plan: Plan) -> None:
        self._progress.advance(self._conventions)
        self._say(f"{plan.reference} jouée")

    def programmed(self, _plan: Plan) -> None:
        self._progress.advance(self._projects)

    def settling(self) -> None:
        self._progress.start_task(self._settling)

    def settled(self) -> None:
        self._progress.update(self._settling, completed=1)

    def _say(self, line: str) -> None:
        if not self._console.is_terminal:
            self._console.print(line)


@contextmanager
def progressing(console: Console) -> Iterator[Spectator]:
    columns = (
        TextColumn("{task.description:<24}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        spectator = Spectator(console, progress)
        yield spectator
        spectator.settled()

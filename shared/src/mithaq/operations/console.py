"""Console output of the operations CLI: lines, tables, JSON, and formats of ages and counts."""

import sys
from collections.abc import Iterable, Sequence

import orjson
from rich.console import Console
from rich.table import Table

OUT = Console(highlight=False, soft_wrap=True)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)


def print_line(text: str) -> None:
    OUT.print(text, markup=False)


def print_error(text: str) -> None:
    ERR.print(text, style="red", markup=False)


def print_json(answer: object) -> None:
    """One JSON value, for programs."""
    sys.stdout.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode() + "\n")


def print_table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table; columns of numbers are right-aligned."""
    listed = [tuple(row) for row in rows]
    table = Table(box=None, header_style="bold")
    for number, title in enumerate(titles):
        figures = all(isinstance(row[number], int | float) for row in listed)
        table.add_column(title, justify="right" if figures else "left", overflow="fold")
    for row in listed:
        table.add_row(*(_cell(value) for value in row))
    OUT.print(table)


def format_age(milliseconds: float | None) -> str:
    """A duration in milliseconds, seconds or minutes, whichever suits it."""
    if milliseconds is None:
        return ""
    if milliseconds < 1_000:
        return f"{milliseconds:.0f} ms"
    seconds = milliseconds / 1_000
    return f"{seconds:.1f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def format_count(number: int, unit: str) -> str:
    """`1 line`, `12 lines`."""
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def _cell(value: object) -> str:
    text = f"{value:,}" if isinstance(value, int | float) else str(value)
    return text.replace("[", r"\[")

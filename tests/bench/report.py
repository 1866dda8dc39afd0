"""Outcomes as a table on the screen, as JSON, and as Markdown for the docs."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from tests.bench.measure import Outcome

VERDICTS = {None: "", True: "holds", False: "MISSED"}
COLUMNS = ("measure", "unit", "ours", "min..max", "peer", "theirs", "min..max", "ratio", "bar", "")


def number(figure: float) -> str:
    """Four significant digits, or all before the decimal point."""
    return f"{figure:,.0f}" if abs(figure) >= 1_000 else f"{figure:.4g}"


def spread(values: Sequence[float]) -> str:
    return f"{number(min(values))}..{number(max(values))}" if values else ""


def row(outcome: Outcome) -> list[str]:
    measure, peer_value, ratio = outcome.measure, outcome.peer_value, outcome.ratio
    return [
        outcome.name,
        measure.unit,
        number(outcome.value),
        spread(outcome.values),
        measure.peer or "",
        "" if peer_value is None else number(peer_value),
        spread(outcome.peer_values),
        "" if ratio is None else f"{ratio:.2f}",
        "" if measure.bar is None else str(measure.bar),
        VERDICTS[outcome.holds],
    ]


def screen(outcomes: Sequence[Outcome]) -> Table:
    table = Table(*COLUMNS)
    for outcome in outcomes:
        table.add_row(*row(outcome), style="red" if outcome.holds is False else None)
    return table


def markdown(outcomes: Sequence[Outcome]) -> str:
    return markdown_table(COLUMNS, [row(outcome) for outcome in outcomes])


def markdown_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def records(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """The content of build/bench.json; `holds` is null without a bar, `on` without a `Found`."""
    return [
        {
            "name": outcome.measure.name,
            "on": getattr(outcome.value, "on", None),
            "value": outcome.value,
            "unit": outcome.measure.unit,
            "peer": outcome.measure.peer,
            "peer_value": outcome.peer_value,
            "ratio": outcome.ratio,
            "bar": None if outcome.measure.bar is None else str(outcome.measure.bar),
            "holds": outcome.holds,
            "spread": [min(outcome.values), max(outcome.values)],
        }
        for outcome in outcomes
    ]

"""What the simulation found: a table of costs by year, each with its law; a page and a picture."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import ceil, floor, log10
from pathlib import Path
from typing import Final

from tests.bench.docs import between
from tests.bench.report import number
from tests.bench.svg import SERIES, WIDTH, drawn, line, text
from tests.simulate.laws import Law, law_of

BEGIN: Final = "<!-- written by make simulate DOCS=1 -->"
END: Final = "<!-- end of what the simulation wrote -->"
_HEIGHT, _TOP, _BOTTOM, _LEFT, _NAMES = 420, 64, 350, 80, 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What was measured when the store was so many years old."""

    years: int
    events: int
    costs: Mapping[str, float]  # by name, with the unit in it


def laws(marks: Sequence[Mark]) -> dict[str, Law]:
    """The law of each cost that was measured at every mark."""
    names = [name for name in marks[0].costs if all(name in mark.costs for mark in marks)]
    return {
        name: law_of([(float(mark.events), mark.costs[name]) for mark in marks]) for name in names
    }


def table(marks: Sequence[Mark]) -> str:
    """A Markdown table: a row per cost, a column per mark, and the law."""
    found = laws(marks)
    head = ["cost", *(f"{mark.years} years, {mark.events:,} events" for mark in marks), "grows"]
    rows = [
        [
            name,
            *(number(mark.costs[name]) for mark in marks),
            f"{law.name} (n^{law.exponent:.2f})",
        ]
        for name, law in found.items()
    ]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def picture(marks: Sequence[Mark]) -> str:
    """Each cost relative to its first mark, both axes logarithmic: a slope of one is linear."""
    first, last = marks[0].events, marks[-1].events
    top = max(1, ceil(log10(max(_relative(marks)))))
    low = min(0, floor(log10(min(_relative(marks)))))

    def at(events: float, times: float) -> tuple[float, float]:
        along = (log10(events) - log10(first)) / (log10(last) - log10(first))
        up = (log10(max(times, 10.0**low)) - low) / (top - low)
        return _LEFT + along * (WIDTH - _LEFT - _NAMES), _BOTTOM - up * (_BOTTOM - _TOP)

    parts = [text(20, _TOP - 14, "cost, in times that of the first year", "soft")]
    for power in range(low, top + 1):
        (x1, y), (x2, _) = at(first, 10.0**power), at(last, 10.0**power)
        parts += [line(x1, y, x2, y, "grid"), text(x1 - 8, y + 4, f"{10.0**power:g}x", "end soft")]
    (x1, y1), (x2, y2) = at(first, 1), at(last, last / first)
    parts.append(line(x1, y1, x2, y2, "even"))
    for mark in marks:
        x, _ = at(mark.events, 1)
        parts.append(text(x, _BOTTOM + 20, f"{mark.events:,}", "middle soft"))
    parts.append(text(_LEFT, _BOTTOM + 44, "events in the store; grey: linear", "soft"))
    for nth, name in enumerate(laws(marks)):
        points = [at(mark.events, mark.costs[name] / _first(marks, name)) for mark in marks]
        parts += _drawn_line(name, points, nth)
    return drawn(_HEIGHT, "Growth laws of ten years", parts)


def write(marks: Sequence[Mark], folder: Path = Path("docs/bench")) -> None:
    page = folder / "README.md"
    page.write_text(between(page.read_text(), BEGIN, END, table(marks)))
    (folder / "laws.svg").write_text(picture(marks))


def keep(marks: Sequence[Mark], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(mark) for mark in marks], indent=1))


def _first(marks: Sequence[Mark], name: str) -> float:
    return max(marks[0].costs[name], 1e-9)


def _relative(marks: Sequence[Mark]) -> list[float]:
    return [
        max(mark.costs[name] / _first(marks, name), 1e-3) for name in laws(marks) for mark in marks
    ]


def _drawn_line(name: str, points: Sequence[tuple[float, float]], nth: int) -> list[str]:
    kind = f"s{nth % SERIES}"
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" class="{kind}"/>' for x, y in points]
    y = _TOP + 20 * nth
    x = WIDTH - _NAMES + 16
    return [
        f'<polyline points="{path}" class="{kind}"/>',
        *dots,
        line(x, y - 4, x + 20, y - 4, kind),
        text(x + 26, y, name),
    ]

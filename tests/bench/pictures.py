"""Charts of the outcomes: comparison with the peers, and growth of costs with the store."""

from collections.abc import Callable, Sequence
from math import ceil, floor, log2, log10

from tests.bench.measure import Outcome
from tests.bench.report import number
from tests.bench.svg import SERIES, WIDTH, drawn, line, text

Scale = Callable[[float], float]

LEFT, RIGHT, TOP, STEP = 330, 330, 64, 30
HEIGHT, BOTTOM, AXIS, NAMES = 360, 300, 70, 220


def beside_peers(outcomes: Sequence[Outcome]) -> str:
    """A bar per measure with a peer: how many times better ours is, on a logarithmic scale."""
    compared = [(each, each.ratio) for each in outcomes if each.ratio and not each.measure.sizes]
    least = min([-1, *(floor(log2(ratio)) for _, ratio in compared)])
    most = max([1, *(ceil(log2(ratio)) for _, ratio in compared)])
    bottom = TOP + STEP * len(compared)

    def x(ratio: float) -> float:
        return LEFT + (log2(ratio) - least) / (most - least) * (WIDTH - LEFT - RIGHT)

    parts = []
    for power in range(least, most + 1):
        at = x(2.0**power)
        parts += [
            line(at, TOP - 8, at, bottom, "even" if power == 0 else "grid"),
            text(at, TOP - 14, f"{2**power}x" if power >= 0 else f"1/{2**-power}x", "soft middle"),
        ]
    for nth, (outcome, ratio) in enumerate(compared):
        parts += _row(outcome, ratio, TOP + STEP * nth, x)
    parts.append(text(20, bottom + 24, "Times better than the peer; red: what is asked.", "soft"))
    return drawn(bottom + 36, "Beside the peers", parts)


def _row(outcome: Outcome, ratio: float, y: float, x: Scale) -> Sequence[str]:
    measure, (start, end) = outcome.measure, sorted((x(1), x(ratio)))
    kind = "better" if ratio >= 1 else "worse"
    figures = f"{number(outcome.value)} : {number(outcome.peer_value or 0)} {measure.unit}"
    parts = [
        text(LEFT - 12, y + 9, measure.name, "end"),
        text(LEFT - 12, y + 22, shorten(measure.peer or "", 46), "end soft"),
        f'<rect x="{start:.1f}" y="{y + 4}" width="{end - start:.1f}" height="16" class="{kind}"/>',
        text(WIDTH - RIGHT + 12, y + 16, f"{ratio:.2f}x   {figures}", ""),
    ]
    if measure.bar is not None and measure.bar.ratio is not None:
        asked = x(measure.bar.ratio)
        parts.append(line(asked, y, asked, y + 24, "bar"))
    return parts


def shorten(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def growth(outcomes: Sequence[Outcome]) -> str:
    """A line per measure made at several sizes: its cost relative to the smallest."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for each in outcomes:
        if each.measure.sizes and each.ratio:
            size, small = each.measure.sizes
            name = each.measure.name.partition(" at ")[0]
            lines.setdefault(name, [(small, 1.0)]).append((size, 1 / each.ratio))
    points = [point for line_ in lines.values() for point in line_]
    first, last = (floor(log10(min(size for size, _ in points))), max(size for size, _ in points))
    top, end = max(2, ceil(max(cost for _, cost in points))), ceil(log10(last))

    def at(size: float, cost: float) -> tuple[float, float]:
        along = (log10(size) - first) / (end - first)
        return AXIS + along * (WIDTH - AXIS - NAMES), BOTTOM - cost / top * (BOTTOM - TOP)

    parts = [text(20, TOP - 14, "cost, in times that at the smallest store", "soft")]
    for half in range(2 * top + 1):
        (x1, y), (x2, _) = at(10.0**first, half / 2), at(10.0**end, half / 2)
        parts += [line(x1, y, x2, y, "grid"), text(x1 - 8, y + 4, f"{half / 2:g}x", "end soft")]
    for power in range(first, end + 1):
        x, y = at(10.0**power, 0)
        parts.append(text(x, y + 20, f"{10**power:,}", "middle soft"))
    parts.append(text(AXIS, BOTTOM + 44, "events in the store", "soft"))
    for nth, (name, line_) in enumerate(lines.items()):
        parts += _line(name, [at(*point) for point in line_], nth)
    return drawn(HEIGHT, "Costs as the store grows", parts)


def _line(name: str, points: Sequence[tuple[float, float]], nth: int) -> Sequence[str]:
    kind = f"s{nth % SERIES}"
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" class="{kind}"/>' for x, y in points]
    name_at = BOTTOM - 24 - 20 * nth  # a legend: ends of lines lie too close to write beside them
    legend = [
        line(WIDTH - NAMES + 16, name_at - 4, WIDTH - NAMES + 36, name_at - 4, kind),
        text(WIDTH - NAMES + 42, name_at, name),
    ]
    return [f'<polyline points="{path}" class="{kind}"/>', *dots, *legend]

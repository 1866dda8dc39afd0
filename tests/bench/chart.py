"""Lines on a grid, as an SVG that needs nothing else."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Line = list[tuple[float, float]]

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 380, 60, 150, 40, 45
COLOURS = ("#0b6e4f", "#c1272d", "#1f4e9c", "#b07d00", "#6b3fa0", "#444444")
TICKS = 5


def chart(title: str, across: str, up: str, lines: Mapping[str, Line]) -> str:
    """Both axes begin at zero."""
    points = [point for line in lines.values() for point in line]
    most = max(x for x, _ in points) or 1, max(y for _, y in points) * 1.05 or 1
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="15">{escape(title)}</text>',
        f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 8}" text-anchor="end">{escape(across)}</text>',
        f'<text x="{LEFT - 8}" y="{TOP - 6}" text-anchor="end">{escape(up)}</text>',
        *_grid(most),
    ]
    for nth, (name, line) in enumerate(lines.items()):
        parts += _line(name, line, most, COLOURS[nth % len(COLOURS)])
    return "\n".join([*parts, "</svg>"]) + "\n"


def _at(point: tuple[float, float], most: tuple[float, float]) -> tuple[float, float]:
    x = LEFT + point[0] / most[0] * (WIDTH - LEFT - RIGHT)
    y = HEIGHT - BOTTOM - point[1] / most[1] * (HEIGHT - TOP - BOTTOM)
    return round(x, 1), round(y, 1)


def _grid(most: tuple[float, float]) -> Sequence[str]:
    parts = []
    for tick in range(TICKS + 1):
        value = most[0] * tick / TICKS, most[1] * tick / TICKS
        x, y = _at(value, most)
        parts += [
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#ddd"/>',
            f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{value[1]:.0f}</text>',
            f'<text x="{x}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{value[0]:.1f}</text>',
        ]
    return parts


def _line(name: str, line: Line, most: tuple[float, float], colour: str) -> Sequence[str]:
    points = [_at(point, most) for point in line]
    x, y = points[-1]
    path = " ".join(f"{x},{y}" for x, y in points)
    return [
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>',
        f'<text x="{x + 6}" y="{y + 4}" fill="{colour}">{escape(name)}</text>',
    ]

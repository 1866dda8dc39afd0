"""A chart of each process's memory over a soak test, each line scaled to its own maximum."""

from collections.abc import Mapping, Sequence

from tests.bench.growth import Line
from tests.bench.svg import WIDTH, drawn, line, text

TOP, STEP, UP, LEFT, RIGHT = 48, 52, 40, 130, 110


def memory(lines: Mapping[str, Line]) -> str:
    parts: list[str] = []
    for nth, (name, samples) in enumerate(lines.items()):
        parts += _row(name, samples, TOP + STEP * nth)
    bottom = TOP + STEP * len(lines)
    minutes = max((at for samples in lines.values() for at, _ in samples), default=0)
    told = f"MB over {minutes:.0f} minutes, each from zero to its own most."
    return drawn(bottom + 36, "Memory under a steady load", [*parts, text(20, bottom + 20, told)])


def _row(name: str, samples: Line, top: float) -> Sequence[str]:
    floor, across = top + UP, WIDTH - LEFT - RIGHT
    longest = max(at for at, _ in samples) or 1
    most = max(mb for _, mb in samples) or 1
    points = " ".join(
        f"{LEFT + across * at / longest:.1f},{floor - UP * mb / most:.1f}" for at, mb in samples
    )
    return [
        line(LEFT, floor, WIDTH - RIGHT, floor, "grid"),
        text(LEFT - 12, floor - 14, name, "end"),
        f'<polyline points="{points}" class="s0"/>',
        text(WIDTH - RIGHT + 12, floor - 14, f"{samples[-1][1]:.0f} MB"),
    ]

"""Draws `flow.svg`, the way of one command: `python docs/pictures/flow.py`."""

from pathlib import Path

BOX = {"width": 150, "height": 62}
INK, PAPER, ACCENT, TRUTH = "#1b2a41", "#ffffff", "#0b6e4f", "#b3541e"

Box = tuple[str, str, str]
BOXES: dict[str, tuple[int, int, Box]] = {
    "people": (20, 40, ("who asks", "partners, ministry, systems", INK)),
    "route": (210, 40, ("route", "token, ETag, key", INK)),
    "decide": (400, 40, ("decide(state)", "rules, pure", ACCENT)),
    "event": (590, 40, ("event table", "truth · PostgreSQL", TRUTH)),
    "log": (590, 160, ("sequencer", "dense seq + hash chain", ACCENT)),
    "own": (400, 160, ("own read models", "rebuilt at any time", INK)),
    "reads": (210, 160, ("reads", "at least position n", INK)),
    "relay": (590, 280, ("relay", "in order, at least once", ACCENT)),
    "kafka": (400, 280, ("Kafka", "CloudEvents, by stream", TRUTH)),
    "others": (210, 280, ("other services", "each event once in rows", INK)),
    "live": (400, 390, ("live views", "Faust, windowed", INK)),
    "audit": (210, 390, ("audit ledger", "e-mails, replay", INK)),
}
ARROWS = [
    ("people", "route"), ("route", "decide"), ("decide", "event"), ("event", "log"),
    ("log", "own"), ("own", "reads"), ("log", "relay"), ("relay", "kafka"),
    ("kafka", "others"), ("kafka", "live"), ("others", "audit"),
]  # fmt: skip


def box(place: tuple[int, int, Box]) -> str:
    x, y, (title, below, colour) = place
    middle = x + BOX["width"] // 2
    return (
        f'<rect x="{x}" y="{y}" width="{BOX["width"]}" height="{BOX["height"]}" rx="9" '
        f'fill="{PAPER}" stroke="{colour}" stroke-width="2"/>'
        f'<text x="{middle}" y="{y + 27}" class="title" fill="{colour}">{title}</text>'
        f'<text x="{middle}" y="{y + 47}" class="below">{below}</text>'
    )


def arrow(start: str, end: str) -> str:
    (x1, y1, _), (x2, y2, _) = BOXES[start], BOXES[end]
    width, height = BOX["width"], BOX["height"]
    if y1 == y2:
        rightwards = x2 > x1
        ends = (x1 + width * rightwards, y1 + 31, x2 + width * (not rightwards), y2 + 31)
    else:
        ends = (x1 + width // 2, y1 + height, x2 + width // 2, y2)
    return '<line x1="{}" y1="{}" x2="{}" y2="{}" class="arrow"/>'.format(*ends)


def picture() -> str:
    style = (
        "text{font-family:system-ui,sans-serif;text-anchor:middle}"
        ".title{font-size:14px;font-weight:600}.below{font-size:10.5px;fill:#4a5a70}"
        f".arrow{{stroke:{INK};stroke-width:1.8;marker-end:url(#tip)}}"
    )
    tip = (
        '<marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0L10 5L0 10z" fill="{INK}"/></marker>'
    )
    parts = [*(arrow(*ends) for ends in ARROWS), *(box(place) for place in BOXES.values())]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 470" role="img" '
        'aria-label="From a command to events, the log, read models and Kafka">'
        f'<rect width="760" height="470" fill="#f6f7f9"/><style>{style}</style>'
        f"<defs>{tip}</defs>{''.join(parts)}</svg>\n"
    )


if __name__ == "__main__":
    Path(__file__).with_suffix(".svg").write_text(picture())

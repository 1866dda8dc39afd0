"""Lines and text of self-contained SVG charts, readable in light and dark mode."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

WIDTH = 920
SERIES = 4
STYLE = """
text{font:12px system-ui,sans-serif;fill:#1b2a41}.title{font-size:15px;font-weight:600}
.soft{fill:#5a6a80}.grid{stroke:#d5dae1}.even{stroke:#5a6a80;stroke-width:1.5}.end{text-anchor:end}
.middle{text-anchor:middle}.better{fill:#0b6e4f}.worse{fill:#b3541e}.bar{stroke:#c1272d;stroke-width:2}
.s0{stroke:#0b6e4f;fill:#0b6e4f}.s1{stroke:#1f4e9c;fill:#1f4e9c}.s2{stroke:#b3541e;fill:#b3541e}
.s3{stroke:#6b3fa0;fill:#6b3fa0}polyline{fill:none!important;stroke-width:2}
@media(prefers-color-scheme:dark){text{fill:#e6ebf2}.soft{fill:#9aa8ba}.grid{stroke:#39424f}
.even{stroke:#9aa8ba}.better{fill:#3fb68b}.worse{fill:#e08a55}.bar{stroke:#ff6b6b}
.s0{stroke:#3fb68b;fill:#3fb68b}.s1{stroke:#7aa7f0;fill:#7aa7f0}.s2{stroke:#e08a55;fill:#e08a55}
.s3{stroke:#b794e6;fill:#b794e6}}
"""


def text(x: float, y: float, words: str, kind: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def drawn(height: int, title: str, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f"aria-label={quoteattr(title)}><style>{STYLE}</style>"
    )
    return "\n".join([head, text(20, 26, title, "title"), *parts, "</svg>"]) + "\n"

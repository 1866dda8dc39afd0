"""Writes a run's figures into docs/bench, where no figure is typed by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.measure import Outcome
from tests.bench.pictures import beside_peers, growth
from tests.bench.report import markdown

FOLDER = Path("docs/bench")
BEGIN, END = "<!-- written by make bench DOCS=1 -->", "<!-- end of what the run wrote -->"
SOAK_BEGIN, SOAK_END = "<!-- written by make soak DOCS=1 -->", "<!-- end of what the soak wrote -->"


def between(page: str, begin: str, end: str, told: str) -> str:
    """The page with this text between the two marker lines. Raises ValueError without them."""
    before, begun, rest = page.partition(begin)
    _, ended, after = rest.partition(end)
    if not (begun and ended):
        raise ValueError(f"the page needs a line {begin} and a line {end}")
    return f"{before}{begin}\n\n{told}\n\n{end}{after}"


def written(page: str, machine: Mapping[str, str], outcomes: Sequence[Outcome]) -> str:
    """The page with the figures of this run."""
    facts = "\n".join(f"- {name}: {fact}" for name, fact in machine.items())
    return between(page, BEGIN, END, f"{facts}\n\n{markdown(outcomes)}")


def write(machine: Mapping[str, str], outcomes: Sequence[Outcome], folder: Path = FOLDER) -> None:
    page = folder / "README.md"
    page.write_text(written(page.read_text(), machine, outcomes))
    (folder / "peers.svg").write_text(beside_peers(outcomes))
    (folder / "growth.svg").write_text(growth(outcomes))


def write_soak(told: str, picture: str, folder: Path = FOLDER) -> None:
    page = folder / "README.md"
    page.write_text(between(page.read_text(), SOAK_BEGIN, SOAK_END, told))
    (folder / "soak.svg").write_text(picture)

"""Writes a run's figures into docs/bench: no figure there is typed by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.measure import Outcome
from tests.bench.pictures import beside_peers, growth
from tests.bench.report import markdown

FOLDER = Path("docs/bench")
BEGIN, END = "<!-- written by make bench DOCS=1 -->", "<!-- end of what the run wrote -->"


def written(page: str, machine: Mapping[str, str], outcomes: Sequence[Outcome]) -> str:
    """The page with this run's figures. Raises ValueError where it has no place for them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page needs a line {BEGIN} and a line {END}")
    facts = "\n".join(f"- {name}: {fact}" for name, fact in machine.items())
    return f"{before}{BEGIN}\n\n{facts}\n\n{markdown(outcomes)}\n\n{END}{after}"


def write(machine: Mapping[str, str], outcomes: Sequence[Outcome], folder: Path = FOLDER) -> None:
    page = folder / "README.md"
    page.write_text(written(page.read_text(), machine, outcomes))
    (folder / "peers.svg").write_text(beside_peers(outcomes))
    (folder / "growth.svg").write_text(growth(outcomes))

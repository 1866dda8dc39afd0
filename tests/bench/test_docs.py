"""The files that a run writes into docs/bench are readable by people and programs."""

from xml.etree import ElementTree

import pytest

from tests.bench.docs import BEGIN, END, written
from tests.bench.measure import Bar, Measure, Outcome
from tests.bench.pictures import beside_peers, growth
from tests.bench.world import World


async def nothing(_world: World) -> float:
    return 0.0


def compared(name: str, ours: float, theirs: float, sizes: tuple[int, int] | None) -> Outcome:
    bar = Bar(ratio=2.5)
    measure = Measure(name=name, unit="u", ours=nothing, peer="p & q", bar=bar, sizes=sizes)
    return Outcome(measure, [ours], [theirs])


ALONE = Outcome(Measure(name="alone", unit="u", ours=nothing), [7])
PEERS = [compared("quicker <here>", 30, 10, None), compared("slower", 1, 9, None)]
SIZES = [compared(f"append at {size}", 10, 9, (size, 10_000)) for size in (100_000, 1_000_000)]
OUTCOMES = [ALONE, *PEERS, *SIZES]


def words(svg: str) -> list[str]:
    """The texts of a chart; raises ParseError if it is not well-formed."""
    return [each.text or "" for each in ElementTree.fromstring(svg).iter() if each.text]


def test_each_comparison_is_a_row_with_its_figures() -> None:
    told = words(beside_peers(OUTCOMES))
    assert {"quicker <here>", "slower", "p & q", "3.00x   30 : 10 u", "0.11x   1 : 9 u"} <= {*told}
    assert "alone" not in told


def test_costs_are_drawn_from_the_smallest_store_to_the_largest() -> None:
    svg = growth(OUTCOMES)
    assert {"append", "10,000", "1,000,000", "1x", "2x"} <= {*words(svg)}
    (path,) = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}polyline")
    assert len(path.attrib["points"].split()) == 3


@pytest.mark.parametrize("picture", [beside_peers, growth])
def test_a_picture_is_there_for_light_and_for_dark(picture: object) -> None:
    assert callable(picture)
    assert "prefers-color-scheme:dark" in picture(OUTCOMES)


def test_the_page_keeps_its_words_and_changes_its_figures() -> None:
    page = f"before\n{BEGIN}\nfigures of last year\n{END}\nafter\n"
    told = written(page, {"memory": "24 GB"}, OUTCOMES)
    assert told.startswith("before\n")
    assert told.endswith("\nafter\n")
    assert "- memory: 24 GB" in told
    assert "| slower | u | 1 |" in told
    assert "last year" not in told
    assert written(told, {"memory": "24 GB"}, OUTCOMES) == told


def test_a_page_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a line"):
        written("words", {}, OUTCOMES)

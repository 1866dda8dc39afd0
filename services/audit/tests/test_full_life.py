"""The ledger lines of whole lives of a convention, compared with recorded ones."""

import pytest

from .full_life import EXPECTED, LIVES, told
from .stories import lines_by_event


@pytest.mark.parametrize("life", LIVES)
def test_every_event_makes_the_lines_it_always_made(life: str) -> None:
    made = lines_by_event(*LIVES[life])
    assert [[told(line) for line in of_event] for of_event in made] == EXPECTED[life]

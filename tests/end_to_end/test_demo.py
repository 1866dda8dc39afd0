"""The main job: ten published conventions through the APIs, every check of the demo holding."""

from typing import Any


def test_the_published_conventions_play_and_every_check_holds(tables: dict[str, Any]) -> None:
    """`tables` asserts that the demo ended well; here, that it played what it should."""
    assert len(tables["cases"]) == 10

"""The demo: ten published conventions are played through the APIs, and every check passes."""

from typing import Any

SUMMING = {
    "tanger-medina-menacant-ruine-2019": 54_000_000,
    "midelt-mise-a-niveau-2020-2022": 67_870_000,
    "souss-massa-centres-ruraux-2019": 572_000_000,
    "casablanca-ancienne-medina-2010": 300_000_000,
}


def test_the_published_conventions_play_and_every_check_holds(tables: dict[str, Any]) -> None:
    """The fixture `tables` asserts that the demo succeeded; this checks its minimum results."""
    assert tables["failed"] == []
    assert len(tables["conventions"]) == 10
    promised = {case: tables["conventions"][case]["totals"]["promised"] for case in SUMMING}
    assert promised == {case: dirhams * 100 for case, dirhams in SUMMING.items()}

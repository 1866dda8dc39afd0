"""The demo: ten published conventions are played in two forms, and every check passes."""

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
    conventions = tables["conventions"]
    forms = [key.split(".")[1] for key in conventions if key.count(".") == 1]
    assert (forms.count("published"), forms.count("completed")) == (10, 10)
    promised = {case: conventions[f"{case}.completed"]["totals"]["promised"] for case in SUMMING}
    assert promised == {case: dirhams * 100 for case, dirhams in SUMMING.items()}


def test_what_is_published_alone_binds_nobody(tables: dict[str, Any]) -> None:
    found = {key: each for key, each in tables["conventions"].items() if "published" in key}
    assert {each["state"] for each in found.values()} == {"in_negotiation"}
    assert not any(each["totals"]["promised"] for each in found.values())


def test_a_text_that_is_not_signed_in_time_lapses_in_the_demo(tables: dict[str, Any]) -> None:
    states = [each["state"] for each in tables["conventions"].values()]
    assert (states.count("lapsed"), states.count("closed")) == (1, 2)

"""What a trial tells of a convention: names, amounts, and what differs."""

from conventions.domain.figures import figures
from conventions.domain.lifecycle import INITIAL
from conventions.domain.tranches import commands as tranches
from mithaq.money import ZERO, Money, Total
from mithaq.trials import Figure, changes

from ..people import operator
from ..proposal import DRAFT
from ..story import Story, drafted, state_of
from ..tranches.story import scheduled


def differing(before: Story, after: Story) -> dict[str, tuple[Figure, Figure]]:
    told = changes(figures(state_of(before)), figures(state_of(after)))
    return {each.figure: (each.before, each.after) for each in told}


def test_of_no_convention_there_are_none() -> None:
    assert figures(INITIAL) == {}
    told = changes(figures(INITIAL), figures(state_of(drafted())))
    assert {each.before for each in told} == {None}
    names = {each.figure for each in told}
    assert {"state", "total", "promised", "balance"} <= names
    assert f"contributions.{DRAFT.contributions[0].contribution}.amount" in names


def test_a_call_moves_the_sum_called_and_its_tranche_alone() -> None:
    story = scheduled()
    tranche = next(iter(state_of(story).tranches.values()))
    called = story.when(
        operator(tranches.CallFunds, tranche=tranche.tranche, amount=Money(100), act="appel 1")
    )
    assert differing(story, called) == {
        "called": (Total(0), Total(100)),
        f"tranches.{tranche.tranche}.called": (ZERO, Money(100)),
        f"tranches.{tranche.tranche}.stage": ("planned", "called"),
    }

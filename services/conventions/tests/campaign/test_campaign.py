"""The short form of the model campaign; and that it notices each rule that is taken out."""

import pytest

from .breaking import WITHOUT
from .counts import Counts
from .invariants import INVARIANTS, OF_ALL
from .life import Broken, faults_of, live
from .moves import COMMANDS
from .run import breach_told

SEED = 7
LIVES = 100
# As many lives as it may take until a life breaks a rule that is gone.
PATIENCE = 1_000
# Those that many lives have to be lived for.
SLOW = {
    "a_reference_counts_once_a_payer",
    "no_money_moves_on_a_day_of_suspension",
    "no_more_leaves_a_payer_than_it_promised",
    "one_person_signs_for_one_party",
    "overpayments_are_settled_by_another",
    "references_are_held_alike",
    "nobody_signs_before_the_councils_and_the_interior",
    "who_leaves_is_settled",
}


def test_model_no_life_breaks_a_rule_and_every_command_is_accepted() -> None:
    """So many lives, and more until the rarest command was accepted once."""
    counts = Counts()
    for life in range(PATIENCE):
        try:
            live(SEED, life, counts)
        except Broken:
            pytest.fail(breach_told(SEED, life))
        never = [each.__name__ for each in COMMANDS if not counts.accepted[each.__name__]]
        if life + 1 >= LIVES and not never:
            break
    assert never == []
    assert counts.lives["was amended"]
    assert counts.lives["ended completed"]
    assert counts.lives["ended terminated"]
    assert counts.codes["envelope-exceeded"]
    assert counts.lives["EnvelopeReleased"]


@pytest.mark.parametrize("invariant", sorted(WITHOUT.keys() - SLOW))
def test_a_rule_that_is_taken_out_is_noticed(
    invariant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name, other in WITHOUT[invariant]:
        monkeypatch.setattr(module, name, other)
    assert invariant in _broken_by_some_life(invariant)


@pytest.mark.campaign
@pytest.mark.parametrize("invariant", sorted(SLOW))
def test_a_rule_that_is_taken_out_is_noticed_in_the_long_run(
    invariant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    test_a_rule_that_is_taken_out_is_noticed(invariant, monkeypatch)


def test_every_invariant_has_a_rule_without_which_it_breaks() -> None:
    assert {invariant.__name__ for invariant in INVARIANTS} <= WITHOUT.keys()


def test_the_same_seed_tells_the_same_life() -> None:
    once, again = Counts(), Counts()
    for counts in (once, again):
        for life in range(3):
            live(SEED, life, counts)
    assert once == again


def _broken_by_some_life(invariant: str) -> set[str]:
    """What a life breaks that breaks this one; or nothing. Of an envelope, families alone can."""
    family = invariant in {each.__name__ for each in OF_ALL}
    for life in range(PATIENCE):
        try:
            live(SEED, life, Counts(), family=family)
        except Broken as breach:
            found = {fault.split(":")[0] for fault in faults_of(breach.commands)}
            if invariant in found:
                return found
    return set()

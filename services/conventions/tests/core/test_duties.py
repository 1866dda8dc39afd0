"""Duties stay apart as persons: one table, which the rules, the API and the README read."""

from itertools import product
from pathlib import Path

import pytest
from conventions.domain.core.duties import (
    APART,
    DutiesNotSeparated,
    Duty,
    ensure_apart,
    excluded_by,
)
from mithaq.commands import Caller

README = Path(__file__).parents[2] / "README.md"
PAIRS = sorted(product(Duty, Duty))


@pytest.mark.parametrize(("done", "asked"), PAIRS)
def test_a_person_does_no_two_duties_of_a_pair(done: Duty, asked: Duty) -> None:
    """Whichever came first, and however the subject is written."""
    by = {done: frozenset({"amina"})}
    apart = (done, asked) in APART or (asked, done) in APART
    for subject in ("amina", "AMINA", "\uff21mina"):
        caller = Caller(subject=subject)
        if apart:
            with pytest.raises(DutiesNotSeparated) as refused:
                ensure_apart(by, asked, caller)
            assert dict(refused.value.values) == {"done": str(done), "asked": str(asked)}
        else:
            ensure_apart(by, asked, caller)
    ensure_apart(by, asked, Caller(subject="brahim"))


def test_exclusion_is_mutual_and_every_duty_has_one() -> None:
    for done, asked in PAIRS:
        assert (done in excluded_by(asked)) == (asked in excluded_by(done))
    assert all(excluded_by(duty) for duty in Duty)
    assert Duty.APPROVE in excluded_by(Duty.PREPARE)


def test_the_readme_tells_the_same_table() -> None:
    told = README.read_text().partition("<!-- duties -->")[2].partition("<!-- /duties -->")[0]
    rows = [line.split("|")[1:3] for line in told.strip().splitlines()[2:]]
    said = {
        duty.strip().strip("`"): {each.strip().strip("`") for each in excluded.split(",")}
        for duty, excluded in rows
    }
    assert said == {str(duty): {str(each) for each in excluded_by(duty)} for duty in Duty}

"""The whole life of a convention, from draft to completion."""

from datetime import date

from conventions.domain.commands import executing
from conventions.domain.vocabulary import State

from .story import (
    in_force,
    operator,
    paid,
    region,
    scheduled,
    signed,
    state_of,
    step,
)


def test_three_parties_sign_in_their_order() -> None:
    assert state_of(signed()).state is State.SIGNED


def test_it_ends_after_its_duration() -> None:
    assert state_of(in_force()).ends_on == date(2028, 3, 2)


def test_a_convention_is_completed_once_its_tranches_are_justified() -> None:
    story = scheduled().when(
        *paid(150),
        step(executing.JustifyTranche, operator, 150),
        operator(
            executing.ReportProgress, action="works", percent=60, observed_on=date(2026, 3, 1)
        ),
        operator(executing.DepositDocument, tranche="R2", kind="site-report", sha256="a" * 64),
        *paid(250, "R2"),
        step(executing.JustifyTranche, operator, 250, "R2"),
        region(executing.CompleteConvention, report="Rapport final"),
    )
    assert state_of(story).state is State.COMPLETED

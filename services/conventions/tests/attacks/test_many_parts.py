"""A convention with as many parts as it may have is read and decided on without stopping others.

Each is counted in calls of functions, not in seconds: twice the parts take about twice the calls.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import FrameType
from typing import Final

import pytest
from conventions.domain.core.convention import Convention
from conventions.domain.core.schedule import with_lookups
from conventions.domain.ending.gaps import gaps_of
from conventions.domain.openings import openings
from conventions.routes.views.convention import ConventionView

from ..people import AUDITOR, REGION_HEAD
from ..story import Story, in_force, state_of
from ..tranches.story import tranche


def _with_parts(story: Story, parts: int) -> Convention:
    """Its first contribution and tranche so many times over."""
    state = state_of(story)
    pledge, planned = state.terms.contributions["region-26"], state.tranches["R1"]
    names = [f"c{nth}" for nth in range(parts)]
    pledges = {name: replace(pledge, contribution=name) for name in names}
    tranches = {
        name: replace(planned, planned=replace(planned.planned, tranche=name, contribution=name))
        for name in names
    }
    terms = replace(state.terms, contributions={**state.terms.contributions, **pledges})
    many = replace(state, terms=terms, tranches={**state.tranches, **tranches})
    return with_lookups(many)


def _calls(work: Callable[[], object]) -> int:
    called = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal called
        called += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return called


def _view(convention: Convention) -> object:
    return ConventionView.of(convention, AUDITOR, frozenset())


def _openings(convention: Convention) -> object:
    return openings(convention, REGION_HEAD, frozenset())


READS: Final[Mapping[str, Callable[[Convention], object]]] = {
    "the whole convention": _view,
    "the commands": _openings,
    "the gaps": gaps_of,
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_a_read_grows_with_the_parts(read: Callable[[Convention], object]) -> None:
    story = in_force().when(tranche("R1", "region-26", 100))
    few, many = (_with_parts(story, parts) for parts in (200, 400))
    read(few)  # what is made once is made
    assert _calls(partial(read, many)) < 2.3 * _calls(partial(read, few))

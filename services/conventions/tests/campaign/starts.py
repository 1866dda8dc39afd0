"""Where lives begin: from nothing, or after the commands of a story's stage."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Final
from unittest.mock import patch

from conventions.domain import lifecycle
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import Events
from conventions.domain.core.frame import frame_of, visas_of
from conventions.domain.drafting.commands import AdoptFrame
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.signatures.commands import EnterIntoForce

from .. import story
from ..amendments.story import delegated
from ..amendments.test_minutes import LETS, PILOTING
from ..approvals.story import NEEDED, grants, request
from ..conditions import story as conditions
from ..people import DAY, commune, operator, region
from ..proposal import DRAFT
from ..shares import story as shares
from ..tranches.story import scheduled
from .kin import ALONE, Kin, child, framework
from .luck import Luck

Stage = Callable[[], story.Story]


def hurried() -> story.Story:
    """Signed, with a vote that may come too late."""
    return conditions.signed(instead=replace(conditions.VOTE, decide_by=DAY + timedelta(days=5)))


def silent() -> story.Story:
    """Asked for approvals, under a frame where the Interior's silence counts after a few days."""
    visas = tuple(
        replace(visa, tacit_after_working_days=3) if visa.approval == "interior" else visa
        for visa in visas_of()
    )
    framed = replace(frame_of("financing"), programme_kind="medinas", kind_version=1, visas=visas)
    adopt = region(AdoptFrame, frame=framed)
    begun = story.drafted().when(adopt, *story.TO_A_ROUND, *story.TO_CONSENSUS, region(AgreeText))
    return begun.when(request(*NEEDED))


def silent_in_force() -> story.Story:
    """Under that frame, with every answer given: of its amendments silence counts as well."""
    return _signed(silent().when(*grants(*NEEDED)))


def minuted() -> story.Story:
    """In force, where minutes of the steering committee may amend the split and the schedule."""
    begun = story.told().when(
        replace(DRAFT, frame=LETS), PILOTING, *story.TO_A_ROUND, *story.TO_CONSENSUS
    )
    return _signed(begun.when(region(AgreeText), request(*NEEDED), *grants(*NEEDED)))


def _signed(ready: story.Story) -> story.Story:
    """Signed by all, and in force."""
    signing = (story.signature(ready, say) for say in (commune, operator, region))
    return ready.when(*signing).when(region(EnterIntoForce))


STAGES: Final[tuple[Stage | None, ...]] = (
    None,
    None,
    story.drafted,
    story.drafted,
    story.in_a_round,
    story.negotiated,
    story.agreed,
    story.ready_to_sign,
    story.signed,
    hurried,
    silent,
    silent,
    silent_in_force,
    silent_in_force,
    shares.promised,
    shares.in_force,
    story.in_force,
    story.in_force,
    minuted,
    minuted,
    delegated,
    delegated,
    scheduled,
)
# A framework is in force mostly, so that its conventions may take of it.
_ABOVE: Final[tuple[Stage, ...]] = (
    *(story.in_force,) * 5,
    *(shares.in_force,) * 3,
    story.signed,
    story.ready_to_sign,
)
# What is under it waits to be agreed mostly, or has just been.
_UNDER: Final[tuple[Stage | None, ...]] = (
    None,
    story.drafted,
    story.in_a_round,
    *(story.negotiated,) * 3,
    story.ready_to_sign,
    story.in_force,
    shares.promised,
)
Start = tuple[Kin, Stage | None]


def starts(luck: Luck, *, family: bool) -> Sequence[Start]:
    """One convention, or a framework and one to four under it, of which some may come later."""
    if not family:
        return [(ALONE, luck.one(STAGES))]
    above = framework(luck.one((100, 100, 150, 200, 300)))
    under = [child(nth, luck.one((100, 100, 50, 40))) for nth in range(luck.one((1, 2, 3, 4)))]
    return [(above, luck.one(_ABOVE)), *((each, luck.one(_UNDER)) for each in under)]


@cache
def commands_of(stage: Stage | None, kin: Kin = ALONE) -> Sequence[ConventionCommand]:
    """The commands that tell a stage of this convention, as they were given."""
    if stage is None:
        return ()
    given: list[ConventionCommand] = []

    def noting(state: Absent | Convention, command: ConventionCommand) -> Events:
        given.append(kin.fitted(command))
        return lifecycle.decide(state, given[-1])

    with patch.object(story, "decide", noting), patch.object(shares, "decide", noting):
        stage()
    return tuple(given)

"""Where a life begins: from nothing, or after the commands of a story's stage."""

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

from .. import story
from ..amendments.story import delegated
from ..approvals.story import NEEDED, request
from ..conditions import story as conditions
from ..people import DAY, region
from ..shares import story as shares
from ..tranches.story import scheduled

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
    story_ = story.drafted().when(adopt, *story.TO_A_ROUND, *story.TO_CONSENSUS, region(AgreeText))
    return story_.when(request(*NEEDED))


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
    shares.promised,
    shares.in_force,
    story.in_force,
    story.in_force,
    delegated,
    scheduled,
)


@cache
def commands_of(stage: Stage | None) -> Sequence[ConventionCommand]:
    """The commands that tell a stage, as they were given."""
    if stage is None:
        return ()
    given: list[ConventionCommand] = []

    def noting(state: Absent | Convention, command: ConventionCommand) -> Events:
        given.append(command)
        return lifecycle.decide(state, command)

    with patch.object(story, "decide", noting):
        stage()
    return tuple(given)

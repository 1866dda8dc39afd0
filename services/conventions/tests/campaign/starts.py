"""Where a life begins: from nothing, or after the commands of a story's stage."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final
from unittest.mock import patch

from conventions.domain import lifecycle
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import Events

from .. import story
from ..tranches.story import scheduled

Stage = Callable[[], story.Story]
STAGES: Final[tuple[Stage | None, ...]] = (
    None,
    None,
    story.drafted,
    story.in_a_round,
    story.negotiated,
    story.agreed,
    story.ready_to_sign,
    story.signed,
    story.in_force,
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

"""Runs the whole play: enrols everyone, then plays all cases and their projects in parallel."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from mithaq_demo.acts import papers, publishing
from mithaq_demo.acts.programming import Programming
from mithaq_demo.cast import Cast
from mithaq_demo.dossier import Dossier
from mithaq_demo.enrolment import enrol
from mithaq_demo.plan import Plan
from mithaq_demo.plays import COMPLETED, PLANS, PUBLISHED
from mithaq_demo.script import Script
from mithaq_demo.stories import tell


class Spectator(Protocol):
    """Gets the progress of the play."""

    def enrolled(self, organisations: int) -> None: ...

    def told(self, plan: Plan) -> None: ...

    def programmed(self, plan: Plan) -> None: ...


@dataclass(frozen=True, slots=True)
class Played:
    """The organisations; by plan its convention, and that of its paper file where there is one."""

    cast: Cast
    conventions: Mapping[str, str]
    papers: Mapping[str, str]


async def perform(script: Script, spectator: Spectator) -> Played:
    """Play every case in both forms. Raises DemoFailed at the first unexpected answer."""
    cast, _ = await asyncio.gather(enrol(script), publishing.publish(script))
    spectator.enrolled(len(cast.members))
    programming = Programming(script, cast, COMPLETED)
    taken_over: dict[str, str] = {}

    async def play(plan: Plan) -> Mapping[str, str]:
        dossier = Dossier(script, cast, plan)
        drafted = [dossier, *await tell(dossier)]
        for each in drafted:
            spectator.told(each.plan)
        if plan.project is not None:
            await programming.carry(dossier)
            spectator.programmed(plan)
        if plan in COMPLETED:
            taken_over[plan.key] = await papers.take_over(dossier)
        return {each.plan.key: each.id for each in drafted}

    async with asyncio.TaskGroup() as group:
        # The longest stories first: the play takes as long as they do.
        playing = [group.create_task(play(plan), name=plan.key) for plan in _BEGUN]
    found = {key: made for task in playing for key, made in task.result().items()}
    return Played(cast, {plan.key: found[plan.key] for plan in PLANS}, taken_over)


_BEGUN = (*COMPLETED, *PUBLISHED)

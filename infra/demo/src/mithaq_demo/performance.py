"""Runs the whole play: enrols everyone, then plays all cases and their projects in parallel."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from mithaq_demo.acts.programming import Programming
from mithaq_demo.cast import Cast
from mithaq_demo.dossier import Dossier
from mithaq_demo.enrolment import enrol
from mithaq_demo.plan import Plan
from mithaq_demo.plays import PLANS
from mithaq_demo.script import Script
from mithaq_demo.stories import tell


class Spectator(Protocol):
    """Gets the progress of the play."""

    def enrolled(self, organisations: int) -> None: ...

    def told(self, plan: Plan) -> None: ...

    def programmed(self, plan: Plan) -> None: ...


@dataclass(frozen=True, slots=True)
class Played:
    """The organisations, and the convention of each case."""

    cast: Cast
    conventions: Mapping[str, str]


async def perform(script: Script, spectator: Spectator) -> Played:
    """Play every case to its end. Raises DemoFailed at the first unexpected answer."""
    cast = await enrol(script)
    spectator.enrolled(len(cast.members))
    programming = Programming(script, cast, PLANS)

    async def play(plan: Plan) -> tuple[str, str]:
        dossier = Dossier(script, cast, plan)
        await tell(dossier)
        spectator.told(plan)
        await programming.carry(dossier)
        spectator.programmed(plan)
        return plan.case, dossier.id

    async with asyncio.TaskGroup() as group:
        playing = [group.create_task(play(plan), name=plan.case) for plan in PLANS]
    return Played(cast, dict(task.result() for task in playing))

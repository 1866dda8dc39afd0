"""The programming side: a programme per region; a project per case, scored, placed and linked."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

from mithaq_demo import actors
from mithaq_demo.actors import Actor
from mithaq_demo.amounts import to_wire
from mithaq_demo.cast import Cast
from mithaq_demo.client import Answer, Command, Json
from mithaq_demo.dossier import Dossier
from mithaq_demo.facts import case
from mithaq_demo.pieces import MADE_UP, Project
from mithaq_demo.plan import Plan
from mithaq_demo.script import Script


class Programming:
    """The programmes of the regions; projects are placed in each of them one after the other."""

    def __init__(self, script: Script, cast: Cast, plans: Sequence[Plan]) -> None:
        self._script, self._cast, self._plans = script, cast, plans
        self._placing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._programmes: dict[str, str] = {}
        self._versions: dict[str, int] = {}

    async def carry(self, dossier: Dossier) -> None:
        """The project behind a convention: proposed, scored, placed, linked to its action.

        Three persons: the partner's agent proposes, the office scores, its second person places.
        """
        plan = dossier.plan
        project = plan.project
        if project is None:
            raise ValueError(f"{plan.key} has no project")
        proposed = await self._proposed(plan, project)
        path, version = f"/v1/projects/{proposed.id}", proposed.version
        version = await self._scored(plan, project, path, version)
        async with self._placing[plan.region]:
            placing = {"programme_id": await self._programme(plan.region)}
            version = await self._give(
                plan, f"{path}/placement", placing, version, actor=actors.VERIFIER
            )
            self._admitted(plan.region)
        link = {"convention_id": dossier.id, "action": project.action}
        await self._give(plan, f"{path}/links", link, version)

    def _admitted(self, region: str) -> None:
        """A placement is one event of the project and one of the programme."""
        self._versions[region] += 1
        self._script.reached("programming", region, self._versions[region])

    async def _programme(self, region: str) -> str:
        """Opened for the first project of its region; its envelope is what the projects cost."""
        if region not in self._programmes:
            here = [plan for plan in self._plans if plan.region == region]
            spans = [plan.years for plan in here if plan.years]
            body = {
                "title_fr": f"Programme régional de jeu, région {region} ({MADE_UP})",
                "region": region,
                "first_year": min(years[0] for years in spans),
                "last_year": max(years[1] for years in spans),
                "envelope": to_wire(sum(case(plan.case).dirhams for plan in here)),
            }
            command = self._command("/v1/programmes", body, f"programming/{region}", stream=region)
            opened = await self._script.give(command)
            self._programmes[region], self._versions[region] = opened.id, opened.version
        return self._programmes[region]

    async def _proposed(self, plan: Plan, project: Project) -> Answer:
        facts = case(plan.case)
        body = {
            "type": project.type,
            "title_fr": facts.title_fr,
            "territory": plan.territory,
            "cost": to_wire(facts.dirhams),
        }
        command = self._command(
            "/v1/projects",
            body,
            f"{plan.key}/project",
            stream=plan.key,
            actor=self._cast[plan.drafter].agent,
        )
        return await self._script.give(command)

    async def _scored(self, plan: Plan, project: Project, path: str, version: int) -> int:
        for criterion, score in project.scores.items():
            body = {"criterion": criterion, "score": score, "evidence": project.basis}
            version = await self._give(plan, f"{path}/scores", body, version)
        return version

    async def _give(
        self, plan: Plan, path: str, body: Json, version: int, actor: Actor = actors.OFFICE
    ) -> int:
        key = f"{plan.key}/project/{version}"
        answer = await self._script.give(
            self._command(path, body, key, stream=plan.key, actor=actor, version=version)
        )
        return answer.version

    def _command(
        self,
        path: str,
        body: Json,
        key: str,
        *,
        stream: str,
        actor: Actor = actors.OFFICE,
        version: int | None = None,
    ) -> Command:
        return Command(
            actor=actor,
            method="POST",
            service="programming",
            path=path,
            body=body,
            stream=stream,
            key=key,
            version=version,
        )

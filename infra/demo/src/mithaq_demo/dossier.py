"""A convention during the demo: its id, its version, and commands on it."""

from collections.abc import Collection
from datetime import date
from urllib.parse import urlencode

from mithaq_demo import actors
from mithaq_demo.actors import Actor
from mithaq_demo.cast import Cast, Member
from mithaq_demo.client import Command, Json
from mithaq_demo.pieces import PLAYED
from mithaq_demo.plan import Plan
from mithaq_demo.problems import Problem
from mithaq_demo.script import STALE, Refusal, Script


class Dossier:
    """Keeps the version from the last response, as a careful client does."""

    def __init__(self, script: Script, cast: Cast, plan: Plan) -> None:
        self.script, self.cast, self.plan = script, cast, plan
        self.id, self.version = "", 0
        self._refused = 0

    @property
    def path(self) -> str:
        return f"/v1/conventions/{self.id}"

    @property
    def lead(self) -> Member:
        return self.cast[self.plan.lead]

    async def give(
        self,
        actor: Actor,
        path: str,
        body: Json | None = None,
        *,
        on: date,
        method: str = "POST",
    ) -> None:
        """A command on this convention, effective from `on`. Its key is its number in the story."""
        answer = await self.script.give(self._command(actor, path, body, on=on, method=method))
        self.version = answer.version

    async def draft(self, actor: Actor, body: Json) -> None:
        command = Command(
            actor=actor,
            method="POST",
            service="conventions",
            path="/v1/conventions",
            body=body,
            stream=self.plan.key,
            key=f"{self.plan.key}/draft",
        )
        answer = await self.script.give(command)
        self.id, self.version = answer.id, answer.version

    async def refused(
        self,
        attempt: str,
        rule: str,
        actor: Actor,
        path: str,
        body: Json | None = None,
        *,
        on: date,
        method: str = "POST",
        findings: Collection[str] = (),
    ) -> None:
        """An attempt that `rule` must refuse; the stream must not change.

        With `findings` its refusal names exactly these rules.
        """
        self._refused += 1
        command = self._command(
            actor, path, body, on=on, method=method, suffix=f"/refus-{self._refused}"
        )
        before = await self.current_version()
        problem = await self.script.client.refused(command, rule)
        after = await self.current_version()
        replayed = problem.code == STALE and before > self.version
        refusal = Refusal(
            case=self.plan.key,
            attempt=attempt,
            rule=rule,
            problem=problem,
            unmoved=before == after,
            replayed=replayed,
            findings=frozenset(findings),
        )
        self.script.refusals.append(refusal)

    def noted(self, attempt: str, rule: str, problem: Problem, *, unmoved: bool) -> None:
        refusal = Refusal(
            case=self.plan.key,
            attempt=attempt,
            rule=rule,
            problem=problem,
            unmoved=unmoved,
            replayed=False,
        )
        self.script.refusals.append(refusal)

    async def tried(self, actor: Actor, path: str, body: Json | None = None, *, on: date) -> Json:
        """What a command would do, told without doing it."""
        command = self._command(actor, path, body, on=on, method="POST", suffix="/essai")
        return await self.script.client.tried(command)

    async def current_version(self) -> int:
        return int((await self.read(""))["version"])

    async def read(self, path: str) -> Json:
        found: Json = await self.script.client.read(
            actors.OFFICE, "conventions", f"{self.path}{path}"
        )
        return found

    def _command(
        self,
        actor: Actor,
        path: str,
        body: Json | None,
        *,
        on: date,
        method: str,
        suffix: str = "",
    ) -> Command:
        dating = {"on": on.isoformat(), "dating_reason": PLAYED}
        dated = method != "DELETE"
        return Command(
            actor=actor,
            method=method,
            service="conventions",
            path=f"{self.path}{path}" if dated else f"{self.path}{path}?{urlencode(dating)}",
            body={**(body or {}), **dating} if dated else None,
            stream=self.plan.key,
            key=f"{self.plan.key}/{self.version}{path}{suffix}",
            version=self.version,
        )

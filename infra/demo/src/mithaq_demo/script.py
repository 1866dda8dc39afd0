"""Sends the commands of a play, counts them and records refusals."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from mithaq_demo.client import Answer, Client, Command
from mithaq_demo.problems import Problem

OnStep = Callable[[str, int], Awaitable[None]]
STALE = "version-conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An attempt that a rule must refuse, and its result.

    `replayed`: the convention went further in an earlier play of the same state, so that the
    attempt only met its stale version; the rule itself was seen then.
    """

    case: str
    attempt: str
    rule: str
    problem: Problem
    unmoved: bool
    replayed: bool

    @property
    def held(self) -> bool:
        return self.unmoved and (self.replayed or self.problem.code == self.rule)


@dataclass(slots=True)
class Script:
    """One play, through which all commands are sent and counted.

    A stream's version is the number of its events, so that the last version of every stream tells
    how many events each service must have.
    """

    client: Client
    on_step: OnStep | None = None
    steps: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    versions: dict[tuple[str, str], int] = field(default_factory=dict)

    async def give(self, command: Command) -> Answer:
        answer = await self.client.command(command)
        self.steps += 1
        self.reached(command.service, command.stream, answer.version)
        if self.on_step is not None:
            await self.on_step(command.key, self.steps)
        return answer

    def reached(self, service: str, stream: str, version: int) -> None:
        before = self.versions.get((service, stream), 0)
        self.versions[service, stream] = max(before, version)

    def events(self) -> Mapping[str, int]:
        """The number of events of the play, by service."""
        counts: Counter[str] = Counter()
        for (service, _), version in self.versions.items():
            counts[service] += version
        return counts

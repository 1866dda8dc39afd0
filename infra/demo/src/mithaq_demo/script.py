"""Sends the commands of a play, counts them and records refusals."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from mithaq_demo.client import Answer, Client, Command, Json
from mithaq_demo.problems import Problem

OnStep = Callable[[str, int], Awaitable[None]]
STALE = "version-conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An attempt that a rule must refuse, and its result.

    `replayed`: the convention went further in an earlier play of the same state, so that the
    attempt only met its stale version; the rule itself was seen then. `findings` are the rules that
    the refusal must name, exactly, where there are several.
    """

    case: str
    attempt: str
    rule: str
    problem: Problem
    unmoved: bool
    replayed: bool
    findings: frozenset[str] = frozenset()

    @property
    def held(self) -> bool:
        return self.unmoved and (self.replayed or (self._by_rule and self._named))

    @property
    def _by_rule(self) -> bool:
        return self.problem.code == self.rule

    @property
    def _named(self) -> bool:
        """A refusal for one rule alone lists none."""
        named = {each.code for each in self.problem.findings} or {self.problem.code}
        return not self.findings or self.findings == named


@dataclass(slots=True)
class Script:
    """One play, through which all commands are sent and counted.

    A stream's version is the number of its events, so that the last version of every stream tells
    how many events each service must have. `positions` are how far the play wrote in each of
    them. `amended` keeps what each amendment was tried to do before it took effect, by plan.
    """

    client: Client
    on_step: OnStep | None = None
    steps: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    versions: dict[tuple[str, str], int] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    amended: dict[str, Json] = field(default_factory=dict)

    async def give(self, command: Command) -> Answer:
        answer = await self.client.command(command)
        self.steps += 1
        self.positions[command.service] = max(
            self.positions.get(command.service, 0), answer.position
        )
        if command.counts:
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

"""What the office publishes for conventions to come: its streams, and its commands on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from mithaq.commands import Accepted, Submission
from mithaq.dating import ensure_dated
from mithaq.store import Change, EventStore, Loaded, StateCache, Streams, append_to

from conventions.catalogue import PROGRAMME_KINDS, TEMPLATES
from conventions.domain.core.frame import Frame, Thresholds
from conventions.domain.core.policy import Capacity
from conventions.domain.core.terms import TemplateRef
from conventions.domain.frames import commands as c
from conventions.domain.frames.decide import decide_kind, decide_template, version_of
from conventions.domain.frames.events import ProgrammeKindEvent, TemplateEvent
from conventions.domain.frames.evolve import (
    ProgrammeKinds,
    Templates,
    evolve_kind,
    evolve_template,
)
from conventions.domain.frames.publication import Publication
from conventions.domain.frames.resolve import Chosen, resolve
from conventions.domain.frames.template import Template


@dataclass(frozen=True, slots=True)
class Office:
    """The streams of templates and of programme kinds."""

    templates: Streams[Templates, TemplateEvent]
    kinds: Streams[ProgrammeKinds, ProgrammeKindEvent]

    @staticmethod
    def over(store: EventStore, cache: StateCache | None = None) -> "Office":
        no_template: Templates = Publication()
        no_kind: ProgrammeKinds = Publication()
        return Office(
            templates=Streams(store, TEMPLATES, no_template, evolve_template, cache=cache),
            kinds=Streams(store, PROGRAMME_KINDS, no_kind, evolve_kind, cache=cache),
        )

    async def template(self, name: str) -> Loaded[Templates]:
        return await self.templates.load(template_stream(name))

    async def kind(self, code: str) -> Loaded[ProgrammeKinds]:
        return await self.kinds.load(kind_stream(code))

    async def version(self, ref: TemplateRef) -> Template:
        """A version that a convention is under, withdrawn since or not. Raises VersionUnknown."""
        return version_of((await self.template(ref.name)).state, ref.name, ref.version).content

    async def frame(self, instrument: str, chosen: Chosen, thresholds: Thresholds) -> Frame | None:
        """What these choices bind a convention to, by what is published now: see `resolve`."""
        templates: Templates = Publication()
        kinds: ProgrammeKinds = Publication()
        if chosen.template is not None:
            templates = (await self.template(chosen.template)).state
        if chosen.programme_kind is not None:
            kinds = (await self.kind(chosen.programme_kind)).state
        return resolve(instrument, chosen, templates, kinds, thresholds)

    async def run(
        self,
        submission: Submission,
        commands: Sequence[c.TemplateCommand | c.ProgrammeKindCommand],
        backdating_days: int,
    ) -> Accepted:
        """Give these commands, all or none, once per idempotency key; the first one's is told."""
        first = commands[0]
        ensure_dated(first.caller, first.dating, first.dating.on, allowed_days=backdating_days)
        capacity = str(Capacity.OFFICE) if Capacity.OFFICE in first.caller.roles else "none"
        request = submission.request(capacity, first.dating.on, dating_reason=first.dating.reason)
        return await append_to([self._change(each) for each in commands], request)

    def _change(self, command: c.TemplateCommand | c.ProgrammeKindCommand) -> Change[Any, Any]:
        match command:
            case c.PublishTemplate() | c.ConfirmTemplate() | c.WithdrawTemplate():
                decide_one = partial(decide_template, command=command)
                return Change(self.templates, template_stream(command.name), decide_one)
            case _:
                decide = partial(decide_kind, command=command)
                return Change(self.kinds, kind_stream(command.code), decide)


def template_stream(name: str) -> str:
    return f"template-{name}"


def kind_stream(code: str) -> str:
    return f"programme-kind-{code}"

"""A life told event by event, and the stages of the largest convention on its way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from conventions.domain.conditions.commands import DecideCondition, WriteCondition
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.position import Position
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import (
    RoundOutcome,
    SignatureLevel,
    Stance,
)
from conventions.domain.drafting.commands import (
    DraftConvention,
    ProposeConvention,
    WriteArticle,
)
from conventions.domain.lifecycle import INITIAL, decide, effective_day, evolve
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.shares.commands import SplitShare
from conventions.domain.signatures.commands import EnterIntoForce, SignConvention
from mithaq.events import Origin
from mithaq.money import Money

from .. import people as p
from ..amendments.test_minutes import PILOTING
from ..approvals import story as approvals
from ..huge import Tranche, paid, planned
from ..people import Say
from ..story import ACCEPT, DEADLINE, by_caller, signing
from . import shape
from .shape import Size

Told = tuple[ConventionEvent, Origin]
SIGN_BY: Final = date(2026, 6, 30)
SPLIT_BY: Final = date(2026, 12, 31)
_DAYS: Final = 100  # on which money moves


@dataclass(frozen=True, slots=True)
class Life:
    """What was told so far and what it makes; `when` goes on, and leaves this one as it is."""

    told: tuple[Told, ...] = ()
    state: Absent | Convention = INITIAL

    def when(self, *commands: ConventionCommand) -> "Life":
        """With these commands. Raises what refuses one."""
        told, state = list(self.told), self.state
        for command in commands:
            origin = Origin(by=by_caller(command), effective_date=effective_day(state, command))
            for event in decide(state, command):
                state = evolve(state, event, origin)
                told.append((event, origin))
        return Life(tuple(told), state)

    def each(self, commands: Iterable[ConventionCommand]) -> "Life":
        return self.when(*commands)

    @property
    def convention(self) -> Convention:
        assert isinstance(self.state, Convention)
        return self.state


def draft(size: Size) -> DraftConvention:
    return p.region(
        DraftConvention,
        outline=shape.outline(size),
        frame=shape.frame(),
        parties=shape.parties(size),
        articles=shape.articles(),
        actions=shape.actions(size),
        contributions=shape.contributions(size),
        shares=(shape.share(size),),
    )


def object_to(name: str, words: str) -> negotiation.TakePosition:
    """The operator's counter-proposal for an article."""
    said = Position(
        stance=Stance.AMEND,
        remark="À préciser.",
        proposed_text_fr=words,
        proposed_text_ar="نص مقترح",
    )
    return p.operator(negotiation.TakePosition, article=name, position=said)


@dataclass(frozen=True)
class Stages:
    """Each stage follows from the one before it."""

    size: Size

    @cached_property
    def drafted(self) -> Life:
        vote = p.region(WriteCondition, condition=shape.condition(), kinds=shape.kinds(self.size))
        return Life().when(draft(self.size), vote, PILOTING)

    @cached_property
    def proposed(self) -> Life:
        return self.drafted.when(p.region(ProposeConvention))

    @cached_property
    def accepted_once(self) -> Life:
        """A round ended by consensus; then a few articles were rewritten."""
        told = self.proposed.when(p.region(negotiation.OpenNegotiationRound, deadline=DEADLINE))
        told = told.each(self.accepting()).when(self.closing())
        rewritten = (replace(each, text_fr="Autrement.") for each in shape.articles()[-5:])
        return told.each(p.region(WriteArticle, article=each) for each in rewritten)

    @cached_property
    def in_round(self) -> Life:
        """Everybody has spoken on each article that changed; one has a counter-proposal."""
        told = self.accepted_once.when(
            p.region(negotiation.OpenNegotiationRound, deadline=DEADLINE)
        )
        return told.when(object_to("article-15", "Contre-proposition. " * 60)).each(
            each for each in self.accepting() if each.caller != p.operator.caller
        )

    def accepting(self) -> Iterator[negotiation.TakePosition]:
        for say in shape.councillors(self.size):
            yield say(negotiation.TakePosition, position=ACCEPT)

    def closing(self) -> negotiation.CloseNegotiationRound:
        return p.region(negotiation.CloseNegotiationRound, outcome=RoundOutcome.CONSENSUS)

    @cached_property
    def accepted(self) -> Life:
        return self.in_round.when(p.operator(negotiation.TakePosition, position=ACCEPT))

    @cached_property
    def concluded(self) -> Life:
        return self.accepted.when(self.closing())

    @cached_property
    def agreed(self) -> Life:
        agree = p.region(negotiation.AgreeText, sign_by=SIGN_BY, split_by=SPLIT_BY)
        return self.concluded.when(agree)

    @cached_property
    def pending(self) -> Life:
        asked = approvals.request(*shape.needed(self.size))
        return self.agreed.when(replace(asked, kinds=shape.kinds(self.size)))

    @cached_property
    def all_but_interior(self) -> Life:
        answering = shape.answering(self.size)
        return self.pending.each(
            approvals.grant(each, answering[each])
            for each in shape.needed(self.size)
            if each != approvals.INTERIOR
        )

    @cached_property
    def ready(self) -> Life:
        return self.all_but_interior.when(approvals.grant(approvals.INTERIOR))

    def signatures(self) -> Iterator[SignConvention]:
        """Of all, the lead last."""
        text = text_sha256(self.ready.convention)
        for say in (*shape.councillors(self.size)[1:], p.region):
            yield say(SignConvention, signing=signing(say, text, SignatureLevel.SIMPLE))

    @cached_property
    def signed_but_lead(self) -> Life:
        return self.ready.each(list(self.signatures())[:-1])

    @cached_property
    def signed(self) -> Life:
        return self.signed_but_lead.when(list(self.signatures())[-1])

    def vote(self, *, met: bool = True) -> DecideCondition:
        voter = Say(replace(p.COMMUNE_COUNCIL, subject="commune-voter"))
        return voter(DecideCondition, condition="vote", met=met, act="PV 12", reason="vote")

    @cached_property
    def met(self) -> Life:
        return self.signed.when(self.vote())

    @cached_property
    def in_force(self) -> Life:
        return self.met.when(p.region(EnterIntoForce))

    def split(self) -> SplitShare:
        last = shape.promise(self.size, self.size.promises - 1)
        return p.region(SplitShare, share="to-split", contributions=(last,), act="PV 3")

    @cached_property
    def running(self) -> Life:
        """Split, all of it planned in tranches, a part of the money moved to its end."""
        tranches = list(tranches_of(self.size))
        told = self.in_force.when(self.split())
        told = told.each(planned(each, nth) for nth, each in enumerate(tranches))
        stays = shape.leaver(self.size)
        first = (
            each for each in tranches if not each.second and each.funder.caller != stays.caller
        )
        moved = list(first)[: self.size.moved]
        return told.each(
            step for nth, each in enumerate(moved) for step in paid(each, nth % _DAYS, 1)
        )


def tranches_of(size: Size) -> Iterator[Tranche]:
    """Every other contribution is planned in two, the rest in one."""
    by = {shape.organisation(say): say for say in shape.funders(size)}
    for nth in range(size.promises):
        each = shape.promise(size, nth)
        half = Money(each.amount.centimes // 2)
        parts = (half, half) if nth % 2 else (each.amount,)
        for part, amount in enumerate(parts):
            yield Tranche(
                name=f"tranche-{nth:05d}-{part + 1}",
                contribution=each.contribution,
                action=each.action,
                funder=by[each.organisation_id],
                amount=amount,
                second=part == 1,
            )

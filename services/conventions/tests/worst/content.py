"""What is given to the largest convention: each command of this side with realistic content.

Of a command that is heavier on one day than on another, the heaviest: the last signature, which
tells every promise; the last approval, which opens the signature; a refusal, which ends it all.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from conventions.domain.amendments import commands as a
from conventions.domain.approvals import commands as v
from conventions.domain.conditions import commands as k
from conventions.domain.core.amendment import Operations
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.obligation import DueKind, DueRule, Obligation, ObligationKind
from conventions.domain.core.signing_round import Power
from conventions.domain.core.terms import Action, ClauseUse
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import PartyRole, RoundOutcome
from conventions.domain.drafting import commands as d
from conventions.domain.negotiation import commands as n
from conventions.domain.obligations import commands as o
from conventions.domain.shares import commands as h
from conventions.domain.signatures import commands as s
from mithaq.money import Money

from .. import people as p
from ..approvals import story as approvals
from ..proposal import article, party
from ..story import ACCEPT, DEADLINE, mandate
from . import amending, shape
from .life import SIGN_BY, SPLIT_BY, Life, Stages, draft, object_to
from .shape import Size

_ANOTHER_PERSON: Final = UUID(int=0x2999)


@dataclass(frozen=True, slots=True)
class Given:
    """A command that the life before it accepts."""

    before: Life
    command: ConventionCommand


Make = Callable[[Stages], Given]


def _on(stage: str, make: Callable[[Size], ConventionCommand]) -> Make:
    """Given at a stage."""
    return lambda stages: Given(getattr(stages, stage), make(stages.size))


def _says(stage: str, say: p.Say, kind: type[ConventionCommand], **fields: object) -> Make:
    return _on(stage, lambda _: say(kind, **fields))


def _invited(_: Size) -> ConventionCommand:
    joins = party(p.STRANGER, PartyRole.FUNDER, 1)
    return p.region(d.InviteParty, party=joins)


def _from_clause(_: Size) -> ConventionCommand:
    use = ClauseUse(clause="object", template=shape.TEMPLATE)
    return p.region(d.WriteFromClause, article=replace(article("object"), clause=use))


def _planned(size: Size) -> ConventionCommand:
    action: Action = shape.actions(size)[-1]
    return p.region(d.PlanAction, action=replace(action, label_fr="Autres travaux"))


_SPARE: Final = Action(
    action="spare", label_fr="Réserve", territory="01.511.01.0", cost=Money(100), years=()
)


def _removed(stages: Stages) -> Given:
    before = stages.drafted.when(p.region(d.PlanAction, action=_SPARE))
    return Given(before, p.region(d.RemoveAction, action="spare"))


def _pledged(size: Size) -> ConventionCommand:
    last = shape.contributions(size)[-1]
    return p.region(d.PledgeContribution, contribution=replace(last, amount=amending.HALF))


def imported(size: Size) -> d.ImportPlan:
    """Another plan altogether: each promise of it is new, and what was there goes."""
    promises = (shape.promise(size, nth) for nth in range(size.promises))
    renamed = (replace(each, contribution=f"new-{each.contribution}") for each in promises)
    actions = (replace(x, label_fr=f"{x.label_fr}, révisé") for x in shape.actions(size))
    return p.region(
        d.ImportPlan,
        actions=tuple(d.Placed(nth, each) for nth, each in enumerate(actions, 2)),
        contributions=tuple(d.Placed(nth, each) for nth, each in enumerate(renamed, 2)),
    )


def _more_total(size: Size) -> ConventionCommand:
    outline = shape.outline(size)
    return p.region(
        d.ReviseTotal, total=Money(outline.total.centimes + 100), first_year=outline.first_year,
        last_year=outline.last_year, reason="ajustement",
    )  # fmt: skip


_OWED: Final = Obligation(
    obligation="report",
    kind=ObligationKind.PERIODIC_REPORT,
    owner=p.REGION,
    due=DueRule(kind=DueKind.EVERY_PERIOD, months=1, grace_days=30),
    evidence=("rapport",),
    subject_fr="Rapport mensuel",
    beneficiary=p.COMMUNE,
)


def _unobliged(stages: Stages) -> Given:
    before = stages.drafted.when(p.region(o.WriteObligation, obligation=_OWED))
    return Given(before, p.region(o.RemoveObligation, obligation=_OWED.obligation))


DRAFTING: Final[Mapping[type[ConventionCommand], Make]] = {
    d.DraftConvention: lambda stages: Given(Life(), draft(stages.size)),
    d.AdoptFrame: _on("drafted", lambda _: p.region(d.AdoptFrame, frame=shape.frame(2))),
    d.InviteParty: _on("drafted", _invited),
    d.RemoveParty: _says("drafted", p.region, d.RemoveParty, organisation_id=shape.WITNESS),
    d.WriteArticle: _says("accepted_once", p.region, d.WriteArticle, article=article("object")),
    d.WriteFromClause: _on("drafted", _from_clause),
    d.PlanAction: _on("accepted_once", _planned),
    d.RemoveAction: _removed,
    d.PledgeContribution: _on("accepted_once", _pledged),
    d.WithdrawContribution: _says(
        "drafted", p.region, d.WithdrawContribution, contribution="contribution-00000"
    ),
    d.ImportPlan: _on("drafted", imported),
    o.WriteObligation: _says("accepted_once", p.region, o.WriteObligation, obligation=_OWED),
    o.RemoveObligation: _unobliged,
    d.ReviseTotal: _on("accepted_once", _more_total),
    d.ProposeConvention: _says("drafted", p.region, d.ProposeConvention),
    d.WithdrawConvention: _says("ready", p.region, d.WithdrawConvention, reason="abandon"),
}


def _promised(size: Size) -> ConventionCommand:
    share = replace(shape.share(size), amount=amending.HALF)
    return p.region(h.PromiseShare, share=share)


SHARES: Final[Mapping[type[ConventionCommand], Make]] = {
    h.PromiseShare: _on("accepted_once", _promised),
    h.WithdrawShare: _says("drafted", p.region, h.WithdrawShare, share="to-split"),
    h.SplitShare: lambda stages: Given(stages.in_force, stages.split()),
    h.NoteSplitOverdue: _says(
        "in_force", p.by_itself.on_day(SPLIT_BY + timedelta(days=1)), h.NoteSplitOverdue
    ),
}


def _adopted(_: Size) -> ConventionCommand:
    return p.region(n.AdoptProposal, article="article-15", organisation_id=p.OPERATOR)


NEGOTIATION: Final[Mapping[type[ConventionCommand], Make]] = {
    n.OpenNegotiationRound: _says(
        "accepted_once", p.region, n.OpenNegotiationRound, deadline=DEADLINE
    ),
    n.TakePosition: _on("in_round", lambda _: object_to("article-15", "Autre proposition. " * 60)),
    n.AdoptProposal: _on("in_round", _adopted),
    n.CloseNegotiationRound: lambda stages: Given(
        stages.in_round,
        p.region(n.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="arbitrage"),
    ),
    n.EndNegotiationRound: _says(
        "accepted", p.by_itself.on_day(DEADLINE + timedelta(days=1)), n.EndNegotiationRound, round=2
    ),
    n.AgreeText: _says("concluded", p.region, n.AgreeText, sign_by=SIGN_BY, split_by=SPLIT_BY),
    n.ReopenText: _says("signed_but_lead", p.region, n.ReopenText, reason="montants"),
}


def _asked(size: Size) -> ConventionCommand:
    asking = approvals.request(*shape.needed(size))
    return replace(asking, kinds=shape.kinds(size))


_SILENT: Final = p.by_itself.on_day(date(2026, 4, 1))

APPROVALS: Final[Mapping[type[ConventionCommand], Make]] = {
    v.RequestApprovals: _on("agreed", _asked),
    v.GrantApproval: _on("all_but_interior", lambda _: approvals.grant(approvals.INTERIOR)),
    v.RefuseApproval: _on("all_but_interior", lambda _: approvals.refuse(approvals.INTERIOR)),
    v.GrantTacitly: _says("all_but_interior", _SILENT, v.GrantTacitly, approval=approvals.INTERIOR),
    v.CountDelaysAgain: _says(
        "pending", p.by_itself, v.CountDelaysAgain, corrected={date(2026, 3, 3): True}
    ),
}


def _condition(size: Size) -> ConventionCommand:
    return p.region(k.WriteCondition, condition=shape.condition("visa"), kinds=shape.kinds(size))


_LATE: Final = p.by_itself.on_day(date(2026, 10, 1))

CONDITIONS: Final[Mapping[type[ConventionCommand], Make]] = {
    k.WriteCondition: _on("accepted_once", _condition),
    k.RemoveCondition: _says("accepted_once", p.region, k.RemoveCondition, condition="vote"),
    k.DecideCondition: lambda stages: Given(stages.signed, stages.vote(met=False)),
    k.EndCondition: _says("signed", _LATE, k.EndCondition, condition="vote"),
}


def _power(stages: Stages) -> Power:
    text = text_sha256(stages.signed_but_lead.convention)
    return Power(mandate=mandate(p.region.caller), text_sha256=text)


def _refused(stages: Stages) -> Given:
    command = p.region(s.RefuseSignature, power=_power(stages), reason="vote")
    return Given(stages.signed_but_lead, command)


def _forwarded(stages: Stages) -> Given:
    other = mandate(p.region.caller, mandate_id=_ANOTHER_PERSON, representative_id=_ANOTHER_PERSON)
    to = replace(other, subject="region-deputy")
    command = p.region(s.ForwardSignature, power=_power(stages), to=to, reason="absence")
    return Given(stages.signed_but_lead, command)


def _bounded(stages: Stages) -> Given:
    """The last signature, under a mandate whose ceiling bounds all that it signs."""
    *_, last = stages.signatures()
    of = replace(last.signing.mandate, ceiling=shape.outline(stages.size).total)
    return Given(stages.signed_but_lead, replace(last, signing=replace(last.signing, mandate=of)))


_CORRECTED: Final = {
    "field": "title_fr",
    "after": "Réhabilitation de la medina",
    "reason": "lettre",
}
_LOST: Final = {"mandate_id": UUID(int=0x30A1), "lost_on": p.DAY, "others": False}

SIGNATURES: Final[Mapping[type[ConventionCommand], Make]] = {
    s.SignConvention: _bounded,
    s.RefuseSignature: _refused,
    s.ForwardSignature: _forwarded,
    s.CorrectText: _says("signed_but_lead", p.region, s.CorrectText, **_CORRECTED),
    s.ExtendSigningTime: _says(
        "signed_but_lead", p.region, s.ExtendSigningTime, sign_by=date(2026, 7, 31), reason="vote"
    ),
    s.LapseConvention: _says(
        "signed_but_lead", p.by_itself.on_day(SIGN_BY + timedelta(days=1)), s.LapseConvention
    ),
    s.NoteMandateLost: _says(
        "signed_but_lead", p.by_itself, s.NoteMandateLost, organisation_id=p.REGION, **_LOST
    ),
    s.NoteNotActivated: _says("signed", p.by_itself.on_day(date(2026, 12, 31)), s.NoteNotActivated),
    s.EnterIntoForce: _says("met", p.region, s.EnterIntoForce),
}

Step = Callable[[Life, Size, Operations], Given]


def _drafting(running: Life, _: Size, operations: Operations) -> Given:
    return Given(running, amending.drafting(operations))


def _position(running: Life, _: Size, operations: Operations) -> Given:
    before = running.when(amending.drafting(operations))
    return Given(before, p.region(a.TakeAmendmentPosition, amendment=1, position=ACCEPT))


def _revised(running: Life, size: Size, operations: Operations) -> Given:
    before = amending.accepted(running, size, operations).when(amending.agreeing(size))
    command = p.region(a.ReviseAmendment, amendment=1, reason="autrement", operations=operations)
    return Given(before, command)


def _agreeing(running: Life, size: Size, operations: Operations) -> Given:
    return Given(amending.accepted(running, size, operations), amending.agreeing(size))


def _asking(running: Life, size: Size, operations: Operations) -> Given:
    before = amending.accepted(running, size, operations).when(amending.agreeing(size))
    return Given(before, amending.asking(before, size))


def _last_grant(
    running: Life, size: Size, operations: Operations
) -> tuple[Life, ConventionCommand]:
    asked = _asking(running, size, operations)
    before = asked.before.when(asked.command)
    *others, last = amending.grants(before, size)
    return before.each(others), last


def _granting(running: Life, size: Size, operations: Operations) -> Given:
    return Given(*_last_grant(running, size, operations))


def _refusing(running: Life, size: Size, operations: Operations) -> Given:
    before, last = _last_grant(running, size, operations)
    assert isinstance(last, a.GrantAmendmentApproval)
    refusal = a.RefuseAmendmentApproval(
        header=last.header, amendment=1, approval=last.approval, reason="crédits"
    )
    return Given(before, refusal)


def _silent(running: Life, size: Size, operations: Operations) -> Given:
    """All others have granted it; the Interior says nothing."""
    asked = _asking(running, size, operations)
    before = asked.before.when(asked.command)
    others = [x for x in amending.grants(before, size) if x.approval != approvals.INTERIOR]
    command = _SILENT(a.GrantAmendmentTacitly, amendment=1, approval=approvals.INTERIOR)
    return Given(before.each(others), command)


def _counted_again(running: Life, size: Size, operations: Operations) -> Given:
    asked = _asking(running, size, operations)
    corrected = {date(2026, 3, 3): True}
    command = p.by_itself(a.CountAmendmentDelaysAgain, amendment=1, corrected=corrected)
    return Given(asked.before.when(asked.command), command)


def _signing(running: Life, size: Size, operations: Operations) -> Given:
    """The last of them."""
    before = amending.ready(running, size, operations)
    while True:
        command = amending.signature(before, size)
        after = before.when(command)
        if amending.begun(after).signing.complete:
            return Given(before, command)
        before = after


def _effect(running: Life, size: Size, operations: Operations) -> Given:
    return Given(amending.signed(running, size, operations), amending.effect())


def _given_up(running: Life, size: Size, operations: Operations) -> Given:
    before = amending.ready(running, size, operations)
    return Given(before, p.region(a.WithdrawAmendment, amendment=1, reason="abandon"))


def _refused_amendment(running: Life, size: Size, operations: Operations) -> Given:
    before = amending.ready(running, size, operations)
    signs = amending.signature(before, size)
    power = Power(mandate=signs.signing.mandate, text_sha256=signs.signing.text_sha256)
    command = a.RefuseAmendment(header=signs.header, amendment=1, power=power, reason="vote")
    return Given(before, command)


def _extended(running: Life, size: Size, operations: Operations) -> Given:
    more = {"sign_by": amending.LATER, "reason": "vote"}
    before = amending.ready(running, size, operations)
    return Given(before, p.region(a.ExtendAmendmentSigningTime, amendment=1, **more))


def _lapsed(running: Life, size: Size, operations: Operations) -> Given:
    late = p.by_itself.on_day(amending.SIGN_BY + timedelta(days=1))
    before = amending.ready(running, size, operations)
    return Given(before, late(a.LapseAmendment, amendment=1))


# Those that differ by what the amendment changes are given for one of every kind.
BY_OPERATION: Final[Mapping[type[ConventionCommand], Step]] = {
    a.DraftAmendment: _drafting,
    a.AgreeAmendmentText: _agreeing,
    a.SignAmendment: _signing,
    a.PutAmendmentIntoEffect: _effect,
}
# The others for one that needs approvals, of every kind.
ONCE: Final[Mapping[type[ConventionCommand], Step]] = {
    a.TakeAmendmentPosition: _position,
    a.ReviseAmendment: _revised,
    a.RequestAmendmentApprovals: _asking,
    a.GrantAmendmentApproval: _granting,
    a.RefuseAmendmentApproval: _refusing,
    a.GrantAmendmentTacitly: _silent,
    a.CountAmendmentDelaysAgain: _counted_again,
    a.WithdrawAmendment: _given_up,
    a.RefuseAmendment: _refused_amendment,
    a.ExtendAmendmentSigningTime: _extended,
    a.LapseAmendment: _lapsed,
}
CONTENT: Final = {**DRAFTING, **SHARES, **NEGOTIATION, **APPROVALS, **CONDITIONS, **SIGNATURES}
GIVEN: Final = frozenset({*CONTENT, *BY_OPERATION, *ONCE})


def given(stages: Stages) -> Iterator[tuple[str, Callable[[], Given]]]:
    """Every command by its name; those on amendments by what these change, too.

    Each is made when it is asked for: the lives before them are long.
    """
    for kind, make in CONTENT.items():
        yield kind.__name__, partial(make, stages)
    for step_kind, step in ONCE.items():
        yield step_kind.__name__, _amended(stages, step, "duration")
    for operation in amending.OPERATIONS:
        for step_kind, step in BY_OPERATION.items():
            yield f"{step_kind.__name__}, {operation}", _amended(stages, step, operation)


def _amended(stages: Stages, step: Step, operation: str) -> Callable[[], Given]:
    def make() -> Given:
        return step(stages.running, stages.size, amending.OPERATIONS[operation](stages.size))

    return make

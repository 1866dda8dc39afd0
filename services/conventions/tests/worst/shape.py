"""The largest convention that was given: twenty parties, 644 actions, 3,000 promises.

It is financed under a framework of the same size. Eighteen of its parties are councils that
deliberate on it each; one of its promises is a share, to be split into the last contribution.
Smaller sizes have the same shape.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.frame import MANDATORY, CommitteeRule, Frame, visas_of
from conventions.domain.core.terms import (
    Action,
    Article,
    Condition,
    Contribution,
    Outline,
    Party,
    Share,
    TemplateRef,
    YearlyCost,
)
from conventions.domain.core.vocabulary import (
    AmendmentKind,
    ApprovalKind,
    ContributionKind,
    Instrument,
    PartyRole,
)
from mithaq.commands import Caller
from mithaq.money import Money

from .. import people as p
from ..approvals.story import CONTROL, FINANCE, INTERIOR, KINDS, approval
from ..people import Say
from ..proposal import OUTLINE, article, mad, party

FIRST_YEAR: Final = 2026
YEARS: Final = 4
EACH: Final = mad(1_000_000)  # of one promise
FRAMEWORK: Final = UUID("018f0000-0000-7000-8000-000000000002")
WITNESS: Final = UUID("018f0000-0000-7000-8000-0000000000c1")
TEMPLATE: Final = TemplateRef(name="financement", version=1)
_WORDS: Final = "Les parties conviennent de ce qui suit, chacune pour ce qui la concerne. "
_ARABIC: Final = "اتفقت الأطراف على ما يلي، كل طرف فيما يخصه. "
_ARTICLES: Final = 20
_COMMITTEE: Final = CommitteeRule(
    committee="pilotage",
    name_fr="Comité de pilotage",
    name_ar="لجنة القيادة",
    members=(PartyRole.LEAD, PartyRole.FUNDER),
    chair=PartyRole.LEAD,
    every_months=6,
    basis="assumed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many of each; `moved` promises have all their money moved once it is in force.

    `lines` is what an amendment changes of what there is many of.
    """

    parties: int = 20
    actions: int = 644
    promises: int = 3_000
    moved: int = 600
    lines: int = 200


FULL: Final = Size()
SMALL: Final = Size(parties=6, actions=5, promises=24, moved=4, lines=3)


def councillors(size: Size) -> Sequence[Say]:
    """Who speaks for each party that signs, in the order of the parties."""
    others = (
        Say(Caller(subject=f"head-{n}", organisation=_id(n), roles=frozenset({"partner"})))
        for n in range(size.parties - 4)
    )
    return (p.region, p.commune, *others, p.operator)


def funders(size: Size) -> Sequence[Say]:
    return councillors(size)[:-1]


def leaver(size: Size) -> Say:
    """Of whose promises nothing moves, so that it can leave."""
    return funders(size)[-1]


def organisation(say: Say) -> UUID:
    assert say.caller.organisation is not None
    return say.caller.organisation


def _id(nth: int) -> UUID:
    return UUID(f"018f0000-0000-7000-8000-0000000001{nth:02x}")


def kinds(size: Size) -> Mapping[UUID, str]:
    """As the registry has them: of parties, of who joins later, of bodies asked for a visa."""
    others = dict.fromkeys(map(organisation, funders(size)[2:]), "commune")
    return {**KINDS, **others, WITNESS: "association", p.STRANGER: "association"}


def parties(size: Size) -> tuple[Party, ...]:
    named = (
        party(p.REGION, PartyRole.LEAD, 2, "Région", "region"),
        party(p.COMMUNE, (PartyRole.FUNDER, PartyRole.PROJECT_OWNER), 1, "Commune", "commune"),
        party(p.OPERATOR, PartyRole.DELEGATED_OWNER, 1, "Opérateur", "public_operator"),
        party(WITNESS, PartyRole.WITNESS, None, "Association"),
    )
    others = (
        party(organisation(say), PartyRole.FUNDER, 1, "Commune", "commune")
        for say in funders(size)[2:]
    )
    return (*named, *others)


def needed(size: Size) -> tuple[RequiredApproval, ...]:
    councils = (
        approval(ApprovalKind.COUNCIL_DELIBERATION, organisation(say)) for say in funders(size)
    )
    return (*councils, INTERIOR, FINANCE, CONTROL)


def answering(size: Size) -> Mapping[RequiredApproval, Say]:
    """Who answers for each body asked."""
    councils = {
        each: Say(
            Caller(
                subject=f"council-{each.organisation_id}",
                organisation=each.organisation_id,
                roles=frozenset({"approver"}),
            )
        )
        for each in needed(size)
    }
    return {**councils, INTERIOR: p.interior, FINANCE: p.finance, CONTROL: p.control}


def promise(size: Size, nth: int) -> Contribution:
    """The nth of its promises, as a contribution."""
    paying = funders(size)
    return Contribution(
        contribution=f"contribution-{nth:05d}",
        organisation_id=organisation(paying[nth % len(paying)]),
        action=name_of_action(nth % size.actions),
        year=FIRST_YEAR + nth // size.actions % YEARS,
        kind=ContributionKind.CASH,
        amount=EACH,
    )


def name_of_action(nth: int) -> str:
    return f"action-{nth:04d}"


def contributions(size: Size) -> tuple[Contribution, ...]:
    return tuple(promise(size, nth) for nth in range(size.promises - 1))


def share(size: Size) -> Share:
    """The last promise, as long as its year is open."""
    last = promise(size, size.promises - 1)
    return Share(
        share="to-split",
        organisation_id=last.organisation_id,
        kind=last.kind,
        amount=last.amount,
        action=last.action,
    )


def actions(size: Size) -> tuple[Action, ...]:
    costs: dict[str, dict[int, Money]] = {name_of_action(n): {} for n in range(size.actions)}
    for nth in range(size.promises):
        each = promise(size, nth)
        of_action = costs[each.action]
        of_action[each.year] = of_action.get(each.year, Money(0)) + each.amount
    return tuple(
        Action(
            action=name,
            label_fr=f"Travaux de la tranche fonctionnelle {name}",
            label_ar=f"أشغال الشطر الوظيفي {name}",
            territory="01.511.01.0",
            cost=Money.sum(years.values()),
            years=tuple(YearlyCost(year=year, cost=cost) for year, cost in sorted(years.items())),
        )
        for name, years in costs.items()
    )


def articles() -> tuple[Article, ...]:
    """Those that must be there, and as many more of a page each."""
    mandatory = MANDATORY[Instrument.FINANCING]
    more = (f"article-{nth:02d}" for nth in range(_ARTICLES - len(mandatory)))
    return tuple(
        replace(article(name, _WORDS * 30), text_ar=_ARABIC * 30) for name in (*mandatory, *more)
    )


def frame(version: int = 1) -> Frame:
    """Shares are split later, the Interior's silence counts, minutes amend."""
    visas = tuple(
        replace(visa, tacit_after_working_days=20) if visa.approval == ApprovalKind.INTERIOR
        else visa
        for visa in visas_of()
    )  # fmt: skip
    return Frame(
        template=replace(TEMPLATE, version=version),
        mandatory_articles=MANDATORY[Instrument.FINANCING],
        later_split=True,
        split_within_days=365,
        visas=visas,
        committees=(_COMMITTEE,),
        minutes_amend=(AmendmentKind.SPLIT, AmendmentKind.WORKS, AmendmentKind.SCHEDULE),
    )


def outline(size: Size) -> Outline:
    return replace(
        OUTLINE,
        total=Money(EACH.centimes * size.promises),
        last_year=FIRST_YEAR + YEARS - 1,
        duration_months=12 * YEARS,
        framework_id=FRAMEWORK,
        template=TEMPLATE,
    )


def condition(name: str = "vote") -> Condition:
    return Condition(
        condition=name,
        label_fr="Vote du conseil communal",
        label_ar="تصويت المجلس الجماعي",
        approval=ApprovalKind.COUNCIL_DELIBERATION,
        organisation_id=p.COMMUNE,
        decide_by=p.DAY.replace(month=9, day=30),
    )

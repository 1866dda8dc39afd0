"""What commands on the text contain: parts that fit mostly, else by role, year, sum or name."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from conventions.domain.approvals import commands as approvals
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.grounds import Grounds
from conventions.domain.core.vocabulary import ApprovalKind, ContributionKind, PartyRole
from conventions.domain.drafting import commands as c
from mithaq.money import Money

from .. import people as p
from ..approvals.story import FINANCE, KINDS, NEEDED
from ..proposal import (
    ARTICLES,
    DRAFT,
    OUTLINE,
    PARTIES,
    PLEDGES,
    WORKS,
    article,
    contribution,
    mad,
    party,
)
from .luck import Luck
from .wish import Content, Fields, Wish

_ROLES: Final = (
    (PartyRole.WITNESS,),
    (PartyRole.BENEFICIARY,),
    (PartyRole.SIGNATORY,),
    (PartyRole.FUNDER, PartyRole.DELEGATED_OWNER),
    (PartyRole.LEAD,),
    (),
)

# The commune builds, and has an operator build in its name.
DELEGATED: Final = replace(
    DRAFT,
    parties=(
        PARTIES[0],
        replace(PARTIES[1], roles=(PartyRole.FUNDER, PartyRole.PROJECT_OWNER)),
        replace(PARTIES[2], roles=(PartyRole.DELEGATED_OWNER,)),
    ),
)


def draft(wish: Wish) -> Fields:
    return {"outline": wish.luck.one((OUTLINE, replace(OUTLINE, first_year=2028)))}


def invitation(wish: Wish) -> Fields:
    luck = wish.luck
    who = luck.one((p.STRANGER, p.STRANGER, p.MINISTRY, p.REGION))
    invited = party(who, luck.one(_ROLES), luck.one((None, None, 1, 2, 3, 0)))
    return {"party": invited}


def removal(wish: Wish) -> Fields:
    """Who promises nothing, mostly."""
    luck, terms = wish.luck, wish.state.terms
    promised = {promise.organisation_id for promise in terms.promises()}
    idle = sorted(terms.parties.keys() - promised)
    drawn = idle if idle and luck.percent(70) else (p.STRANGER, p.MINISTRY, p.COMMUNE)
    return {"organisation_id": luck.one(drawn)}


def wording(wish: Wish) -> Fields:
    """An article as it was, with another text, or one more."""
    luck = wish.luck
    written = luck.one((*ARTICLES, article("object", "Autre."), article("object"), article("more")))
    concerned = ((), (p.REGION,), (p.COMMUNE,), (p.COMMUNE, p.OPERATOR))
    return {"article": replace(written, concerns=luck.one(concerned))}


def planning(wish: Wish) -> Fields:
    luck = wish.luck
    first, *others = WORKS.years
    odd = replace(WORKS, years=(replace(first, cost=luck.near(first.cost)), *others))
    late = replace(WORKS, years=(replace(first, year=2031), *others))
    spare = replace(WORKS, action="spare")
    return {"action": luck.one((WORKS, WORKS, WORKS, odd, late, spare))}


def unplanning(wish: Wish) -> Fields:
    """What nothing is promised for, mostly."""
    luck, terms = wish.luck, wish.state.terms
    promised = {promise.action for promise in terms.promises()}
    bare = terms.actions.keys() - promised
    return {"action": luck.one_of(bare if bare and luck.percent(70) else (*terms.actions, "gone"))}


def withdrawal(wish: Wish) -> Fields:
    return {"contribution": wish.luck.one_of((*wish.state.terms.contributions, "gone"))}


def pledging(wish: Wish) -> Fields:
    luck = wish.luck
    pledged = luck.one(PLEDGES)
    if luck.percent(40):
        who = luck.one((p.REGION, p.COMMUNE, p.OPERATOR, p.STRANGER, p.MINISTRY))
        kind, year = luck.one(tuple(ContributionKind)), luck.one((2026, 2027, 2031))
        pledged = contribution(f"more-{luck.randint(0, 3)}", who, 100, year=year, kind=kind)
    return {"contribution": replace(pledged, amount=luck.near(pledged.amount))}


def total(wish: Wish) -> Fields:
    luck = wish.luck
    first, last = luck.one(((2026, 2027), (2026, 2027), (2025, 2028), (2027, 2026)))
    amount = luck.one((mad(1000), mad(1000), mad(900), Money(0)))
    why = luck.one(("étude", "étude", ""))
    return {"total": amount, "first_year": first, "last_year": last, "reason": why}


def request(wish: Wish) -> Fields:
    luck = wish.luck
    unfit = RequiredApproval(kind=ApprovalKind.INTERIOR, organisation_id=p.REGION)
    asked = ((*NEEDED, FINANCE), NEEDED, NEEDED, NEEDED[1:], (*NEEDED, NEEDED[0]), (unfit, *NEEDED))
    return {"approvals": luck.one(asked), "kinds": KINDS}


def grounds(luck: Luck, wish: Wish) -> Grounds | None:
    """What the command says that it rests on: nothing mostly, else what holds, or no more."""
    if luck.percent(93):
        return None
    state, old = wish.state, luck.percent(50)
    amendment = state.open_amendment
    return Grounds(
        round=state.negotiation.round - old,
        revision=amendment.revision - old if amendment else None,
        text_sha256="0" * 64 if old and luck.percent(30) else None,
    )


CONTENT: Final[Mapping[type[ConventionCommand], Content]] = {
    c.DraftConvention: draft,
    c.InviteParty: invitation,
    c.RemoveParty: removal,
    c.WriteArticle: wording,
    c.PlanAction: planning,
    c.RemoveAction: unplanning,
    c.PledgeContribution: pledging,
    c.WithdrawContribution: withdrawal,
    c.ReviseTotal: total,
    approvals.RequestApprovals: request,
}

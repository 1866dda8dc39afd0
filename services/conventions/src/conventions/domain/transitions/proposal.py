"""Rows of the proposal."""

from conventions.domain import drafting as d
from conventions.domain import terms_checks as check
from conventions.domain.capacities import Capacity
from conventions.domain.commands import drafting as c
from conventions.domain.proposing import refuse_second_draft
from conventions.domain.rules import access, terms
from conventions.domain.transitions.phases import EDITORS, FROZEN, OPEN_TEXT
from conventions.domain.transitions.row import row
from conventions.domain.vocabulary import State

_STILL = (check.ensure_text_still,)
_PLEDGERS = (*EDITORS, Capacity.PARTY)

PROPOSAL = (
    row(
        c.DraftConvention,
        refuse_second_draft,
        frozenset(),
        (Capacity.OFFICE, Capacity.DRAFTER),
        to=State.DRAFT,
        rules=(access.CallerWithoutOrganisation, terms.TerritoryUnknown, terms.PeriodReversed),
    ),
    row(
        c.InviteParty,
        d.invite,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(
            terms.OrganisationUnknown,
            terms.OrganisationNotActive,
            terms.PartyAlreadyInvited,
            terms.LeadAlreadyNamed,
        ),
    ),
    row(
        c.RemoveParty,
        d.remove_party,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(terms.PartyUnknown, terms.PartyHasContributions),
    ),
    row(c.WriteArticle, d.write, OPEN_TEXT, EDITORS, ready=_STILL),
    row(
        c.PlanAction,
        d.plan,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(terms.TerritoryUnknown, terms.YearOutsidePeriod, terms.YearlyCostsDiffer),
    ),
    row(
        c.RemoveAction,
        d.remove_action,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(terms.ActionUnknown, terms.ActionHasContributions),
    ),
    row(
        c.PledgeContribution,
        d.pledge,
        OPEN_TEXT,
        _PLEDGERS,
        ready=_STILL,
        rules=(
            access.NotTheFunder,
            terms.AmountNotPositive,
            terms.YearOutsidePeriod,
            terms.PartyUnknown,
            terms.ActionUnknown,
        ),
    ),
    row(
        c.WithdrawContribution,
        d.withdraw_contribution,
        OPEN_TEXT,
        _PLEDGERS,
        ready=_STILL,
        rules=(access.NotTheFunder, terms.ContributionUnknown),
    ),
    row(
        c.ReviseTotal,
        d.revise_total,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(terms.AmountNotPositive, terms.PeriodReversed, access.ReasonMissing),
    ),
    row(
        c.ProposeConvention,
        d.propose,
        frozenset({State.DRAFT}),
        EDITORS,
        to=State.PROPOSED,
        ready=(check.ensure_complete_draft,),
    ),
    row(
        c.WithdrawConvention,
        d.withdraw,
        OPEN_TEXT | FROZEN,
        EDITORS,
        to=State.WITHDRAWN,
        rules=(access.ReasonMissing,),
    ),
)

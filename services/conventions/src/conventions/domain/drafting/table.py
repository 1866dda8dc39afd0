"""Transitions of the proposal: who may write it, in which states, under which rules."""

from mithaq.territories import TerritoryUnknown

from conventions.domain.core import rules as core
from conventions.domain.core.balance import YearOutsidePeriod
from conventions.domain.core.commands import FROZEN, OPEN_TEXT, row
from conventions.domain.core.policy import EDITORS, Capacity
from conventions.domain.core.vocabulary import State
from conventions.domain.drafting import commands as c
from conventions.domain.drafting import decide, rules

_STILL = (rules.ensure_no_open_round,)
_PLEDGERS = (*EDITORS, Capacity.PARTY)

DRAFTING = (
    row(
        c.DraftConvention,
        decide.refuse_second_draft,
        frozenset(),
        (Capacity.OFFICE, Capacity.DRAFTER),
        to=State.DRAFT,
        rules=(core.CallerWithoutOrganisation, TerritoryUnknown, rules.PeriodReversed),
    ),
    row(
        c.InviteParty,
        decide.invite,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(
            rules.OrganisationUnknown,
            rules.OrganisationNotActive,
            rules.PartyAlreadyInvited,
            rules.LeadAlreadyNamed,
        ),
    ),
    row(
        c.RemoveParty,
        decide.remove_party,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(rules.PartyUnknown, rules.PartyHasContributions),
    ),
    row(c.WriteArticle, decide.write, OPEN_TEXT, EDITORS, ready=_STILL),
    row(
        c.PlanAction,
        decide.plan,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(TerritoryUnknown, YearOutsidePeriod, rules.YearlyCostsDiffer),
    ),
    row(
        c.RemoveAction,
        decide.remove_action,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(core.ActionUnknown, rules.ActionHasContributions),
    ),
    row(
        c.PledgeContribution,
        decide.pledge,
        OPEN_TEXT,
        _PLEDGERS,
        ready=_STILL,
        rules=(
            core.NotTheFunder,
            core.AmountNotPositive,
            YearOutsidePeriod,
            rules.PartyUnknown,
            core.ActionUnknown,
        ),
    ),
    row(
        c.WithdrawContribution,
        decide.withdraw_contribution,
        OPEN_TEXT,
        _PLEDGERS,
        ready=_STILL,
        rules=(core.NotTheFunder, core.ContributionUnknown),
    ),
    row(
        c.ReviseTotal,
        decide.revise_total,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(core.AmountNotPositive, rules.PeriodReversed, core.ReasonMissing),
    ),
    row(
        c.ProposeConvention,
        decide.propose,
        frozenset({State.DRAFT}),
        EDITORS,
        to=State.PROPOSED,
        ready=(rules.ensure_complete_draft,),
    ),
    row(
        c.WithdrawConvention,
        decide.withdraw,
        OPEN_TEXT | FROZEN,
        EDITORS,
        to=State.WITHDRAWN,
        rules=(core.ReasonMissing,),
    ),
)

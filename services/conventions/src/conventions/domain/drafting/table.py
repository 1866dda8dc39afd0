"""Transitions of the proposal: who may write it, in which states, under which rules."""

from mithaq.territories import TerritoryUnknown

from conventions.domain.core import rules as core
from conventions.domain.core.balance import AmountsTooLarge, YearOutsidePeriod
from conventions.domain.core.commands import FROZEN, OPEN_TEXT, Rule, row
from conventions.domain.core.limits import PartsTooMany, PledgesTooLong, TextTooLong
from conventions.domain.core.policy import EDITORS, Capacity
from conventions.domain.core.vocabulary import State
from conventions.domain.drafting import commands as c
from conventions.domain.drafting import decide, rules
from conventions.domain.drafting.reference import ReferenceTaken

_STILL = (rules.ensure_no_open_round,)
_PLEDGERS = (*EDITORS, Capacity.PARTY)
# Each part of a draft is refused by the same rules as when it is added by itself.
_PARTY: tuple[Rule, ...] = (
    rules.OrganisationUnknown,
    rules.OrganisationNotActive,
    rules.PartyAlreadyInvited,
    core.TextBlank,
    rules.SigningOrderMalformed,
    rules.RolesMalformed,
    rules.LeadAlreadyNamed,
    rules.SignatoryWithoutOrder,
    PartsTooMany,
)
_ARTICLE: tuple[Rule, ...] = (PartsTooMany, TextTooLong, core.TextBlank)
_ACTION: tuple[Rule, ...] = (
    TerritoryUnknown,
    core.TextBlank,
    core.AmountNotPositive,
    core.AmountNegative,
    YearOutsidePeriod,
    rules.YearlyCostsDiffer,
    core.NameDuplicated,
    AmountsTooLarge,
    PartsTooMany,
)
_PROMISE: tuple[Rule, ...] = (
    core.NotTheFunder,
    core.AmountNotPositive,
    core.PercentMalformed,
    AmountsTooLarge,
    YearOutsidePeriod,
    rules.PartyUnknown,
    rules.RolePledgesNothing,
    core.PledgerDoesNotSign,
    core.ActionUnknown,
    PartsTooMany,
    PledgesTooLong,
)
_OUTLINE: tuple[Rule, ...] = (
    core.CallerWithoutOrganisation,
    rules.PeriodReversed,
    rules.DurationNotPositive,
    ReferenceTaken,
)

DRAFTING = (
    row(
        c.DraftConvention,
        decide.refuse_second_draft,
        frozenset(),
        (Capacity.OFFICE, Capacity.DRAFTER),
        to=State.DRAFT,
        rules=tuple(dict.fromkeys((*_OUTLINE, *_PARTY, *_ARTICLE, *_ACTION, *_PROMISE))),
    ),
    row(
        c.InviteParty,
        decide.invite,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=_PARTY,
    ),
    row(
        c.RemoveParty,
        decide.remove_party,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(rules.PartyUnknown, rules.PartyHasContributions),
    ),
    row(
        c.WriteArticle,
        decide.write,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=_ARTICLE,
    ),
    row(
        c.PlanAction,
        decide.plan,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=_ACTION,
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
        rules=_PROMISE,
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
        rules=(core.AmountNotPositive, AmountsTooLarge, rules.PeriodReversed, core.ReasonMissing),
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

"""Transitions of the proposal: who may write it, in which states, under which rules."""

from mithaq.territories import TerritoryUnknown

from conventions.domain.core import rules as core
from conventions.domain.core.balance import AmountsTooLarge, YearOutsidePeriod
from conventions.domain.core.commands import FROZEN, OPEN_TEXT, Rule, row
from conventions.domain.core.editing import ensure_no_open_round
from conventions.domain.core.limits import PartsTooMany, PledgesTooLong, TextTooLong
from conventions.domain.core.obliged import PartyObliged
from conventions.domain.core.pledging import PartyUnknown, RolePledgesNothing
from conventions.domain.core.policy import EDITORS, Capacity
from conventions.domain.core.vocabulary import State
from conventions.domain.drafting import articles, decide, rules
from conventions.domain.drafting import commands as c
from conventions.domain.drafting.commands import ImportPlan
from conventions.domain.drafting.importing import import_plan
from conventions.domain.drafting.reference import ReferenceTaken
from conventions.domain.drafting.unlocking import (
    ArticleLocked,
    RoundEndsTooSoon,
    ensure_some_unlocked,
)
from conventions.domain.envelopes import rules as envelopes
from conventions.domain.frames import rules as frames
from conventions.domain.frames.filling import FILLING_RULES
from conventions.domain.shares.rules import ShareSplitAlready

_STILL = (ensure_no_open_round,)
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
_ARTICLE: tuple[Rule, ...] = (
    PartsTooMany,
    TextTooLong,
    core.TextBlank,
    PartyUnknown,
    articles.ArticleNotFree,
    articles.ClauseOfAnotherTemplate,
    articles.ClausePartyGone,
)
# What keeps a template or a programme kind from being used.
_FRAME: tuple[Rule, ...] = (
    frames.TemplateUnknown,
    frames.TemplateOfAnotherInstrument,
    frames.ProgrammeKindUnknown,
    frames.VersionNotConfirmed,
    frames.VersionWithdrawn,
)
_UNLOCKED: tuple[Rule, ...] = (ArticleLocked, RoundEndsTooSoon)
_ACTION: tuple[Rule, ...] = (
    TerritoryUnknown,
    core.TextBlank,
    core.AmountNotPositive,
    core.AmountNegative,
    YearOutsidePeriod,
    rules.YearlyCostsDiffer,
    rules.CostBehindYears,
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
    PartyUnknown,
    RolePledgesNothing,
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
    envelopes.FrameworkUnknown,
    envelopes.NotAFramework,
    envelopes.FrameworkUnderFramework,
    envelopes.FrameworkEnded,
)

_WHOLE = tuple(
    dict.fromkeys(
        (
            *(*_OUTLINE, *_FRAME, *_PARTY, *_ARTICLE, *_ACTION, *_PROMISE, ShareSplitAlready),
            *FILLING_RULES,
        )
    )
)

DRAFTING = (
    row(
        c.DraftConvention,
        decide.refuse_second_draft,
        frozenset(),
        (Capacity.OFFICE, Capacity.DRAFTER),
        to=State.DRAFT,
        rules=_WHOLE,
    ),
    row(
        c.AdoptFrame,
        decide.adopt,
        frozenset({State.DRAFT}),
        EDITORS,
        rules=(articles.FrameUnnamed, *_FRAME),
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
        rules=(PartyUnknown, rules.PartyHasContributions, PartyObliged),
    ),
    row(
        c.WriteArticle,
        decide.write,
        OPEN_TEXT,
        EDITORS,
        ready=(ensure_some_unlocked,),
        rules=(*_ARTICLE, *_UNLOCKED),
    ),
    row(
        c.WriteFromClause,
        decide.write,
        OPEN_TEXT,
        EDITORS,
        ready=(ensure_some_unlocked,),
        rules=(*_ARTICLE, *_UNLOCKED, *FILLING_RULES),
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
        ImportPlan,
        import_plan,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=tuple(dict.fromkeys((*_ACTION, *_PROMISE, ShareSplitAlready))),
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

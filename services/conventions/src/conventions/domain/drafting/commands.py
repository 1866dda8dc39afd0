"""Commands that write a proposal."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.terms import Action, Article, Contribution, Outline, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftConvention(ConventionCommand):
    """A proposal, with as much of it as is already known."""

    outline: Outline
    parties: tuple[Party, ...] = ()
    articles: tuple[Article, ...] = ()
    actions: tuple[Action, ...] = ()
    contributions: tuple[Contribution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteParty(ConventionCommand):
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveParty(ConventionCommand):
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteArticle(ConventionCommand):
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAction(ConventionCommand):
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAction(ConventionCommand):
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeContribution(ConventionCommand):
    contribution: Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawContribution(ConventionCommand):
    contribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseTotal(ConventionCommand):
    total: Money
    first_year: int
    last_year: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeConvention(ConventionCommand):
    """Submit the draft to the parties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConvention(ConventionCommand):
    reason: str

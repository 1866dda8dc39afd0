"""Commands that write a proposal."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from mithaq.money import Money

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.frame import Frame
from conventions.domain.core.terms import Action, Article, Contribution, Outline, Party, Share

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftConvention(ConventionCommand):
    """A proposal, with as much of it as is already known.

    `frame` is what the template and the programme kind that the outline names make of it.
    """

    outline: Outline
    frame: Frame | None = None
    parties: tuple[Party, ...] = ()
    articles: tuple[Article, ...] = ()
    actions: tuple[Action, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    shares: tuple[Share, ...] = ()


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
class WriteFromClause(ConventionCommand):
    """An article as a clause of the convention's template words it; `article.clause` says which."""

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


@dataclass(frozen=True, slots=True)
class Placed(Generic[V]):
    """Something that was handed in, and the row that says it."""

    row: int
    value: V


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan(ConventionCommand):
    """All actions, contributions and shares there are to be: what is not among them goes."""

    actions: tuple[Placed[Action], ...]
    contributions: tuple[Placed[Contribution], ...]
    shares: tuple[Placed[Share], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseTotal(ConventionCommand):
    total: Money
    first_year: int | None
    last_year: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptFrame(ConventionCommand):
    """Go on under another version of the template, another template or another programme kind."""

    frame: Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeConvention(ConventionCommand):
    """Submit the draft to the parties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConvention(ConventionCommand):
    reason: str

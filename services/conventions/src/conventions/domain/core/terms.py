"""The terms: all that the parties agree on, and all that an amendment may rewrite.

Commands, events and views carry these same values.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core.committee import Committee
from conventions.domain.core.obligation import Obligation
from conventions.domain.core.vocabulary import ContributionKind, Instrument, PartyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party and its roles: one may lead, fund and build at once.

    Parties of one `signing_order` sign in parallel, lower numbers first; None does not sign.
    `kind` is what the partners registry said of the organisation on the day it was invited.
    """

    organisation_id: UUID
    name_fr: str
    name_ar: str | None = None
    roles: tuple[Open[PartyRole], ...]
    signing_order: int | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRef:
    """One version of a template: what it says never changes."""

    name: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseValue:
    """What fills one place of a clause: the field of its parameter's kind is there alone.

    `number` is a percentage or a number of months; a text is there in both languages.
    """

    parameter: str
    amount: Money | None = None
    day: date | None = None
    number: int | None = None
    text_fr: str | None = None
    text_ar: str | None = None
    organisation_id: UUID | None = None
    choice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseUse:
    """The clause of a template that an article was written from, and what fills its places."""

    clause: str
    template: TemplateRef
    values: tuple[ClauseValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A part of the text. An `annex` explains and binds nobody beyond the articles.

    `concerns` are the parties whose accord a change of it needs anew; empty: every party.
    `clause` is what it was written from, None where it was worded freely.
    """

    article: str
    heading_fr: str
    heading_ar: str | None = None
    text_fr: str
    text_ar: str | None = None
    clause: ClauseUse | None = None
    concerns: tuple[UUID, ...] = ()
    annex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyCost:
    year: int
    cost: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What is to be done and its planned cost a year. `basis` says where the figures come from.

    Until the text is agreed the cost may be unknown, and so may what of it falls in which year.
    """

    action: str
    label_fr: str
    label_ar: str | None = None
    territory: str
    cost: Money | None
    years: tuple[YearlyCost, ...]
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTerms:
    """What must hold before money is called: percentages are whole, 0 to 100.

    In the agreed text it binds every tranche of a contribution; a tranche may ask for more.
    `committees` are those whose confirmed minutes must decide on the release.
    """

    justified_before: int = 0
    progress_at_least: int = 0
    documents: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()

    def joined(self, other: "ReleaseTerms") -> "ReleaseTerms":
        """The least that asks for both."""
        more = (kind for kind in other.documents if kind not in self.documents)
        also = (name for name in other.committees if name not in self.committees)
        return ReleaseTerms(
            justified_before=max(self.justified_before, other.justified_before),
            progress_at_least=max(self.progress_at_least, other.progress_at_least),
            documents=(*self.documents, *more),
            committees=(*self.committees, *also),
        )

    def covers(self, other: "ReleaseTerms") -> bool:
        """Whether this asks for all that `other` asks for."""
        return self.joined(other) == self


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What a party promises for an action and a year, and what its release asks for."""

    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: Open[ContributionKind]
    amount: Money
    basis: str | None = None
    release: ReleaseTerms | None = None

    @property
    def name(self) -> str:
        return self.contribution

    @property
    def payable(self) -> bool:
        """In kind and land are valued, never paid."""
        return self.kind == ContributionKind.CASH


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a party promises and did not yet split by action, by year, or by both.

    An unallocated line: it binds as a contribution does, and no tranche rests on it. `action` and
    `year` are what is known of it.
    """

    share: str
    organisation_id: UUID
    kind: Open[ContributionKind]
    amount: Money
    action: str | None = None
    year: int | None = None
    basis: str | None = None

    @property
    def name(self) -> str:
        return self.share


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What is decided after the signature and before the force: a council's vote, a visa.

    `approval` is the kind of approval it is, None where it is none of them; `organisation_id` the
    body that decides it, None where the text names none. It is decided by `decide_by`, included.
    """

    condition: str
    label_fr: str
    label_ar: str | None = None
    approval: str | None = None
    organisation_id: UUID | None = None
    decide_by: date


def deciders(conditions: Iterable[Condition]) -> frozenset[UUID]:
    """The bodies that decide these conditions, where they are named."""
    named = (each.organisation_id for each in conditions)
    return frozenset(body for body in named if body is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a convention is called, where it applies, for how much and how long.

    `territory` is an HCP code (region, province or commune), `region` the HCP code of its region.
    `framework_id` is the framework convention that this one is financed under. Until the text is
    agreed its years may be unknown.
    """

    reference: str
    instrument: Open[Instrument]
    title_fr: str
    title_ar: str | None = None
    territory: str
    region: str
    total: Money
    first_year: int | None
    last_year: int | None
    duration_months: int | None = None
    programme_kind: str | None = None
    framework_id: UUID | None = None
    template: TemplateRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Parts by their names, parties by organisation.

    `split_by` is the last day to split its shares, once the text is agreed with some. `departed`
    left by an amendment: what they paid stays in the plan, under their name.
    """

    outline: Outline
    parties: Mapping[UUID, Party] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    contributions: Mapping[str, Contribution] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    split_by: date | None = None
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    committees: Mapping[str, Committee] = field(default_factory=dict)
    departed: Mapping[UUID, Party] = field(default_factory=dict)
    obligations: Mapping[str, Obligation] = field(default_factory=dict)

    def signatories(self) -> frozenset[UUID]:
        return frozenset(key for key, p in self.parties.items() if p.signing_order is not None)

    def next_to_sign(self, awaited: frozenset[UUID]) -> tuple[int, frozenset[UUID]]:
        """Of those still to sign, the group whose turn it is: the lowest order."""
        orders = {
            key: party.signing_order
            for key, party in self.parties.items()
            if party.signing_order is not None and key in awaited
        }
        first = min(orders.values())
        return first, frozenset(key for key, order in orders.items() if order == first)

    def lead(self) -> UUID | None:
        return next((k for k, p in self.parties.items() if PartyRole.LEAD in p.roles), None)

    def pledges(self) -> tuple[Contribution, ...]:
        """All that is promised for an action and a year, in the text's order."""
        return tuple(self.contributions.values())

    def unsplit(self) -> tuple[Share, ...]:
        """All that is promised beside, in the text's order."""
        return tuple(self.shares.values())

    def promises(self) -> Iterator[Contribution | Share]:
        """All that is promised, split or not."""
        return chain(self.contributions.values(), self.shares.values())

    def promised_by(self, organisation_id: UUID | None) -> Money:
        """All that one party promises, valued promises and shares included."""
        return Money.sum(p.amount for p in self.promises() if p.organisation_id == organisation_id)

    def name_of(self, organisation_id: UUID) -> str:
        party = self.parties.get(organisation_id) or self.departed.get(organisation_id)
        return party.name_fr if party else str(organisation_id)

    def names_of(self, organisations: Iterable[UUID]) -> tuple[str, ...]:
        return tuple(sorted(map(self.name_of, organisations)))

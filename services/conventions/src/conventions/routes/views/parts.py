"""The parts of a convention, each a list that can be read alone: in which order, shown how."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from heapq import nsmallest
from typing import Annotated, Any, Final, Generic, TypeVar
from uuid import UUID

from mithaq.http import Day, Name, Page, View, Window
from mithaq.money import Money
from pydantic import StringConstraints, TypeAdapter

from conventions.domain.core.convention import Convention
from conventions.domain.core.schedule import schedule_of
from conventions.routes.views.acceptance import AcceptanceView
from conventions.routes.views.amendments import AmendmentView
from conventions.routes.views.approvals import ApprovalView, approvals_of
from conventions.routes.views.committees import DecisionView, MeetingView
from conventions.routes.views.drafting import (
    ActionView,
    ArticleView,
    ContributionView,
    PartyView,
    ShareView,
)
from conventions.routes.views.negotiation import PositionView
from conventions.routes.views.notices import NoticeView
from conventions.routes.views.signatures import SignatureView
from conventions.routes.views.tranches import TrancheView

V = TypeVar("V", bound=View)
Key = Any  # what a cursor holds: a text, a number, an id, or several of them in order


@dataclass(frozen=True)
class Reading:
    """A convention that is being read, with what several of its items are shown by."""

    convention: Convention

    @cached_property
    def promised(self) -> Mapping[UUID, Money]:
        """By party, added up once."""
        found: dict[UUID, int] = {}
        for each in self.convention.terms.promises():
            found[each.organisation_id] = found.get(each.organisation_id, 0) + each.amount.centimes
        return {party: Money(centimes) for party, centimes in found.items()}


@dataclass(frozen=True, slots=True)
class Part(Generic[V]):
    """`keys` are of all its items, `show` gives one; `kind` is of the keys, as cursors hold them.

    The cost of a page is a look at the keys, and that of its own items.
    """

    view: type[V]
    kind: TypeAdapter[Any]
    keys: Callable[[Convention], Iterable[Key]]
    show: Callable[[Reading, Key], V]

    def all(self, reading: Reading) -> Iterator[V]:
        """Every item, in order."""
        return (self.show(reading, key) for key in sorted(self.keys(reading.convention)))

    def page(self, convention: Convention, cursor: Window) -> Page[V]:
        after = cursor.after(self.kind)
        keys = (key for key in self.keys(convention) if after is None or key > after)
        show = partial(self.show, Reading(convention))
        return cursor.shown(nsmallest(cursor.fetch, keys), key=lambda key: key, show=show)


_NAME: Final = TypeAdapter(Name)
_ID: Final = TypeAdapter(UUID)
_Article = Annotated[str, StringConstraints(max_length=200)]


def _party(reading: Reading, key: UUID) -> PartyView:
    party = reading.convention.terms.parties[key]
    return PartyView.of(reading.convention, party, reading.promised.get(key, Money(0)))


def _contribution(reading: Reading, name: str) -> ContributionView:
    convention = reading.convention
    pledged = convention.terms.contributions[name]
    return ContributionView.of(convention, pledged, schedule_of(convention, name))


def _approval(reading: Reading, key: tuple[str, UUID]) -> ApprovalView:
    answers = reading.convention.approvals.items()
    ((asked, answer),) = ((x, y) for x, y in answers if (str(x.kind), x.organisation_id) == key)
    [view] = approvals_of({asked: answer}, reading.convention.tacit)
    return view


def _positions(convention: Convention) -> Iterator[tuple[UUID, str]]:
    """A position on the whole text has no article, and comes first."""
    negotiation = convention.negotiation
    parties = {*negotiation.positions, *negotiation.late}
    return ((party, article or "") for party in parties for article in negotiation.said_by(party))


def _position(reading: Reading, key: tuple[UUID, str]) -> PositionView:
    party, article = key[0], key[1] or None
    negotiation = reading.convention.negotiation
    late = article in negotiation.late.get(party, {})
    return PositionView.of(party, article, negotiation.said_by(party)[article], late=late)


PARTIES: Final = Part(PartyView, _ID, lambda c: c.terms.parties, _party)
ARTICLES: Final = Part(
    ArticleView,
    _NAME,
    lambda c: c.terms.articles,
    lambda r, key: ArticleView.model_validate(r.convention.terms.articles[key]),
)
ACTIONS: Final = Part(
    ActionView,
    _NAME,
    lambda c: c.terms.actions,
    lambda r, key: ActionView.of(r.convention, r.convention.terms.actions[key]),
)
CONTRIBUTIONS: Final = Part(ContributionView, _NAME, lambda c: c.terms.contributions, _contribution)
SHARES: Final = Part(
    ShareView,
    _NAME,
    lambda c: c.terms.shares,
    lambda r, key: ShareView.model_validate(r.convention.terms.shares[key]),
)
TRANCHES: Final = Part(
    TrancheView,
    TypeAdapter(tuple[Day, int, Name]),
    lambda c: ((*tranche.schedule_key, name) for name, tranche in c.tranches.items()),
    lambda r, key: TrancheView.model_validate(r.convention.tranches[key[-1]]),
)
AMENDMENTS: Final = Part(
    AmendmentView,
    TypeAdapter(int),
    lambda c: c.amendments,
    lambda r, key: AmendmentView.of(r.convention.amendments[key]),
)
APPROVALS: Final = Part(
    ApprovalView,
    TypeAdapter(tuple[str, UUID]),
    lambda c: ((str(each.kind), each.organisation_id) for each in c.approvals),
    _approval,
)
SIGNATURES: Final = Part(
    SignatureView,
    _ID,
    lambda c: c.signing.signatures,
    lambda r, key: SignatureView.model_validate(r.convention.signing.signatures[key]),
)
ACCEPTANCES: Final = Part(
    AcceptanceView,
    _NAME,
    lambda c: c.acceptances,
    lambda r, key: AcceptanceView.of(key, r.convention.acceptances[key]),
)
NOTICES: Final = Part(
    NoticeView,
    TypeAdapter(int),
    lambda c: c.notices,
    lambda r, key: NoticeView.of(r.convention.notices[key]),
)
POSITIONS: Final = Part(PositionView, TypeAdapter(tuple[UUID, _Article]), _positions, _position)
MEETINGS: Final = Part(
    MeetingView,
    TypeAdapter(int),
    lambda c: c.committees.meetings,
    lambda r, key: MeetingView.model_validate(r.convention.committees.meetings[key]),
)
DECISIONS: Final = Part(
    DecisionView,
    _NAME,
    lambda c: c.committees.decisions,
    lambda r, key: DecisionView.of(r.convention.committees.decisions[key]),
)

# By the last word of their address.
PARTS: Final[Mapping[str, Part[Any]]] = {
    "parties": PARTIES,
    "articles": ARTICLES,
    "actions": ACTIONS,
    "contributions": CONTRIBUTIONS,
    "shares": SHARES,
    "tranches": TRANCHES,
    "amendments": AMENDMENTS,
    "approvals": APPROVALS,
    "signatures": SIGNATURES,
    "positions": POSITIONS,
    "meetings": MEETINGS,
    "decisions": DECISIONS,
    "acceptances": ACCEPTANCES,
    "notices": NOTICES,
}

"""The minutes of a round: who said what and when, what was rewritten for it, how it ended.

They are told by the events alone, so that those of every round stay, whatever came after.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from mithaq.errors import RuleBroken
from mithaq.events import Open

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.negotiation import Asked
from conventions.domain.core.position import Position
from conventions.domain.core.terms import Article, Party
from conventions.domain.core.vocabulary import RoundOutcome
from conventions.domain.drafting.events import ArticleWritten, PartyInvited, PartyRemoved
from conventions.domain.negotiation import events as e
from conventions.domain.text_at import Told

MINUTED: Final[tuple[type[ConventionEvent], ...]] = (
    *(PartyInvited, PartyRemoved, ArticleWritten),
    *(e.NegotiationRoundOpened, e.PositionTaken, e.LatePositionTaken, e.ProposalAdopted),
    *(e.NegotiationRoundClosed, e.NegotiationRoundEnded),
)


class RoundUnknown(RuleBroken):
    """No round of this number was opened."""

    code = "round-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a party said, and the article as it read then.

    `superseded`: its party spoke anew. `outdated`: the article was rewritten after it.
    """

    organisation_id: UUID
    article: str | None
    position: Position
    read: Article | None
    on: date
    recorded_at: datetime
    late: bool = False
    superseded: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """An article that was rewritten while the round was open or to end it; `adopted_from` is the
    party whose proposal it was."""

    article: str
    before: Article | None
    after: Article
    on: date
    recorded_at: datetime
    adopted_from: UUID | None = None
    translated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """`closed_on` and `outcome` are None while it is open; `undecided` once its time was over
    without an accord, and `outcome` then what the lead decided, if anything."""

    round: int
    opened_on: date
    deadline: date
    taken_over: bool
    parties: Mapping[UUID, Party]
    kept: tuple[UUID, ...] = ()
    asked: tuple[Asked, ...] = ()
    answers: tuple[Answer, ...] = ()
    rewritten: tuple[Rewriting, ...] = ()
    undecided: bool = False
    closed_on: date | None = None
    outcome: Open[RoundOutcome] | None = None
    reason: str | None = None

    @property
    def reservations(self) -> tuple[Answer, ...]:
        """What was not accepted and not taken back in this round, of words rewritten since too."""
        return tuple(x for x in self.answers if not (x.superseded or x.position.accepts))

    @property
    def silent(self) -> tuple[UUID, ...]:
        """The signing parties that were asked and said nothing, in the order of their ids."""
        spoke = {answer.organisation_id for answer in self.answers} | set(self.kept)
        signing = (key for key, party in self.parties.items() if party.signing_order is not None)
        return tuple(sorted((key for key in signing if key not in spoke), key=str))


@dataclass(slots=True)
class _Scribe:
    """Reads the history in its order and writes the minutes of every round."""

    parties: dict[UUID, Party] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    rounds: dict[int, Minutes] = field(default_factory=dict)
    last: int = 0

    def read(self, told: Told) -> None:  # noqa: C901 - one case an event
        match told.event:
            case PartyInvited(party=party):
                self.parties[party.organisation_id] = party
            case PartyRemoved(party=party):
                del self.parties[party.organisation_id]
            case ArticleWritten(article=article):
                self._rewritten(article, told)
            case e.NegotiationRoundOpened() as opened:
                self._opened(opened)
            case e.PositionTaken() | e.LatePositionTaken() as taken:
                self._answered(taken, told)
            case e.ProposalAdopted() as adopted:
                self._adopted(adopted)
            case e.NegotiationRoundClosed(round=number, outcome=outcome, reason=reason):
                minutes = self.rounds[number]
                self.rounds[number] = replace(
                    minutes, closed_on=told.on, outcome=outcome, reason=reason
                )
            case e.NegotiationRoundEnded(round=number):
                self.rounds[number] = replace(self.rounds[number], undecided=True)
            case _:
                pass

    def _opened(self, opened: e.NegotiationRoundOpened) -> None:
        self.last = opened.round
        self.rounds[opened.round] = Minutes(
            round=opened.round,
            opened_on=opened.opened_on,
            deadline=opened.deadline,
            taken_over=opened.deadline < opened.recorded_on,
            parties=dict(self.parties),
            kept=opened.kept,
            asked=opened.asked,
        )

    def _answered(self, taken: e.PositionTaken | e.LatePositionTaken, told: Told) -> None:
        minutes, article = self.rounds[taken.round], taken.article
        answer = Answer(
            organisation_id=taken.organisation_id,
            article=article,
            position=taken.position,
            read=self.articles.get(article) if article is not None else None,
            on=told.on,
            recorded_at=told.recorded_at,
            late=isinstance(taken, e.LatePositionTaken),
        )
        answers = (
            replace(each, superseded=True) if _replaces(answer, each) else each
            for each in minutes.answers
        )
        self.rounds[taken.round] = replace(minutes, answers=(*answers, answer))

    def _rewritten(self, article: Article, told: Told) -> None:
        """What was said of the words before is no answer to those that are there now."""
        before = self.articles.get(article.article)
        self.articles[article.article] = article
        minutes = self.rounds.get(self.last)
        if minutes is None or minutes.closed_on is not None:
            return
        rewriting = Rewriting(
            article=article.article,
            before=before,
            after=article,
            on=told.on,
            recorded_at=told.recorded_at,
        )
        answers = (
            replace(each, outdated=True) if each.article == article.article else each
            for each in minutes.answers
        )
        self.rounds[self.last] = replace(
            minutes, answers=tuple(answers), rewritten=(*minutes.rewritten, rewriting)
        )

    def _adopted(self, adopted: e.ProposalAdopted) -> None:
        """Told right after the words it explains."""
        minutes = self.rounds[adopted.round]
        if not minutes.rewritten:
            return
        *others, last = minutes.rewritten
        known = replace(last, adopted_from=adopted.organisation_id, translated=adopted.translated)
        self.rounds[adopted.round] = replace(minutes, rewritten=(*others, known))


def _replaces(new: Answer, old: Answer) -> bool:
    """A later answer of the same party: on the same article, or on the whole text."""
    same = new.organisation_id == old.organisation_id
    return same and (new.article is None or new.article == old.article)


def minutes_of(history: Iterable[Told], number: int) -> Minutes:
    """The minutes of that round. Raises RoundUnknown."""
    scribe = _Scribe()
    for told in history:
        scribe.read(told)
    if number not in scribe.rounds:
        raise RoundUnknown(round=number)
    return scribe.rounds[number]

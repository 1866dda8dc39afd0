"""Nobody is party to a consensus on words or money that it never accepted, whoever edited them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Article
from conventions.domain.drafting import events as e
from conventions.domain.negotiation import events as negotiation

from .parties import Parties
from .record import Faults, Record, told

_OF_ALL: Final = (e.PartyInvited, e.PartyRemoved, e.TotalRevised)


@dataclass(slots=True)
class _Accords:
    """By party and article (None: the rest of the text): when it last changed, when accepted."""

    now: int = 0
    parties: Parties = field(default_factory=Parties)
    articles: dict[str, Article] = field(default_factory=dict)
    changed: dict[UUID, dict[str | None, int]] = field(default_factory=dict)
    accepted: dict[UUID, dict[str | None, int]] = field(default_factory=dict)

    def enter(self, event: ConventionEvent) -> None:
        self.now += 1
        self.parties.enter(event)
        match event:
            case e.ArticleWritten(article=article):
                self._touch(article.article, self._concerned(article))
                self.articles[article.article] = article
            case e.ContributionPledged(contribution=pledged, replaced=before):
                funders = {each.organisation_id for each in (pledged, before) if each}
                self._touch(None, funders)
            case e.ContributionWithdrawn(contribution=pledged):
                self._touch(None, {pledged.organisation_id})
            case _ if isinstance(event, _OF_ALL):
                self._touch(None, set(self.parties.parties))
            case negotiation.PositionTaken() | negotiation.LatePositionTaken():
                if event.position.stance == "accept":
                    said = self.accepted.setdefault(event.organisation_id, {})
                    said[event.article] = self.now

    def _concerned(self, article: Article) -> set[UUID]:
        before, everybody = self.articles.get(article.article), set(self.parties.parties)
        if before is None or not before.concerns or not article.concerns:
            return everybody
        return {*before.concerns, *article.concerns}

    def _touch(self, part: str | None, parties: set[UUID]) -> None:
        for party in parties:
            self.changed.setdefault(party, {})[part] = self.now

    def unread(self, party: UUID) -> Iterator[str]:
        """What changed of its concern since it accepted it."""
        said = self.accepted.get(party, {})
        whole = said.get(None, 0)
        each = {name: max(whole, said.get(name, 0)) for name in self.articles}
        for part, when in self.changed.get(party, {}).items():
            read = min(each.values(), default=whole) if part is None else each[part]
            if read < when:
                yield part or "the text"


def a_consensus_is_of_those_whom_the_text_concerns(record: Record) -> Faults:
    accords = _Accords()
    for _, event in told(record):
        accords.enter(event)
        if isinstance(event, negotiation.NegotiationRoundClosed) and event.outcome == "consensus":
            for party in accords.parties.signing:
                for part in accords.unread(party):
                    yield f"round {event.round}: {party} never accepted {part} as it reads"


ACCORD: Final = (a_consensus_is_of_those_whom_the_text_concerns,)

"""The last round of a negotiation: who is asked, what was said in time or late, whose accord
holds.

An accord is given to a text. An edit voids those of the parties that it touches
(`negotiation/touching.py`); the others keep theirs, and the next round does not ask them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from conventions.domain.core.position import Position
from conventions.domain.core.terms import Terms

# What one party said: by article, and of the whole text under None.
Said = Mapping[str | None, Position]
_NOBODY: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A party that is asked: on these articles, or on the whole text where none is named."""

    organisation_id: UUID
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """What a party did not accept, as it said it: of an article, or of the whole text."""

    organisation_id: UUID
    article: str | None = None
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """A party's reservations by what they are about: the words are in the minutes, and may be long.

    `whole`: it also reserves on the text as a whole.
    """

    organisation_id: UUID
    articles: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """The last round. `concluded` holds as long as nobody edits the text afterwards.

    A round `taken_over` from paper was recorded after its deadline: nobody could answer in time,
    so silence says nothing. `undecided`: its deadline ended it without an accord, and the lead may
    arbitrate. `late` is what was said after the deadline, `authors` the person who said each.

    `kept` are not asked: their accord stands. `asked` are asked on these articles alone; whoever is
    in neither, on the whole text. `again` are articles rewritten in this round, by party: what it
    said of the text before is no answer to them.

    `agreed` accepted the text of the last concluded round; `touched` by an edit since, `moved` the
    articles that it wrote, `moved_beyond` whether anything else of the text changed.
    `reservations` stand, whatever the round, until their party says otherwise. `adopted` are the
    articles that read as a party proposed, with that party.
    """

    round: int = 0
    opened_on: date | None = None
    deadline: date | None = None
    taken_over: bool = False
    open: bool = False
    concluded: bool = False
    undecided: bool = False
    positions: Mapping[UUID, Said] = field(default_factory=dict)
    late: Mapping[UUID, Said] = field(default_factory=dict)
    authors: Mapping[UUID, Mapping[str | None, str]] = field(default_factory=dict)
    kept: frozenset[UUID] = _NOBODY
    asked: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    again: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    agreed: frozenset[UUID] = _NOBODY
    touched: frozenset[UUID] = _NOBODY
    moved: tuple[str, ...] = ()
    moved_beyond: bool = False
    reservations: Mapping[UUID, Said] = field(default_factory=dict)
    adopted: Mapping[str, UUID] = field(default_factory=dict)

    def said_by(self, party: UUID, *, in_time: bool = False) -> Said:
        """All that it said in this round; with `in_time` what came by the deadline alone."""
        early, late = self.positions.get(party, {}), self.late.get(party, {})
        if in_time or not late:
            return early
        return late if None in late else {**early, **late}

    def heard(self, party: UUID) -> bool:
        """Whether it answered all that it is asked, or its accord of an earlier round stands."""
        if self.unanswered(party, in_time=False):
            return False
        return party in self.kept or party in self.positions or party in self.late

    def accepts(self, party: UUID, terms: Terms, *, in_time: bool = False) -> bool:
        """It objects to nothing, and accepts all that it is asked on, rewritten articles too."""
        said = self.said_by(party, in_time=in_time)
        if not all(position.accepts for position in said.values()):
            return False
        if self.unanswered(party, in_time=in_time):
            return False
        if party in self.kept or None in said:
            return True
        needed = self.asked.get(party) or terms.articles.keys()
        return bool(needed) and said.keys() >= set(needed)

    def unanswered(self, party: UUID, *, in_time: bool) -> frozenset[str]:
        """Of the articles rewritten in this round, those that it said nothing of since."""
        late = {} if in_time else self.late.get(party, {})
        return frozenset() if None in late else frozenset(self.again.get(party, ())) - late.keys()

    def remarked_by(self, article: str) -> frozenset[UUID]:
        """The parties whose remark on this very article is open."""
        said = ((party, self.said_by(party)) for party in {*self.positions, *self.late})
        return frozenset(
            party for party, mine in said if article in mine and not mine[article].accepts
        )

    def reserved(self) -> tuple[Reserved, ...]:
        """By party, what its reservations that stand are about."""
        return tuple(
            Reserved(
                organisation_id=party,
                articles=tuple(sorted(name for name in mine if name is not None)),
                whole=None in mine,
            )
            for party, mine in sorted(self.reservations.items(), key=lambda each: str(each[0]))
        )

    def standing(self) -> tuple[Reservation, ...]:
        """Every reservation that stands, by party and article."""
        return tuple(
            Reservation(organisation_id=party, article=article, position=mine[article])
            for party, mine in sorted(self.reservations.items(), key=lambda each: str(each[0]))
            for article in sorted(mine, key=lambda name: name or "")
        )


def asked_next(
    negotiation: Negotiation, parties: Iterable[UUID]
) -> tuple[tuple[UUID, ...], tuple[Asked, ...]]:
    """Whose accord stands, and what each of the others is asked: in the order of their ids."""
    agreed, touched = negotiation.agreed, negotiation.touched
    articles = () if negotiation.moved_beyond else tuple(sorted(negotiation.moved))
    ordered = sorted(parties, key=str)
    kept = tuple(party for party in ordered if party in agreed - touched)
    asked = (
        Asked(organisation_id=party, articles=articles if party in agreed else ())
        for party in ordered
        if party not in agreed - touched
    )
    return kept, tuple(asked)

"""Rule 7 counts a body once: what it promised or took under whatever entry it was registered.

Events name the party that a text names. Only what is compared is folded: what an envelope offers
and holds, and what is wanted of it, under the entry that answers for the others.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from conventions.domain.envelopes.envelope import Envelope
from conventions.domain.envelopes.lines import Lines, Offer, organisations, summed_up


@dataclass(frozen=True, slots=True)
class Parties:
    """What a text calls its parties, and what answers for each entry that was merged."""

    name: Callable[[UUID], str]
    answered_by: Mapping[UUID, UUID] = field(default_factory=dict)

    def body(self, organisation: UUID) -> UUID:
        return self.answered_by.get(organisation, organisation)

    def called(self, body: UUID) -> str:
        """As the text calls it, under whichever entry it is a party."""
        entries = (body, *sorted(e for e, by in self.answered_by.items() if by == body))
        named = (self.name(entry) for entry in entries if self.name(entry) != str(entry))
        return next(named, str(body))

    def lines(self, told: Lines) -> Lines:
        if not self.answered_by:
            return told
        return summed_up((self.body(each.organisation_id), each.year, each.amount) for each in told)

    def offer(self, told: Offer) -> Offer:
        return replace(told, lines=self.lines(told.lines)) if self.answered_by else told

    def envelope(self, told: Envelope) -> Envelope:
        if not self.answered_by:
            return told
        return replace(
            told,
            offers=tuple((day, self.offer(offer)) for day, offer in told.offers),
            agreed={number: (day, self.offer(of)) for number, (day, of) in told.agreed.items()},
            held={
                convention: {
                    text: tuple((day, self.lines(lines)) for day, lines in days)
                    for text, days in texts.items()
                }
                for convention, texts in told.held.items()
            },
        )


def named_in(envelope: Envelope) -> Iterator[UUID]:
    """Everybody that the envelope was ever told of, once."""
    offers = (offer.lines for _, offer in (*envelope.offers, *envelope.agreed.values()))
    held = (
        lines for texts in envelope.held.values() for days in texts.values() for _, lines in days
    )
    yield from organisations(*offers, *held)

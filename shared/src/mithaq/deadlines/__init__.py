"""Deadlines: commands that follow from time, derived from a service's own events.

def derive(recorded: Recorded[OfferEvent]) -> Sequence[Change]:
    match recorded.event:
        case OfferMade(until=day):
            return [SetDeadline(kind="offer-ends", due_at=day_ends(day))]
        case OfferTaken() | OfferWithdrawn():
            return [CancelDeadline(kind="offer-ends")]
    return []

async def give(offers: Offers, due: Due) -> Accepted:
    return await application.run(offers, due.submission, EndOffer(...))

DEADLINES = Deadlines(catalogue=CATALOGUE, derive=derive, give=give)
"""

from mithaq.deadlines.description import (
    CancelDeadline,
    Change,
    Deadline,
    Deadlines,
    Due,
    SetDeadline,
)

__all__ = [
    "CancelDeadline",
    "Change",
    "Deadline",
    "Deadlines",
    "Due",
    "SetDeadline",
]

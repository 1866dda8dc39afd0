"""Envelopes of frameworks."""

from typing import Final

ENVELOPES: Final = {
    "offer": "What the framework lets its financing conventions reserve",
    "lines": "Amounts by partner and year, one line for each",
    "EnvelopeReserved.lines": "All that this text takes from now on, in place of what it took",
    "EnvelopeReleased.lines": "What this text took and takes no more",
    "EnvelopeLine.year": "The calendar year; null: of no named year, so of any of the framework's",
    "EnvelopeLine.amount": "Of this partner and year, cash, in kind and land together",
    "Offer.first_year": "The first year in which anything is reserved, null if none was named",
    "Offer.last_year": "The last year in which anything is reserved, null if none was named",
    "Offer.ends_on": "The last day on which anything more is reserved, null if none was named",
    "EnvelopeReserved.convention_id": "The financing convention that takes it: UUID",
    "EnvelopeReleased.convention_id": "The financing convention that took it: UUID",
    "EnvelopeReserved.amendment": "The amendment whose text it is, null: the convention's own",
    "EnvelopeReleased.amendment": "The amendment whose text it was, null: the convention's own",
}

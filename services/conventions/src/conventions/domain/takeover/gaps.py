"""What a paper file leaves open: told as it is, never filled by a guess."""

from collections.abc import Iterator, Sequence

from conventions.domain.core.archived import ArchivedConvention, Gap, GapKind, Source
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import PartyRole


def gaps_of(record: ArchivedConvention, terms: Terms) -> tuple[Gap, ...]:
    """Of the record as entered; `terms` are what its amendments made of it."""
    return (*_of_dates(record), *of_shares(terms), *_of_payments(record), *_of_papers(record))


def of_shares(terms: Terms) -> Iterator[Gap]:
    """A funder without a promise, and what of the total nobody promises."""
    promising = {each.organisation_id for each in terms.promises()}
    for key, party in terms.parties.items():
        if PartyRole.FUNDER in party.roles and key not in promising:
            yield Gap(kind=GapKind.SHARE, part=str(key))
    promised = sum(each.amount.centimes for each in terms.promises())
    if promised < terms.outline.total.centimes:
        yield Gap(kind=GapKind.TOTAL)


def without(gaps: Sequence[Gap], kind: GapKind, part: str | None = None) -> tuple[Gap, ...]:
    return tuple(gap for gap in gaps if (gap.kind, gap.part) != (kind, part))


def _of_dates(record: ArchivedConvention) -> Iterator[Gap]:
    last_end = [each.ends for each in record.amendments if each.ends is not None]
    if record.ends is None and not last_end and record.outline.duration_months is None:
        yield Gap(kind=GapKind.END)
    if record.in_force is None:
        yield Gap(kind=GapKind.FORCE_DAY)
    for each in record.parties:
        if each.party.signing_order is not None and each.signed is None:
            yield Gap(kind=GapKind.SIGNATURE_DAY, part=str(each.party.organisation_id))


def _of_payments(record: ArchivedConvention) -> Iterator[Gap]:
    for payment in record.payments:
        if payment.contribution is None:
            yield Gap(kind=GapKind.PAYMENT, part=payment.payment)


def _of_papers(record: ArchivedConvention) -> Iterator[Gap]:
    """Each paper once, by its reference."""
    papers: dict[str, bool] = {}
    for paper in _papers(record):
        papers[paper.reference] = papers.get(paper.reference, False) or paper.sha256 is not None
    yield from (Gap(kind=GapKind.DIGEST, part=name) for name, known in papers.items() if not known)


def _papers(record: ArchivedConvention) -> Iterator[Source]:
    yield record.source
    yield from (party.source for party in record.parties if party.source is not None)
    yield from (each.source for each in record.amendments)
    yield from (each.source for each in record.payments)
    yield from (each.source for each in record.deliveries)
    if record.state_source is not None:
        yield record.state_source

"""What is offered, reserved and free of an envelope, line by line: as it stands now."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money
from mithaq.trials import Figure, Figures

from conventions.domain.envelopes.bodies import Parties
from conventions.domain.envelopes.envelope import Envelope
from conventions.domain.envelopes.lines import Key, amounts, most, order
from conventions.domain.envelopes.room import cases_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeFigures:
    """Of one partner and year; `year` None: of no named year.

    `reserved` is what conventions and the framework itself take, of each by the text that takes
    most. `free` is what one more
    reservation of that year could take whichever agreed text comes true: of a year its own line's
    rest and what is left of the line of no named year, so that frees of several years overlap; so
    do those of several entries of one body, each of which may take what all of them have left.
    """

    organisation_id: UUID
    year: int | None
    offered: Money
    reserved: Money
    free: Money


def figures(envelope: Envelope) -> Figures:
    """For a trial to compare, by names such as `envelope.{partner}.2026.free`; `any`: no year."""
    told: dict[str, Figure] = {
        "envelope.suspended": envelope.suspended,
        "envelope.closed_on": envelope.closed_on,
    }
    for line in figures_of(envelope):
        name = f"envelope.{line.organisation_id}.{line.year or 'any'}"
        told[f"{name}.offered"] = line.offered
        told[f"{name}.reserved"] = line.reserved
        told[f"{name}.free"] = line.free
    return told


def figures_of(envelope: Envelope, parties: Parties | None = None) -> Iterator[EnvelopeFigures]:
    """Each line that is offered or reserved, by partner, years before what has no named year.

    Under the entry that a text names; `parties` say which entries are one body.
    """
    if not envelope.offers:
        return
    parties = parties or Parties(str)
    seen = parties.envelope(envelope)
    offered = amounts(envelope.offer.lines)
    reserved: Counter[Key] = Counter()
    for convention_id in envelope.held:
        texts = envelope.texts_of(convention_id)
        own = convention_id == envelope.framework_id
        reserved.update(most([texts.get(None, ())] if own else texts.values()))
    for organisation, year in sorted(offered.keys() | reserved.keys(), key=order):
        cases = cases_of(seen, parties.body(organisation), date.max)
        yield EnvelopeFigures(
            organisation_id=organisation,
            year=year,
            offered=Money(offered.get((organisation, year), 0)),
            reserved=Money(reserved[organisation, year]),
            free=Money(min(case.free(year) for case in cases)),
        )

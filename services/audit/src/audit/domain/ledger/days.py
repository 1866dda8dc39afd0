"""The day from which a line counts, so that no sum as of a day is below zero. Pure.

What takes away counts from no earlier day than what it takes away from: a pledge replaced "on" an
earlier day than its own would else, in between, leave less than nothing. What is taken back
tranche by tranche is covered on each day from its own; counted later, beside other tranches, it
would tell of money that was back already.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from audit.domain.ledger.line import Kind, Line, Undertaking

# Kinds whose lines add up together: an amendment takes away from what was promised.
_TOGETHER: Final[Mapping[Kind, Kind]] = {Kind.AMENDED: Kind.PROMISED}
Figure = tuple[UUID, Undertaking, Kind]
Latest = dict[Figure, date]


def figure(convention_id: UUID, undertaking: Undertaking, kind: Kind) -> Figure:
    """The sum that a line of this kind is part of."""
    return convention_id, undertaking, _TOGETHER.get(kind, kind)


def counts_from(convention_id: UUID, line: Line, day: date, latest: Latest) -> date:
    """The day itself; if the line takes away uncovered, the latest day of its figure.

    `latest` has that day by figure, of the lines before in the order of the log; this line's is
    noted in it.
    """
    of = figure(convention_id, line.undertaking, line.kind)
    before = latest.get(of, day)
    taking = line.amount.centimes < 0 and not line.covered
    since = max(day, before) if taking else day
    latest[of] = max(since, before)
    return since

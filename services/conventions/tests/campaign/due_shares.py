"""What is to be split next, and what is noted once the time to split it is over."""

from collections.abc import Iterator
from datetime import date

from conventions.domain.core.convention import Convention
from conventions.domain.shares import commands as c

from .. import people as p
from .cast import HEADS
from .due_money import Due


def splitting(state: Convention, today: date) -> Iterator[Due]:
    """Each share, by the party that owes it; no amendment may be open meanwhile."""
    terms = state.terms
    if state.open_amendment is not None:
        return
    for share in terms.shares.values():
        if share.organisation_id in HEADS:
            yield c.SplitShare, HEADS[share.organisation_id], {"share": share.share}
    late = terms.split_by is not None and terms.split_by < today
    if terms.shares and late and not state.split_overdue:
        yield c.NoteSplitOverdue, p.by_itself.caller, {}

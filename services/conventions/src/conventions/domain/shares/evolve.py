"""What the events of shares change."""

from collections.abc import Mapping
from typing import assert_never

from mithaq.events import Provenance
from mithaq.states import changed, put, put_all, without

from conventions.domain.core.convention import Convention
from conventions.domain.core.flow import EMPTY, Flow
from conventions.domain.core.terms import Share, Terms
from conventions.domain.shares import events as e


def evolve(convention: Convention, event: e.SharesEvent, provenance: Provenance) -> Convention:
    match event:
        case e.SharePromised() | e.ShareWithdrawn():
            return changed(convention, terms=written(convention.terms, event))
        case e.ShareSplit():
            return changed(
                convention,
                terms=written(convention.terms, event),
                repriced=_priced(convention, event, provenance),
                approved=tuple(
                    text.split(event.share, event.contributions, event.left)
                    for text in convention.approved
                ),
            )
        case e.SplitOverdue():
            return changed(convention, overdue_since=event.split_by)
        case _:
            assert_never(event)


def written(terms: Terms, event: e.SharePromised | e.ShareWithdrawn | e.ShareSplit) -> Terms:
    """The terms after it."""
    match event:
        case e.SharePromised(share=share):
            return changed(terms, shares=put(terms.shares, share.share, share))
        case e.ShareWithdrawn(share=share):
            return changed(terms, shares=without(terms.shares, share.share))
        case e.ShareSplit():
            parts = {part.contribution: part for part in event.contributions}
            contributions = put_all(terms.contributions, parts)
            return changed(terms, shares=_left(terms, event), contributions=contributions)
        case _:
            assert_never(event)


def _left(terms: Terms, event: e.ShareSplit) -> Mapping[str, Share]:
    if event.left is None:
        return without(terms.shares, event.share.share)
    return put(terms.shares, event.left.share, event.left)


def _priced(
    convention: Convention, event: e.ShareSplit, provenance: Provenance
) -> Mapping[str, Flow]:
    """A contribution that a split made is nothing before the split's day."""
    day = provenance.effective_date
    parts = {part.contribution: EMPTY.move(day, part.amount) for part in event.contributions}
    return put_all(convention.repriced, parts)

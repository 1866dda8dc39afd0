"""An amendment fits the events that tell it: its words and works are of a bounded length."""

from typing import Final

from mithaq.errors import RuleBroken

from conventions.domain.core.amendment import Operations

# Bytes of the articles and actions of one amendment. Its effect tells the pledges of the
# convention twice besides, and an event of 2 MiB is the largest that is recorded.
TOLD_LIMIT: Final = 200_000
_PART_BYTES: Final = 120
_YEAR_BYTES: Final = 50


class AmendmentTooLong(RuleBroken):
    """The articles and actions that one amendment writes are of a bounded length together."""

    code = "amendment-too-long"


def ensure_told(operations: Operations) -> None:
    length = sum(map(_bytes, _texts(operations))) + sum(
        _PART_BYTES + _YEAR_BYTES * len(action.years) for action in operations.actions
    )
    if length > TOLD_LIMIT:
        raise AmendmentTooLong(length=length, limit=TOLD_LIMIT)


def _texts(operations: Operations) -> list[str]:
    """Every text that it writes."""
    articles = (
        (a.article, a.heading_fr, a.heading_ar or "", a.text_fr, a.text_ar or "")
        for a in operations.articles
    )
    actions = (
        (a.action, a.label_fr, a.label_ar or "", a.territory, a.basis or "")
        for a in operations.actions
    )
    filled = (
        (value.text_fr or "", value.text_ar or "")
        for a in operations.articles
        if a.clause is not None
        for value in a.clause.values
    )
    return [text for part in (*articles, *actions, *filled) for text in part]


def _bytes(text: str) -> int:
    """As it is written in an event, whatever is escaped in it."""
    return len(text.encode()) + sum(map(text.count, '"\\\n\t')) + 3

"""While the parties are asked about the text, it does not move."""

from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from conventions.domain.core.convention import Convention


class RoundStillOpen(RuleBroken):
    """The text does not move while the parties are asked about it."""

    code = "round-still-open"


def ensure_no_open_round(convention: Convention, _: Caller) -> None:
    """While the parties are asked about the text, it does not move."""
    if convention.negotiation.open:
        raise RoundStillOpen(round=convention.negotiation.round)

"""What commands on suspensive conditions contain: one that the commune's council decides."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from conventions.domain.conditions import commands as c
from conventions.domain.core.commands import ConventionCommand

from ..conditions.story import VOTE
from .days import DAY
from .wish import Content, Fields, Wish

# No approval of the text's own: which are needed is another invariant's to judge.
BALLOT: Final = replace(VOTE, approval=None)


def writing(wish: Wish) -> Fields:
    """Mostly with time enough; rarely in another's name, or with no time at all."""
    luck, today = wish.luck, wish.header.dating.recorded_on
    decide_by = today + luck.one((400, 400, 60, 1, 0)) * DAY
    name = luck.one(("vote", "vote", "vote", "visa"))
    return {"condition": replace(BALLOT, condition=name, decide_by=decide_by)}


def _named(wish: Wish) -> str:
    conditions = wish.state.terms.conditions
    return wish.luck.one_of(conditions) if conditions else "vote"


def deciding(wish: Wish) -> Fields:
    luck = wish.luck
    met, reason = luck.percent(80), luck.one(("crédits", "crédits", " "))
    return {"condition": _named(wish), "met": met, "act": "délibération", "reason": reason}


CONTENT: Final[Mapping[type[ConventionCommand], Content]] = {
    c.WriteCondition: writing,
    c.RemoveCondition: lambda wish: {"condition": _named(wish)},
    c.DecideCondition: deciding,
    c.EndCondition: lambda wish: {"condition": _named(wish)},
}

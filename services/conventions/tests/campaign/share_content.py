"""What commands on shares contain: parts that fit the share mostly."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.terms import Contribution, Share
from conventions.domain.shares import commands as c
from mithaq.money import Money

from .. import people as p
from ..proposal import share
from .wish import Content, Fields, Wish

_NONE: Final = share("none", p.COMMUNE, 10)


def promise(wish: Wish) -> Fields:
    """Of a party, for an action or a year, or for neither yet."""
    luck, terms = wish.luck, wish.state.terms
    action = luck.one((None, *sorted(terms.actions)))
    year = luck.one((2026, 2027)) if action is None and luck.percent(50) else None
    who = luck.one((p.REGION, p.COMMUNE, p.COMMUNE, p.OPERATOR))
    return {"share": share(f"s{luck.randint(0, 2)}", who, 100, action=action, year=year)}


def withdraw(wish: Wish) -> Fields:
    return {"share": wish.luck.one_of((*wish.state.terms.shares, "none"))}


def split(wish: Wish) -> Fields:
    """Into one part mostly or into two, of all of it or less; rarely of what it is not."""
    luck, shares = wish.luck, wish.state.terms.shares
    name = wish.name("share", luck.one_of(shares or ("none",)))
    whole = luck.part(shares.get(name, _NONE).amount)
    parts = luck.one((1, 1, 1, 2))
    each = luck.near(Money(whole.centimes // parts))
    drawn = [_part(wish, shares.get(name, _NONE)) for _ in range(parts)]
    return {
        "share": name,
        "contributions": tuple(
            replace(part, contribution=f"{name}-{wish.state.version}-{nth}", amount=each)
            for nth, part in enumerate(drawn)
        ),
        "act": luck.one(("PV 3", "PV 3", None)),
    }


def _part(wish: Wish, of: Share) -> Contribution:
    luck, terms = wish.luck, wish.state.terms
    odd = luck.percent(5)
    return Contribution(
        contribution=of.share,
        organisation_id=p.OPERATOR if odd else of.organisation_id,
        kind=of.kind,
        amount=of.amount,
        action=of.action or luck.one_of(terms.actions or ("works",)),
        year=of.year or luck.one((2026, 2027)),
    )


CONTENT: Final[Mapping[type[ConventionCommand], Content]] = {
    c.PromiseShare: promise,
    c.WithdrawShare: withdraw,
    c.SplitShare: split,
}

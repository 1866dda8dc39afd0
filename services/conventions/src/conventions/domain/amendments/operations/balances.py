"""What a party hands over of the money it holds, told by amount."""

from collections.abc import Iterator
from uuid import UUID

from mithaq.errors import RuleBroken
from mithaq.money import ZERO, Money

from conventions.domain.amendments.events import BalanceHandedOver
from conventions.domain.core.amendment import Operations
from conventions.domain.core.convention import Convention
from conventions.domain.core.held_balance import held_of, holders_of


class BalanceUnsaid(RuleBroken):
    """Where several hold money to build with, the text says how much of it one hands over."""

    code = "balance-unsaid"


class BalanceDiffers(RuleBroken):
    """Who alone holds the money hands over all of it, and nobody more than there is."""

    code = "balance-differs"


def handed_over(convention: Convention, operations: Operations) -> tuple[BalanceHandedOver, ...]:
    """By each who is replaced and holds some. Raises BalanceUnsaid, BalanceDiffers."""
    return tuple(
        BalanceHandedOver(leaver=leaver, successor=successor, balance=balance)
        for leaver, successor, said in _handing(operations)
        if (balance := _balance(convention, leaver, said)) is not None
    )


def _handing(operations: Operations) -> Iterator[tuple[UUID, UUID, Money | None]]:
    for each in operations.replaced_parties:
        yield each.leaver, each.successor, each.balance
    if (change := operations.delegated_owner) is not None:
        yield change.leaver, change.successor, change.balance


def _balance(convention: Convention, leaver: UUID, said: Money | None) -> Money | None:
    holders = holders_of(convention.terms)
    held = held_of(convention) if leaver in holders else ZERO
    alone = len(holders) == 1
    name = convention.terms.name_of(leaver)
    if leaver in holders and said is None and held and not alone:
        raise BalanceUnsaid(party=name, held=str(held))
    if said is not None and (said > held or (alone and said != held) or said < ZERO):
        raise BalanceDiffers(party=name, said=str(said), held=str(held))
    if leaver not in holders:
        return None
    return held if said is None else said

"""Checks that commands of every phase share."""

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any
from uuid import UUID

from mithaq.commands import Caller
from mithaq.money import ZERO, Money

from conventions.domain.rules import access
from conventions.domain.rules.terms import AmountNegative, AmountNotPositive
from conventions.domain.state import Convention
from conventions.domain.vocabulary import PartyRole

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def ensure_positive(amount: Money) -> None:
    if amount <= ZERO:
        raise AmountNotPositive(amount=str(amount))


def ensure_not_negative(amount: Money) -> None:
    if amount < ZERO:
        raise AmountNegative(amount=str(amount))


def ensure_reason(reason: str | None) -> None:
    if not (reason and reason.strip()):
        raise access.ReasonMissing()


def ensure_own_money(convention: Convention, caller: Caller, funder: UUID) -> None:
    """Its own funder moves a contribution."""
    if caller.organisation != funder:
        raise access.NotTheFunder(funder=name_of(convention, funder))


def ensure_own_money_or_lead(convention: Convention, caller: Caller, funder: UUID) -> None:
    """Office, lead and drafter arrange every contribution, another party its own alone."""
    if "office" in caller.roles or caller.organisation == convention.drafted_by:
        return
    party = convention.terms.parties.get(caller.organisation) if caller.organisation else None
    if party is None or PartyRole.LEAD not in party.roles:
        ensure_own_money(convention, caller, funder)


def ensure_serves(convention: Convention, caller: Caller, funder: UUID) -> None:
    """A controller or accountant with an organisation serves that one alone."""
    if caller.organisation is not None:
        ensure_own_money(convention, caller, funder)


def parts_of(part: "DataclassInstance") -> dict[str, Any]:
    """The fields of a part of the text, as its fact and its place in the terms repeat them."""
    return {each.name: getattr(part, each.name) for each in fields(part)}


def organisation_of(caller: Caller) -> UUID:
    """The organisation a caller acts for."""
    if caller.organisation is None:
        raise access.CallerWithoutOrganisation()
    return caller.organisation


def name_of(convention: Convention, organisation_id: UUID) -> str:
    party = convention.terms.parties.get(organisation_id)
    return party.name_fr if party else str(organisation_id)


def names_of(convention: Convention, organisations: Iterable[UUID]) -> str:
    return ", ".join(sorted(name_of(convention, organisation) for organisation in organisations))


def in_order(organisations: Iterable[UUID]) -> tuple[UUID, ...]:
    return tuple(sorted(organisations, key=str))

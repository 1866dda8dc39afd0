"""Who may see a thing: one table, read by states, by lists, and by every service. Pure.

A token sees everything by its roles, or what its organisation is tied to. What it lacks never
helps: with a role or the organisation taken away, a token sees the same or less.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from mithaq.commands import SYSTEM, Caller

__all__ = ["Facts", "Sight", "Tie", "may_see", "sight_of"]


class Tie(StrEnum):
    """What an organisation has to do with a thing."""

    SUBJECT = "subject"  # the thing is about it: its own entry, its own ledger
    DRAFTER = "drafter"  # it drafted or proposed the thing
    PARTY = "party"
    APPROVER = "approver"  # its approval is asked for, or once was


# Any one of these combinations of roles sees everything.
SEES_EVERYTHING: Final[tuple[frozenset[str], ...]] = (
    frozenset({"office"}),
    frozenset({"auditor"}),
    frozenset({"service"}),
    frozenset({"controller", "treasury"}),
    frozenset({"accountant", "treasury"}),
    frozenset({SYSTEM}),  # our own deadlines and reactions; no token has it
)
_OF_ITS_ORGANISATION: Final = frozenset({"partner", "controller", "accountant"})
# By each tie of its organisation, any one of these roles sees the thing.
SEES_TIED: Final[Mapping[Tie, frozenset[str]]] = {
    Tie.SUBJECT: _OF_ITS_ORGANISATION,
    Tie.DRAFTER: _OF_ITS_ORGANISATION,
    Tie.PARTY: _OF_ITS_ORGANISATION,
    Tie.APPROVER: frozenset({"approver", "partner", "controller"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What decides who sees a thing: the organisations tied to it, or that it is public.

    A body that was asked for an approval stays among `asked` when it has answered, and when the
    text is reopened: nobody takes a refused text out of its sight.
    """

    subject: UUID | None = None
    drafted_by: UUID | None = None
    parties: Collection[UUID] = ()
    asked: Collection[UUID] = ()
    public: bool = False

    def tied(self, organisation: UUID) -> frozenset[Tie]:
        """How this organisation is tied to the thing."""
        held = {
            Tie.SUBJECT: organisation == self.subject,
            Tie.DRAFTER: organisation == self.drafted_by,
            Tie.PARTY: organisation in self.parties,
            Tie.APPROVER: organisation in self.asked,
        }
        return frozenset(tie for tie, holds in held.items() if holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How far a caller sees: what a list narrows by, derived from the same table.

    `everything`, or what `organisation` has one of `ties` to; without ties, what is public alone.
    `also` are the other entries of the organisation, where it was registered twice.
    """

    everything: bool = False
    organisation: UUID | None = None
    ties: frozenset[Tie] = frozenset()
    also: frozenset[UUID] = frozenset()

    @property
    def organisations(self) -> frozenset[UUID]:
        """Every entry of the caller's organisation."""
        return frozenset() if self.organisation is None else self.also | {self.organisation}

    def sees(self, facts: Facts) -> bool:
        if facts.public or self.everything:
            return True
        return any(not self.ties.isdisjoint(facts.tied(each)) for each in self.organisations)

    def by(self, tie: Tie) -> frozenset[UUID]:
        """Its organisation, if this tie lets it see; for the conditions of a query."""
        return self.organisations if tie in self.ties else frozenset()


def sight_of(caller: Caller) -> Sight:
    """How far a caller sees, by its roles and its organisation."""
    if any(roles <= caller.roles for roles in SEES_EVERYTHING):
        return Sight(everything=True, organisation=caller.organisation, also=caller.also)
    if caller.organisation is None:
        return Sight()
    ties = frozenset(tie for tie, roles in SEES_TIED.items() if not roles.isdisjoint(caller.roles))
    return Sight(organisation=caller.organisation, ties=ties, also=caller.also)


def may_see(caller: Caller, facts: Facts) -> bool:
    """Whether a caller may know of a thing at all."""
    return sight_of(caller).sees(facts)

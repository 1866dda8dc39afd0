"""For which organisations a person speaks: a token of another one does not change sides."""

from functools import lru_cache
from uuid import UUID

from mithaq.commands import Caller, person
from mithaq.events import Provenance
from mithaq.states import put

from conventions.domain.core.convention import ActedFor, Convention


def with_side(acted_for: ActedFor, provenance: Provenance) -> ActedFor:
    """`acted_for`, once the author of an event acted for the organisation of its token."""
    author = provenance.by
    if author.organisation is None:
        return acted_for
    who, organisation = person(author.id), _organisation(author.organisation)
    known = acted_for.get(who, frozenset())
    return acted_for if organisation in known else put(acted_for, who, known | {organisation})


@lru_cache(maxsize=1_024)
def _organisation(text: str) -> UUID:
    return UUID(text)


def sides_of(convention: Convention, caller: Caller) -> frozenset[UUID]:
    """The organisation of its token, and every one it acted for in this convention before.

    Entries of one organisation, registered twice and merged since, are one side.
    """
    own = frozenset() if caller.organisation is None else caller.also | {caller.organisation}
    return convention.acted_for.get(caller.person, frozenset()) | own


def speaks_for(convention: Convention, caller: Caller) -> frozenset[UUID]:
    """The same; but the ministry's office as such never speaks for its own organisation."""
    sides = sides_of(convention, caller)
    return sides - {caller.organisation} - caller.also if "office" in caller.roles else sides

"""Names of organisations: what reads like another organisation's name is not taken unseen."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Final
from uuid import UUID

from mithaq.confusables import confusable
from mithaq.events import Provenance
from mithaq.folding import fold

from partners.domain.events import NameReserved
from partners.domain.rules import NameMisleading, NameTaken

Bearers = frozenset[UUID]
NOBODY: Final[Bearers] = frozenset()
# What folding leaves apart, as it should for a search, and a reader of a name does not see.
_SEEN_ALIKE: Final = (("rn", "m"), ("0", "o"), ("1", "l"), ("i", "l"))


def ensure_plain(name: str) -> None:
    """Raise NameMisleading for a word with a letter of another script among its own."""
    word = confusable(name)
    if word is not None:
        raise NameMisleading(word=word)


def skeleton(name: str) -> str:
    """What a reader keeps of the name: two names that look alike have one skeleton.

    Folded, without spaces and punctuation, and with one letter for those drawn alike. A name of
    which nothing would be left is its own skeleton.
    """
    seen = fold(name)
    for drawn, alike in _SEEN_ALIKE:
        seen = seen.replace(drawn, alike)
    return "".join(character for character in seen if character.isalnum()) or name


def stream_of(seen: str) -> str:
    """The stream of a skeleton's bearers: appended with the registration, in one transaction."""
    return f"name-{sha256(seen.encode()).hexdigest()[:32]}"


def bearers(before: Bearers, reserved: NameReserved, _: Provenance) -> Bearers:
    """Evolve: whoever bears a name of this skeleton."""
    return before | {reserved.organisation_id}


def reserve(
    held_by: Bearers, name: str, organisation: UUID, distinct_from: Iterable[UUID]
) -> Sequence[NameReserved]:
    """Decide: the first organisation takes the name, a further one by naming all before it."""
    if organisation in held_by:
        return []
    if unseen := held_by.difference(distinct_from):
        others = ", ".join(sorted(map(str, unseen)))
        raise NameTaken(name=name, organisations=others)
    return [NameReserved(name=name, organisation_id=organisation)]

"""Words that are looked for in titles, in the reference, and in the names of parties."""

from collections.abc import Sequence
from typing import Any, Final

from mithaq.folding import fold
from mithaq.visibility import Tie
from sqlalchemy import ColumnElement, Select, Subquery, case, func, or_, select

from conventions.read_models.convention_list import conventions
from conventions.read_models.involvement import involved, party_names

_WORDS: Final = 8  # looked for one by one; what follows them is looked for as it stands
_IN_NAMES: Final = 3  # letters: fewer are in nearly every name
_LITERALLY: Final = str.maketrans({each: f"\\{each}" for each in "\\%_"})
_c: Final = conventions.c


def words_of(q: str) -> Sequence[str]:
    """The words sought, folded, each once; the longest first, which leaves the fewest rows."""
    words = list(dict.fromkeys(fold(q).split()))
    rest = " ".join(words[_WORDS:])
    return sorted([*words[:_WORDS], *([rest] if rest else [])], key=len, reverse=True)


def holding(query: Select[Any], q: str) -> Select[Any]:
    """Of the query's conventions those that hold every word of `q`, in whichever place each.

    A word that is too short to tell any name is looked for in titles and references alone.
    """
    words = words_of(q)
    if not (telling := [word for word in words if len(word) >= _IN_NAMES]):
        return query.where(*map(_own, words))
    named = _named(telling)
    of_names = {word: named.c.words.op("&")(_bit(nth)) != 0 for nth, word in enumerate(telling)}
    held = (or_(_own(word), of_names[word]) if word in of_names else _own(word) for word in words)
    return query.outerjoin(named, named.c.convention_id == _c.convention_id).where(*held)


def _own(word: str) -> ColumnElement[bool]:
    return _holds(_c.searched, word)


def _holds(text: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """By the whole pattern, of which PostgreSQL estimates how many rows have it.

    It would take `strpos` to hold for a third of them, nine words for none, and the join with what
    the caller sees for one of a single row: 106 ms of processor instead of 46, measured.
    """
    return text.like(f"%{word.translate(_LITERALLY)}%")


def _bit(nth: int) -> int:
    return 1 << nth


def _named(words: Sequence[str]) -> Subquery:
    """By convention: which of the words its parties' names hold, a bit each.

    One pass over the names and one over the parties, however many words there are.
    """
    name, party = party_names.c, involved.c
    bits = [case((_holds(name.folded, word), _bit(nth)), else_=0) for nth, word in enumerate(words)]
    said = func.bit_or(sum(bits[1:], start=bits[0]))
    called = select(name.organisation_id, said.label("words")).group_by(name.organisation_id)
    found = called.having(said != 0).subquery("called").c
    tied = select(party.convention_id, func.bit_or(found.words).label("words")).where(
        party.organisation_id == found.organisation_id, party.part == str(Tie.PARTY)
    )
    return tied.group_by(party.convention_id).subquery("named")

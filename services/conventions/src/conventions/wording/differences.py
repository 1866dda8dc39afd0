"""Two texts word by word, in French or Arabic: what is kept, removed, added.

A word stays whole: with its Arabic diacritics and tatweel, its digits in groups, its elided article
(`l'` is a word of its own, whichever apostrophe it is typed with).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import Indel

_LATIN: Final = "\u0300-\u036f"
_ARABIC: Final = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_WORD: Final = rf"[\w{_LATIN}{_ARABIC}\u200c\u200d]"
_TOKEN: Final = re.compile(
    rf"\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    rf"|\d+(?:[.,/:-]\d+)*"
    rf"|{_WORD}+(?:['\u2019](?={_WORD}))?"
    rf"|\s+|.",
    re.DOTALL,
)
_SENTENCE: Final = re.compile(r".+?(?:[.;:!?\u061b\u061f]\s+|\n+|\Z)", re.DOTALL)
# Words of one text times words of the other that are matched at once: 8 MB of bits, some 10 ms.
_AT_ONCE: Final = 64_000_000

_OPENS: Final = "\u2066\u2067\u2068"
_FIRST_STRONG, _CLOSES = "\u2068", "\u2069"


class Change(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of which all words fared alike."""

    change: Change
    text: str


def differences(old: str | None, new: str | None) -> tuple[Run, ...]:
    """The runs that lead from `old` to `new`; an absent text is an empty one.

    What is kept or removed is `old`, in its order; what is kept or added is `new`. Where both
    follow one another, what was removed comes first. Sentences are matched before words in a text
    too long to be matched at once; one that was written wholly anew is not matched any closer.
    """
    return tuple(_joined(_spaces_follow(_joined(_matched(old or "", new or "")))))


def changed(runs: Sequence[Run]) -> bool:
    return any(run.change is not Change.KEPT for run in runs)


def isolated(text: str) -> str:
    """A run that is shown beside runs of another direction and turns none of them round.

    An isolate that the run was cut out of is opened and closed again.
    """
    depth = missing = 0
    for char in text:
        if char in _OPENS:
            depth += 1
        elif char == _CLOSES and depth:
            depth -= 1
        elif char == _CLOSES:
            missing += 1
    return _FIRST_STRONG * (missing + 1) + text + _CLOSES * (depth + 1)


def _matched(old: str, new: str) -> Iterator[Run]:
    words = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(words[0]) * len(words[1]) <= _AT_ONCE:
        yield from _aligned(*words)
        return
    sentences = _SENTENCE.findall(old), _SENTENCE.findall(new)
    if len(sentences[0]) * len(sentences[1]) > _AT_ONCE:
        yield from _replaced(old, new)
        return
    removed = added = ""
    for run in _aligned(*sentences):
        if run.change is Change.KEPT:
            yield from _closer(removed, added)
            yield run
            removed = added = ""
        elif run.change is Change.REMOVED:
            removed += run.text
        else:
            added += run.text
    yield from _closer(removed, added)


def _closer(removed: str, added: str) -> Iterator[Run]:
    """Word by word, what was rewritten between two sentences that stayed."""
    words = _TOKEN.findall(removed), _TOKEN.findall(added)
    if len(words[0]) * len(words[1]) > _AT_ONCE:
        return _replaced(removed, added)
    return _aligned(*words)


def _replaced(old: str, new: str) -> Iterator[Run]:
    return iter([Run(Change.REMOVED, old), Run(Change.ADDED, new)])


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """By their longest common subsequence; words are numbered, so that equal means the same."""
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(word, len(numbers)) for word in old]
    right = [numbers.setdefault(word, len(numbers)) for word in new]
    for step in Indel.opcodes(left, right):
        if step.tag == "equal":
            yield Run(Change.KEPT, "".join(old[step.src_start : step.src_end]))
        else:
            yield Run(Change.REMOVED, "".join(old[step.src_start : step.src_end]))
            yield Run(Change.ADDED, "".join(new[step.dest_start : step.dest_end]))


def _spaces_follow(runs: Sequence[Run]) -> Iterator[Run]:
    """A space alone between two changes is read with them, not as something that stayed."""
    for nth, run in enumerate(runs):
        between = 0 < nth < len(runs) - 1
        if run.change is Change.KEPT and between and run.text.isspace():
            yield Run(Change.REMOVED, run.text)
            yield Run(Change.ADDED, run.text)
        else:
            yield run


def _joined(runs: Iterator[Run]) -> list[Run]:
    """Runs of one kind as one, what was removed before what was added, none empty."""
    found: list[Run] = []
    removed = added = ""
    for run in (*runs, Run(Change.KEPT, "")):
        if run.change is Change.REMOVED:
            removed += run.text
        elif run.change is Change.ADDED:
            added += run.text
        elif run.text or removed or added:
            pending = (Run(Change.REMOVED, removed), Run(Change.ADDED, added), run)
            found += [each for each in pending if each.text]
            removed = added = ""
    return found

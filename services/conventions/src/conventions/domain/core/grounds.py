"""What a command says that it rests on: it is refused when that is no more.

Such a command needs no version of the whole convention, so many may be given at once.
"""

from dataclasses import dataclass

from mithaq.errors import RuleBroken

from conventions.domain.core.amendment import Amendment
from conventions.domain.core.convention import Convention
from conventions.domain.core.rules import TextStale


class RoundChanged(RuleBroken):
    """An answer is for the round that it names."""

    code = "round-changed"


class RevisionChanged(RuleBroken):
    """An answer is for the revision of the amendment that it names."""

    code = "revision-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What is not named is not compared. `revision` is the amendment's, of which there is one.

    `text_sha256` is of the frozen text that the command is about: the amendment's, or the whole.
    """

    round: int | None = None
    revision: int | None = None
    text_sha256: str | None = None


def ensure_grounds(convention: Convention, amendment: Amendment | None, named: Grounds) -> None:
    """All that the command names still holds."""
    current = convention.negotiation.round
    if named.round not in (None, current):
        raise RoundChanged(named=named.round, current=current)
    if amendment is not None and named.revision not in (None, amendment.revision):
        raise RevisionChanged(named=named.revision, current=amendment.revision)
    if amendment is not None:
        frozen = amendment.signing.text_sha256 or None
    else:
        frozen = convention.text.text_sha256 if convention.text else None
    if named.text_sha256 not in (None, frozen):
        raise TextStale(shown=named.text_sha256, frozen=frozen)

"""A proof of spending as it was handed in, and what became of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mithaq.money import ZERO, Money


class SubmissionState(StrEnum):
    """What nobody may accept any more of it is refused, withdrawn, or was accepted."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedDocument:
    """A paper of the proof: an invoice, a statement of works."""

    kind: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """`accepted` is what of its amount was, by these persons; `organisation` handed it in."""

    number: int
    amount: Money
    on: date
    organisation: str | None
    documents: tuple[SubmittedDocument, ...]
    accepted: Money = ZERO
    accepted_by: frozenset[str] = frozenset()
    state: SubmissionState = SubmissionState.OPEN

    @property
    def left(self) -> Money:
        """What of it waits for an answer."""
        return self.amount - self.accepted if self.state is SubmissionState.OPEN else ZERO

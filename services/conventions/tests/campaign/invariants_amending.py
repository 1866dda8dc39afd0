"""What holds of amendments: who signs one had its council, and the Interior, approve as much."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.amendments import events as amendments
from conventions.domain.approvals import events as approvals
from conventions.domain.core.amendment import Operations
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.event import ConventionEvent
from conventions.domain.negotiation.events import TextReopened
from conventions.domain.shares.events import ShareSplit
from conventions.domain.signatures.events import ConventionEnteredIntoForce

from .parties import Parties
from .record import Faults, Record, told

_COUNCILS: Final = frozenset({"region", "province", "prefecture", "commune"})
Granted = set[RequiredApproval]


@dataclass(slots=True)
class _Binding:
    """A text that came to bind: what was granted for it, its promises in centimes, its end."""

    granted: Granted
    promises: dict[str, int]
    ends_on: date


@dataclass(slots=True)
class _Approved:
    """What was granted for the convention, for each text that bound, and for each amendment."""

    parties: Parties = field(default_factory=Parties)
    granted: dict[int, Granted] = field(default_factory=lambda: {0: set()})
    operations: dict[int, Operations] = field(default_factory=dict)
    bound: list[_Binding] = field(default_factory=list)

    def enter(self, event: ConventionEvent) -> None:
        self.parties.enter(event)
        match event:
            case approvals.ApprovalsRequested() | TextReopened():
                self.granted[0] = set()
            case approvals.ApprovalGranted():
                self.granted[0].add(event.approval)
            case amendments.AmendmentDrafted() | amendments.AmendmentRevised():
                self.granted[event.amendment] = set()
                self.operations[event.amendment] = event.operations
            case amendments.AmendmentApprovalGranted():
                self.granted[event.amendment].add(event.approval)
            case ConventionEnteredIntoForce():
                self._bind(0, event.ends_on)
            case amendments.AmendmentTookEffect():
                self._bind(event.amendment, event.ends_on)
            case ShareSplit():
                self._split(event)

    def _bind(self, number: int, ends_on: date | None) -> None:
        promises = {key: amount for key, (_, amount) in self.parties.amended(None).items()}
        self.bound.append(_Binding(self.granted[number], promises, ends_on or date.max))

    def _split(self, event: ShareSplit) -> None:
        """A text that promised the share promises its parts as well."""
        name, parts = event.share.share, {x.contribution: x.amount for x in event.contributions}
        for text in self.bound:
            if text.promises.get(name, -1) >= event.share.amount.centimes:
                del text.promises[name]
                text.promises |= {part: amount.centimes for part, amount in parts.items()}
                text.promises |= {name: event.left.amount.centimes} if event.left else {}

    def lacks(self, number: int, signer: UUID) -> Iterator[str]:
        """What nobody granted to this signer for as much as the amendment makes of the text."""
        operations = self.operations[number]
        announced = self.parties.amended(operations)
        after = {key: amount for key, (_, amount) in announced.items()}
        if after == self.bound[-1].promises and operations.ends_on is None:
            return
        ends_on = operations.ends_on or self.bound[-1].ends_on
        mine = {key for key, (who, _) in announced.items() if who == signer}
        texts = [
            text.granted
            for text in self.bound
            if ends_on <= text.ends_on
            and sum(after.values()) <= sum(text.promises.values())
            and all(after[key] <= text.promises.get(key, -1) for key in mine)
        ]
        granted = [self.granted[number], *texts]
        councils = {x.organisation_id for each in granted for x in each if _deliberates(x)}
        if signer not in councils:
            yield "deliberation of its council"
        if not any(x.kind == "interior" for each in granted for x in each):
            yield "visa of the Interior"


def _deliberates(approval: RequiredApproval) -> bool:
    return approval.kind == "council_deliberation"


def no_council_signs_an_amendment_that_it_did_not_approve(record: Record) -> Faults:
    """For that money and that time or more, in this amendment or in one text that bound before."""
    approved = _Approved()
    for _, event in told(record):
        approved.enter(event)
        if isinstance(event, amendments.AmendmentPartySigned):
            signer = event.signature.organisation_id
            known = approved.parties.parties.get(signer)
            if known is not None and known.kind in _COUNCILS:
                for what in approved.lacks(event.amendment, signer):
                    yield f"{signer} signs amendment {event.amendment} without the {what}"


AMENDING = (no_council_signs_an_amendment_that_it_did_not_approve,)

"""What a convention takes of its framework's envelope, or offers: read off its own record alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.amendments import events as amendments
from conventions.domain.conditions.events import ConditionFailed
from conventions.domain.core.amendment import Operations
from conventions.domain.core.event import ConventionEvent
from conventions.domain.deliveries import events as deliveries
from conventions.domain.drafting import events as drafting
from conventions.domain.ending import events as ending
from conventions.domain.negotiation.events import TextAgreed, TextReopened
from conventions.domain.signatures import events as signatures

from .accounts import Accounts
from .parties import Parties, Promise
from .record import Recorded

Lines = Mapping[tuple[UUID, int | None], int]
_OPEN_AGAIN: Final = (
    TextReopened,
    drafting.ConventionWithdrawn,
    signatures.SignatureRefused,
    signatures.ConventionLapsed,
    ConditionFailed,
)
_WRITTEN: Final = (amendments.AmendmentDrafted, amendments.AmendmentRevised)
_ENDED: Final = (
    amendments.AmendmentTookEffect,
    amendments.AmendmentWithdrawn,
    amendments.AmendmentRefused,
    amendments.AmendmentLapsed,
)


@dataclass(slots=True)
class Reading:
    """`agreed` are the amendments whose text is agreed and that are not over; by number, what they
    announce. `years` are the first and the last one, where the text names them.
    """

    parties: Parties = field(default_factory=Parties)
    accounts: Accounts = field(default_factory=Accounts)
    delivered: Counter[str] = field(default_factory=Counter)
    announced: dict[int, Operations] = field(default_factory=dict)
    agreed: dict[int, Operations] = field(default_factory=dict)
    framework_id: UUID | None = None
    is_framework: bool = False
    binds: bool = False
    over: bool = False
    years: tuple[int | None, int | None] = (None, None)
    in_force_on: date | None = None
    ends_on: date | None = None
    suspended: list[tuple[date, date]] = field(default_factory=list)

    def enter(self, entry: Recorded, event: ConventionEvent) -> None:
        self.accounts.enter(entry, event)
        self.parties.enter(event)
        self._amending(event)
        match event:
            case drafting.ConventionDrafted(outline=outline):
                self.framework_id = outline.framework_id
                self.is_framework = outline.instrument == "framework"
                self.years = (outline.first_year, outline.last_year)
            case drafting.TotalRevised():
                self.years = (event.first_year, event.last_year)
            case TextAgreed():
                self.binds = True
            case deliveries.ContributionDelivered():
                self.delivered[event.contribution] += event.amount.centimes
            case deliveries.DeliveryRejected():
                self.delivered[event.contribution] -= event.amount.centimes
            case signatures.ConventionEnteredIntoForce():
                self.in_force_on, self.ends_on = event.in_force_on, event.ends_on
            case _ if isinstance(event, _OPEN_AGAIN):
                self.binds = False
            case _:
                self._ending(entry, event)

    def _amending(self, event: ConventionEvent) -> None:
        if isinstance(event, _WRITTEN):
            self.announced[event.amendment] = event.operations
            self.agreed.pop(event.amendment, None)
        elif isinstance(event, amendments.AmendmentTextAgreed):
            self.agreed[event.amendment] = self.announced[event.amendment]
        elif isinstance(event, _ENDED):
            self.agreed.pop(event.amendment, None)
        if isinstance(event, amendments.AmendmentTookEffect):
            self.ends_on = event.ends_on
            if event.period is not None:
                self.years = (event.period.first_year, event.period.last_year)

    def _ending(self, entry: Recorded, event: ConventionEvent) -> None:
        match event:
            case ending.ConventionSuspended():
                self.suspended.append((entry.on, date.max))
            case ending.ConventionResumed():
                first, _ = self.suspended.pop()
                self.suspended.append((first, entry.on))
            case (
                ending.ConventionCompleted()
                | ending.ConventionTerminated()
                | ending.TerminationPronounced()
            ):
                self.over = True
            case _:
                pass

    @property
    def taken(self) -> dict[int | None, Lines]:
        """By text, None is the convention's own: what it would take if that one came true."""
        if not self.binds:
            return {}
        found: dict[int | None, Lines] = {None: lines(self.parties.promises())}
        for number, operations in self.agreed.items():
            found[number] = lines(self.parties.promises(operations))
        return {text: each for text, each in found.items() if each}

    @property
    def spent(self) -> dict[int | None, Lines]:
        """Of a framework: what it planned in tranches and what was delivered, no more than each
        text promises of it, which may be nothing.
        """
        moved = Counter(self.delivered)
        for tranche in self.accounts.tranches.values():
            moved[tranche.contribution] += tranche.total("planned")
        own: dict[int | None, Lines] = {None: lines(_kept(self.parties.promises(), moved))}
        for number, operations in self.agreed.items():
            own[number] = lines(_kept(self.parties.promises(operations), moved))
        return own


def _kept(promises: Mapping[str, Promise], moved: Mapping[str, int]) -> dict[str, Promise]:
    return {
        name: promise._replace(centimes=min(promise.centimes, moved[name]))
        for name, promise in promises.items()
        if name in moved
    }


def lines(promises: Mapping[str, Promise]) -> Lines:
    """Summed up by partner and year; nothing where it is nothing."""
    found: Counter[tuple[UUID, int | None]] = Counter()
    for promise in promises.values():
        found[promise.who, promise.year] += promise.centimes
    return {key: centimes for key, centimes in found.items() if centimes}

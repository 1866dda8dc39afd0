"""What holds of agreements and of the end: who owes signs, and nothing is left open."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from conventions.domain.acceptance.events import WorksAcceptedProvisionally
from conventions.domain.amendments import events as amendments
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.progress import Progress
from conventions.domain.deliveries import events as deliveries
from conventions.domain.ending.events import ConventionCompleted
from conventions.domain.execution.events import ProgressAccepted, ProgressReported
from conventions.domain.negotiation.events import TextAgreed
from conventions.domain.signatures import events as signatures

from .accounts import Accounts
from .parties import Parties
from .plan import Plan
from .record import Faults, Record, told


def whoever_promises_signed_the_text(record: Record) -> Faults:  # noqa: C901 - one case an event
    """The text that was agreed, and of an amendment in effect those whose promise it changed."""
    parties, agreed = Parties(), ""
    signed: dict[str, set[UUID]] = defaultdict(set)
    changed: dict[int, set[UUID]] = defaultdict(set)
    for _, event in told(record):
        parties.enter(event)
        if isinstance(event, TextAgreed):
            agreed = event.text.text_sha256
        if isinstance(event, signatures.TextCorrected):
            kept = signed[agreed] if event.voids == "nothing" else set()
            agreed = event.text.text_sha256
            signed[agreed] = set(kept)
            signed.clear()
        elif isinstance(event, signatures.PartySigned):
            signed[event.signature.text_sha256].add(event.signature.organisation_id)
        elif isinstance(event, amendments.AmendmentPartySigned):
            changed[event.amendment].add(event.signature.organisation_id)
        elif isinstance(event, signatures.ConventionSigned):
            owing = {pledge.organisation_id for pledge in event.contributions}
            if missing := (owing | parties.signing) - signed[agreed]:
                yield f"signed without {missing}"
        elif isinstance(event, amendments.AmendmentTookEffect):
            pairs = ((change.before, change.after) for change in event.contributions)
            owing = {pledge.organisation_id for pair in pairs for pledge in pair if pledge}
            if missing := owing - changed[event.amendment]:
                yield f"amendment {event.amendment} holds without {missing}"


def a_completed_convention_has_no_gap(record: Record) -> Faults:
    """All is planned, paid and justified, or delivered and accepted; built, decided, and agreed."""
    accounts, plan, works = Accounts(), Plan(), _Works()
    for entry, event in told(record):
        accounts.enter(entry, event)
        plan.enter(event)
        works.enter(event)
        if isinstance(event, ConventionCompleted):
            yield from _unpaid(accounts, plan.parties, works)
            yield from (f"amendment {number} is open" for number in works.open)
            costing = [action for action, years in plan.costs.items() if any(years.values())]
            yield from (f"{action} is not built" for action in costing if not works.built(action))
            yield from (f"{action} is not taken over" for action in {*costing} - works.taken_over)
            for name, tranche in accounts.tranches.items():
                if tranche.excess or tranche.advance or tranche.refund_due:
                    yield f"{name} was paid beyond its orders"


class _Works:
    """What was delivered, how far each action is, which amendment is under way."""

    def __init__(self) -> None:
        self.accepted: dict[str, int] = defaultdict(int)
        self.seen: dict[str, list[Progress]] = defaultdict(list)
        self.vouched: set[tuple[str, Progress]] = set()
        self.open: set[int] = set()
        self.taken_over: set[str] = set()

    def enter(self, event: ConventionEvent) -> None:
        match event:
            case deliveries.DeliveryAccepted():
                self.accepted[event.contribution] += event.amount.centimes
            case ProgressReported():
                self.seen[event.action].append(event.progress)
            case ProgressAccepted():
                self.vouched.add((event.action, event.progress))
            case WorksAcceptedProvisionally():
                self.taken_over.add(event.action)
            case amendments.AmendmentDrafted():
                self.open.add(event.amendment)
            case (
                amendments.AmendmentTookEffect()
                | amendments.AmendmentWithdrawn()
                | amendments.AmendmentRefused()
                | amendments.AmendmentLapsed()
            ):
                self.open.discard(event.amendment)
            case _:
                pass

    def built(self, action: str) -> bool:
        """Somebody accepted all of it, and no later look saw less."""
        seen = self.seen[action]
        if not any((action, each) in self.vouched for each in seen if each.percent == 100):
            return False
        last_day = max(each.observed_on for each in seen)
        return [each for each in seen if each.observed_on == last_day][-1].percent == 100


def _unpaid(accounts: Accounts, parties: Parties, works: _Works) -> Iterator[str]:
    for name, pledge in parties.pledges.items():
        owed = accounts.owed(name)
        if pledge.kind != "cash":
            if works.accepted[name] != owed:
                yield f"{name}: {works.accepted[name]} of {owed} is accepted"
            continue
        for stage in ("planned", "paid", "justified"):
            done = sum(each.total(stage) for each in accounts.of(name))
            if done != owed:
                yield f"{name}: {done} of {owed} is {stage}"


ENDING = (whoever_promises_signed_the_text, a_completed_convention_has_no_gap)

"""What a meeting decides: named once, carried out by a party, while it still can be."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from mithaq.commands import Caller
from mithaq.errors import Forbidden, RuleBroken

from conventions.domain.committees import commands as c
from conventions.domain.committees.rules import CONVENERS
from conventions.domain.core.commands import RUNNING
from conventions.domain.core.committee import Decision, DecisionKind, Meeting, Resolution
from conventions.domain.core.convention import Convention
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.policy import capacities_of
from conventions.domain.core.rules import NothingWaits, ensure_named_once, ensure_written
from conventions.domain.tranches.rules import live_tranche_of


class DecisionUnknown(RuleBroken):
    """No decision of this name in confirmed minutes."""

    code = "decision-unknown"


class DecisionNameTaken(RuleBroken):
    """A decision of a meeting has a name of its own in the convention."""

    code = "decision-name-taken"


class DecisionUnfit(RuleBroken):
    """A decision to release names the tranche, and no other decision does."""

    code = "decision-unfit"


class DecisionDueTooSoon(RuleBroken):
    """A decision is to be carried out on the day of the meeting, or later."""

    code = "decision-due-too-soon"


class DecisionTooLate(RuleBroken):
    """Once a convention has ended no meeting decides what cannot be carried out any more."""

    code = "decision-too-late"


class DecisionSettled(RuleBroken):
    """A decision is carried out once, and not after it was dropped."""

    code = "decision-settled"


class DecisionNotCarriedOutBy(RuleBroken):
    """An event of a fitting kind that came after the decision carries it out."""

    code = "decision-not-carried-out-by"


class NotTheCarrier(Forbidden):
    """Who is to carry a decision out says that it did, or the lead, or the office."""

    code = "not-the-carrier"


# Which events carry out which kind of decision; `other` is carried out by an act alone.
CARRIED_OUT_BY: Final = MappingProxyType(
    {
        DecisionKind.RELEASE: ("FundsCalled",),
        DecisionKind.SUSPENSION: ("ConventionSuspended",),
        DecisionKind.RESUMPTION: ("ConventionResumed",),
        DecisionKind.AMENDMENT: ("AmendmentTookEffect",),
        DecisionKind.SCHEDULE: ("TranchePlanned", "TrancheCancelled", "TrancheRescheduled"),
        DecisionKind.OTHER: (),
    }
)
DECIDING_RULES = (
    DecisionNameTaken,
    DecisionUnfit,
    DecisionDueTooSoon,
    DecisionTooLate,
    DecisionUnknown,
    DecisionSettled,
)
CARRYING_RULES = (DecisionUnknown, DecisionSettled, NotTheCarrier, DecisionNotCarriedOutBy)


def ensure_decidable(
    convention: Convention, meeting: Meeting, decisions: tuple[Resolution, ...]
) -> None:
    """Each can be told from all others, read, and carried out by a party."""
    ensure_named_once("decisions", (each.decision for each in decisions))
    taken = set(_names_but_of(convention, meeting))
    for each in decisions:
        name, kind = each.decision, str(each.kind)
        ensure_written(name, text_fr=each.text_fr, text_ar=each.text_ar)
        if name in taken:
            raise DecisionNameTaken(decision=name)
        if each.carried_out_by not in convention.terms.parties:
            raise PartyUnknown(organisation=str(each.carried_out_by))
        if (each.tranche is None) == (each.kind == DecisionKind.RELEASE):
            raise DecisionUnfit(decision=name, kind=kind)
        if convention.state not in RUNNING and each.kind != DecisionKind.OTHER:
            raise DecisionTooLate(decision=name, kind=kind, state=str(convention.state))
        if each.tranche is not None:
            live_tranche_of(convention, each.tranche)
        if each.due_by is not None and each.due_by < meeting.meets_on:
            raise DecisionDueTooSoon(
                decision=name, due_by=str(each.due_by), held_on=str(meeting.meets_on)
            )


def _names_but_of(convention: Convention, meeting: Meeting) -> Iterator[str]:
    """Of all confirmed decisions, and of those of other minutes that wait."""
    yield from convention.committees.decisions
    for each in convention.committees.meetings.values():
        if each.meeting != meeting.meeting and each.minutes is not None:
            yield from (known.decision for known in each.minutes.decisions)


def waiting(convention: Convention, name: str) -> Decision:
    """Raises DecisionUnknown, DecisionSettled."""
    decision = convention.committees.decisions.get(name)
    if decision is None:
        raise DecisionUnknown(decision=name)
    if not decision.waits:
        settled = decision.carried_out_on or decision.dropped_on
        raise DecisionSettled(decision=name, on=str(settled))
    return decision


def ensure_droppable(convention: Convention, meeting: Meeting, drops: tuple[str, ...]) -> None:
    """Decisions of the same committee, of earlier meetings, that nobody carried out."""
    ensure_named_once("drops", drops)
    for name in drops:
        decision = waiting(convention, name)
        if decision.committee != meeting.committee or decision.held_on > meeting.meets_on:
            raise DecisionUnknown(decision=name)


def ensure_carries(convention: Convention, caller: Caller, decision: Decision) -> None:
    held, carrier = capacities_of(convention, caller), decision.resolution.carried_out_by
    if held.isdisjoint(CONVENERS) and caller.organisation != carrier:
        name = convention.terms.name_of(carrier)
        raise NotTheCarrier(decision=decision.resolution.decision, organisation=name)


def ensure_carried_out(command: c.CarryOutDecision, decision: Decision) -> None:
    """By an event that fits, came later, and holds no earlier than the meeting; or by an act."""
    resolution, carrier = decision.resolution, command.carrier
    fitting = CARRIED_OUT_BY.get(DecisionKind(resolution.kind), ())
    if not fitting:
        fits = command.version is None and bool((command.act or "").strip())
    else:
        fits = (
            carrier is not None
            and carrier.version == command.version
            and carrier.event in fitting
            and carrier.version > decision.version
            and carrier.on >= decision.held_on
            and resolution.tranche in {None, carrier.part}
        )
    if not fits:
        raise DecisionNotCarriedOutBy(
            decision=resolution.decision,
            kind=str(resolution.kind),
            version=command.version,
            after=decision.version,
        )


def ensure_some_waits(convention: Convention, _: Caller) -> None:
    """A decision waits to be carried out."""
    if next(convention.committees.waiting(), None) is None:
        raise NothingWaits(step="decision")

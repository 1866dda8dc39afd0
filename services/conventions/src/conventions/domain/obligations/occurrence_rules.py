"""Of one occurrence: by whom, when and in which state it is shown, judged or waived."""

from datetime import timedelta
from typing import Final

from mithaq.commands import Caller
from mithaq.errors import Invalid, RuleBroken

from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, ensure_apart
from conventions.domain.core.obligation import DueKind, EvidenceDocument, Obligation
from conventions.domain.core.occurrences import OccurrenceState
from conventions.domain.core.rules import ensure_named_once
from conventions.domain.core.sides import speaks_for
from conventions.domain.execution.rules import ensure_digest
from conventions.domain.obligations import commands as c
from conventions.domain.obligations.found import Found
from conventions.domain.obligations.rules import takes_over

RETURN_DAYS: Final = 90
WARNED_BEFORE: Final = timedelta(days=15)


class OccurrenceClosed(RuleBroken):
    """Evidence is submitted where it is asked, judged where it waits, waived where it is owed."""

    code = "occurrence-closed"


class PeriodNotOver(RuleBroken):
    """What is told of a period is submitted once the period is over."""

    code = "period-not-over"


class NotTheOwner(RuleBroken):
    """The party that owes it shows that it was met."""

    code = "not-the-owner"


class EvidenceLacking(RuleBroken):
    """A document of each kind that the text asks for is submitted, and one at least."""

    code = "evidence-lacking"


class SubmissionBackdated(RuleBroken):
    """What is submitted once it is late is not dated in time."""

    code = "submission-backdated"


class NotTheCertifier(RuleBroken):
    """The beneficiary that the text names, the lead or the office judges the evidence."""

    code = "not-the-certifier"


class OwnEvidence(RuleBroken):
    """Another party judges the evidence, or gives it up, than the one that owes or told it."""

    code = "own-evidence"


class ReturnDelayUnfit(Invalid):
    """What is returned is due again within a delay that is neither nothing nor for ever."""

    code = "return-delay-unfit"


class WaiverNotAsked(RuleBroken):
    """The office consents to a waiver that the lead asked for."""

    code = "waiver-not-asked"


class WaiverAlreadyAsked(RuleBroken):
    """A waiver is asked for once."""

    code = "waiver-already-asked"


def ensure_state(found: Found, *states: OccurrenceState) -> None:
    if found.kept.state not in states:
        raise OccurrenceClosed(
            obligation=found.obligation.obligation,
            occurrence=found.occurrence.number,
            state=str(found.kept.state),
        )


def ensure_owner(convention: Convention, obligation: Obligation, caller: Caller) -> None:
    if caller.organisation != obligation.owner:
        name = convention.terms.name_of(obligation.owner)
        raise NotTheOwner(obligation=obligation.obligation, organisation=name)


def ensure_in_time(found: Found, command: c.SubmitEvidence) -> None:
    """Not before its period is over; late as it is recorded, it is late as it is dated."""
    last, name = found.occurrence.last, found.obligation.obligation
    periodic = found.obligation.due.kind == DueKind.EVERY_PERIOD
    if periodic and last is not None and command.on <= last:
        raise PeriodNotOver(
            obligation=name, occurrence=found.occurrence.number, last=str(last), on=str(command.on)
        )
    due_on = found.due_on
    if due_on is None or not command.on <= due_on < command.recorded_on:
        return
    if not takes_over(command.header.dating, command.caller):
        raise SubmissionBackdated(obligation=name, due_on=str(due_on), on=str(command.on))


def ensure_evidence(obligation: Obligation, documents: tuple[EvidenceDocument, ...]) -> None:
    ensure_named_once("documents", (each.sha256 for each in documents))
    for each in documents:
        ensure_digest(each.sha256)
    there = {each.kind for each in documents}
    lacking = tuple(kind for kind in obligation.evidence if kind not in there)
    if lacking or not documents:
        raise EvidenceLacking(obligation=obligation.obligation, kinds=lacking)


def ensure_judge(convention: Convention, found: Found, caller: Caller) -> None:
    """Another person, of another party than the one that owes it or told it; or the office."""
    obligation = found.obligation
    ensure_apart(found.kept.done_by, Duty.ACCEPT, caller)
    ensure_no_part(convention, found, caller)
    judges = {obligation.beneficiary, convention.terms.lead()}
    if "office" not in caller.roles and caller.organisation not in judges:
        raise NotTheCertifier(obligation=obligation.obligation)


def ensure_no_part(convention: Convention, found: Found, caller: Caller) -> None:
    concerned = {found.obligation.owner, *found.kept.organisations}
    if not concerned.isdisjoint(speaks_for(convention, caller)):
        raise OwnEvidence(obligation=found.obligation.obligation)


def ensure_delay(days: int) -> None:
    if not 1 <= days <= RETURN_DAYS:
        raise ReturnDelayUnfit(days=days, most=RETURN_DAYS)

"""Decisions on obligations: written with the text, then shown, judged, waived and missed."""

from datetime import date, timedelta
from typing import TypedDict
from uuid import UUID

from mithaq.events import Open

from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, ensure_apart
from conventions.domain.core.event import Events
from conventions.domain.core.obligation import ObligationKind
from conventions.domain.core.occurrences import ASKED, OccurrenceState
from conventions.domain.core.rules import ensure_reason
from conventions.domain.obligations import commands as c
from conventions.domain.obligations import events as e
from conventions.domain.obligations import occurrence_rules as rules
from conventions.domain.obligations.found import Found, found_of
from conventions.domain.obligations.rules import ensure_writable, obligation_of

_SUBMITTED = OccurrenceState.SUBMITTED


class OfOccurrence(TypedDict):
    """What every event of an occurrence says."""

    convention_id: UUID
    obligation: str
    kind: Open[ObligationKind]
    occurrence: int
    organisation_id: UUID
    due_on: date | None
    subject_fr: str
    subject_ar: str | None


def _of(convention: Convention, found: Found) -> OfOccurrence:
    return {
        "convention_id": convention.convention_id,
        "obligation": found.obligation.obligation,
        "kind": found.obligation.kind,
        "occurrence": found.occurrence.number,
        "organisation_id": found.obligation.owner,
        "due_on": found.due_on,
        "subject_fr": found.obligation.subject_fr,
        "subject_ar": found.obligation.subject_ar,
    }


def write_obligation(convention: Convention, command: c.WriteObligation) -> Events:
    """Writing an obligation as it already reads changes nothing."""
    written = command.obligation
    before = convention.terms.obligations.get(written.obligation)
    if before == written:
        return []
    ensure_writable(convention, written, command.recorded_on)
    convention_id = convention.convention_id
    return [e.ObligationWritten(convention_id=convention_id, obligation=written, replaced=before)]


def remove_obligation(convention: Convention, command: c.RemoveObligation) -> Events:
    obligation = obligation_of(convention, command.obligation)
    return [e.ObligationRemoved(convention_id=convention.convention_id, obligation=obligation)]


def submit(convention: Convention, command: c.SubmitEvidence) -> Events:
    """A late report is better than none: what was missed may still be shown."""
    found = found_of(convention, command)
    rules.ensure_owner(convention, found.obligation, command.caller)
    rules.ensure_state(found, *ASKED)
    ensure_apart(found.kept.done_by, Duty.REPORT, command.caller)
    rules.ensure_in_time(found, command)
    rules.ensure_evidence(found.obligation, command.documents)
    due_on = found.due_on
    return [
        e.EvidenceSubmitted(
            **_of(convention, found),
            documents=command.documents,
            summary=command.summary,
            late=due_on is not None and command.on > due_on,
        )
    ]


def withdraw(convention: Convention, command: c.WithdrawEvidence) -> Events:
    """What is taken back after the due day is missed at once: evidence only waits if it stays."""
    ensure_reason(command.reason)
    found = found_of(convention, command)
    rules.ensure_owner(convention, found.obligation, command.caller)
    rules.ensure_state(found, _SUBMITTED)
    of = _of(convention, found)
    due_on = found.due_on
    told = due_on is not None and found.kept.missed == due_on
    withdrawn = e.EvidenceWithdrawn(**of, reason=command.reason, missed=told)
    if due_on is None or command.on <= due_on or told:  # dated before, time tells it next
        return [withdrawn]
    return [withdrawn, _missed(convention, found)]


def certify(convention: Convention, command: c.CertifyEvidence) -> Events:
    found = found_of(convention, command)
    rules.ensure_state(found, _SUBMITTED)
    rules.ensure_judge(convention, found, command.caller)
    return [e.EvidenceCertified(**_of(convention, found), remark=command.remark)]


def return_evidence(convention: Convention, command: c.ReturnEvidence) -> Events:
    ensure_reason(command.reason)
    found = found_of(convention, command)
    rules.ensure_state(found, _SUBMITTED)
    rules.ensure_judge(convention, found, command.caller)
    rules.ensure_delay(command.within_days)
    again = command.recorded_on + timedelta(days=command.within_days)
    due_on = found.due_on
    return [
        e.EvidenceReturned(
            **_of(convention, found),
            reason=command.reason,
            due_again_on=again if due_on is None else max(again, due_on),
        )
    ]


def ask_waiver(convention: Convention, command: c.AskWaiver) -> Events:
    ensure_reason(command.reason)
    found = found_of(convention, command)
    rules.ensure_state(found, *ASKED)
    if found.kept.waiver is not None:
        raise rules.WaiverAlreadyAsked(obligation=command.obligation, occurrence=command.occurrence)
    return [e.WaiverAsked(**_of(convention, found), reason=command.reason)]


def waive(convention: Convention, command: c.WaiveOccurrence) -> Events:
    """A second person, of the office, who speaks neither for the lead nor for whom it frees."""
    found = found_of(convention, command)
    waiver = found.kept.waiver
    rules.ensure_state(found, *ASKED)
    if waiver is None:
        raise rules.WaiverNotAsked(obligation=command.obligation, occurrence=command.occurrence)
    ensure_apart(found.kept.done_by, Duty.APPROVE, command.caller)
    rules.ensure_no_part(convention, found, command.caller)
    return [e.ObligationWaived(**_of(convention, found), reason=waiver.reason)]


def note_due_soon(convention: Convention, command: c.NoteObligationDueSoon) -> Events:
    """Nothing if it was submitted meanwhile, or is due later now."""
    found = found_of(convention, command)
    due_on = found.due_on
    if due_on is None or found.kept.state not in ASKED or found.kept.warned == due_on:
        return []
    if not due_on - rules.WARNED_BEFORE <= command.on <= due_on:
        return []
    return [e.ObligationDueSoon(**_of(convention, found))]


def note_missed(convention: Convention, command: c.NoteObligationMissed) -> Events:
    """Once for each due day; what waits for a certificate is nobody's breach."""
    found = found_of(convention, command)
    due_on = found.due_on
    if due_on is None or found.kept.state not in ASKED or found.kept.missed == due_on:
        return []
    return [_missed(convention, found)] if command.on > due_on else []


def _missed(convention: Convention, found: Found) -> e.ObligationMissed:
    due_on = found.due_on
    suspended = due_on is not None and convention.suspended_on(due_on)
    return e.ObligationMissed(**_of(convention, found), suspended=suspended)

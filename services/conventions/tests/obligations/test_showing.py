"""Evidence: submitted by the owner, judged by another person of another party, late or in time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from conventions.domain.core import rules as core
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.obligation import EvidenceDocument
from conventions.domain.core.obliged import kept_of, span_of
from conventions.domain.core.occurrences import OccurrenceState, occurrences_of
from conventions.domain.ending.commands import SuspendConvention
from conventions.domain.execution.rules import DigestMalformed
from conventions.domain.obligations import events as e
from conventions.domain.obligations import occurrence_rules as rules
from conventions.domain.obligations.found import OccurrenceUnknown
from conventions.domain.obligations.rules import ObligationUnknown
from mithaq.commands import Caller

from ..people import (
    COMMUNE,
    DAY,
    ID,
    MINISTRY,
    OPERATOR,
    OPERATOR_HEAD,
    Say,
    bookkeeper,
    commune,
    interior,
    office,
    operator,
    region,
)
from ..story import Story, in_force, state_of
from .story import (
    DUE,
    FINAL,
    LAND,
    LATE,
    OVER,
    PAPER,
    REPORT,
    after,
    ask_waiver,
    certify,
    missed,
    obliged,
    send_back,
    soon,
    submit,
    take_back,
    waive,
)

OF: dict[str, Any] = {
    "convention_id": ID,
    "obligation": "report",
    "occurrence": 1,
    "organisation_id": OPERATOR,
    "due_on": DUE,
    "kind": REPORT.kind,
    "subject_fr": REPORT.subject_fr,
    "subject_ar": REPORT.subject_ar,
}
SUBMITTED = e.EvidenceSubmitted(**OF, documents=PAPER)
CERTIFIED = e.EvidenceCertified(**OF)
WITHDRAWN = e.EvidenceWithdrawn(**OF, reason="erreur")
AGAIN = replace(WITHDRAWN, missed=True)
MISSED = e.ObligationMissed(**OF)


def stands(story: Story) -> OccurrenceState:
    return kept_of(state_of(story), "report", 1).state


def test_the_owner_submits_and_the_beneficiary_certifies() -> None:
    story = after(obliged(), submit(), SUBMITTED)
    assert stands(story) is OccurrenceState.SUBMITTED
    assert stands(after(story, certify(), CERTIFIED)) is OccurrenceState.CERTIFIED


def test_the_lead_and_the_office_certify_too() -> None:
    for say in (region, office):
        obliged().when(submit()).then(certify(say), CERTIFIED)


def test_nobody_else_submits() -> None:
    obliged().refuses(submit(say=commune), rules.NotTheOwner)
    obliged().refuses(submit(say=region), rules.NotTheOwner)
    obliged().refuses(submit(say=office), core.CapacityRefused)


def test_nobody_of_the_owner_certifies() -> None:
    """Neither the person who submitted nor a colleague, by whatever token."""
    story = obliged().when(submit(say=bookkeeper))
    story.refuses(certify(operator), rules.OwnEvidence)
    story.refuses(certify(bookkeeper), DutiesNotSeparated)
    turned = replace(OPERATOR_HEAD, organisation=COMMUNE)
    obliged().when(submit()).refuses(certify(Say(turned)), DutiesNotSeparated)
    story.when(take_back(say=operator)).when(submit(say=bookkeeper)).refuses(
        certify(Say(turned)), rules.OwnEvidence
    )
    clerk = Caller(subject="operator-head", organisation=MINISTRY, roles=frozenset({"office"}))
    story.refuses(certify(Say(clerk)), rules.OwnEvidence)


def test_a_party_that_it_does_not_concern_certifies_nothing() -> None:
    story = obliged(instead=replace(REPORT, beneficiary=None)).when(submit())
    story.refuses(certify(commune), rules.NotTheCertifier)
    story.refuses(send_back(commune), rules.NotTheCertifier)
    obliged().when(submit()).refuses(certify(interior), core.CapacityRefused)


def test_a_judge_does_not_submit_afterwards() -> None:
    """By the token of the owner: the same person judged the occurrence before."""
    turned = Caller(subject="commune-head", organisation=OPERATOR, roles=frozenset({"partner"}))
    story = obliged().when(submit(), send_back())
    story.refuses(submit(say=Say(turned)), DutiesNotSeparated)


def test_not_before_the_period_is_over() -> None:
    obliged().refuses(submit(OVER - timedelta(days=1)), rules.PeriodNotOver)
    obliged().refuses(submit(OVER, occurrence=2), rules.PeriodNotOver)


def test_what_is_owed_once_may_be_early() -> None:
    obliged(LAND).when(submit(DAY, commune, obligation="land"))
    obliged(FINAL).when(submit(DAY, obligation="final"))


def test_what_is_not_owed_is_unknown() -> None:
    obliged().refuses(submit(obligation="x"), ObligationUnknown)
    refused = obliged().refuses(submit(occurrence=5), OccurrenceUnknown)
    assert refused.values["count"] == 4
    in_force().refuses(submit(), core.NothingWaits)
    obliged().refuses(certify(), core.NothingWaits)
    obliged().refuses(waive(), core.NothingWaits)
    obliged().when(submit()).refuses(certify(occurrence=2), rules.OccurrenceClosed)


def test_each_kind_of_document_is_there() -> None:
    other = (EvidenceDocument(kind="photo", sha256="b" * 64),)
    refused = obliged().refuses(submit(documents=other), rules.EvidenceLacking)
    assert refused.values["kinds"] == "rapport"
    obliged(LAND).refuses(
        submit(DAY, commune, obligation="land", documents=()), rules.EvidenceLacking
    )
    obliged().refuses(submit(documents=PAPER * 2), core.NameDuplicated)
    bad = (EvidenceDocument(kind="rapport", sha256="A"),)
    obliged().refuses(submit(documents=bad), DigestMalformed)


def test_late_is_not_lost() -> None:
    story = after(obliged(), missed(), MISSED)
    assert stands(story) is OccurrenceState.MISSED
    late = e.EvidenceSubmitted(**OF, documents=PAPER, late=True)
    after(story, submit(LATE), late).when(certify(on=LATE))
    story.refuses(submit(DUE), DateBeforePrevious)


def test_what_is_recorded_late_is_not_dated_in_time() -> None:
    """Before the deadline ran, too; an archivist who says why enters what was on paper."""
    backdated = Say(OPERATOR_HEAD, DUE, LATE)
    again = submit()
    command = replace(again, header=backdated.header)
    obliged().refuses(command, rules.SubmissionBackdated)
    archivist = replace(OPERATOR_HEAD, roles=frozenset({"partner", "archivist"}))
    told = replace(again, header=Say(archivist, DUE, LATE, reason="reprise").header)
    obliged().accepts(told)


def test_returned_it_is_due_again() -> None:
    again = OVER + timedelta(days=40)
    returned = e.EvidenceReturned(**OF, reason="chiffres", due_again_on=again)
    story = after(obliged().when(submit()), send_back(), returned)
    assert stands(story) is OccurrenceState.RETURNED
    kept = kept_of(state_of(story), "report", 1)
    assert kept.due_on(occurrences_of(REPORT, span_of(state_of(story)))[0]) == again
    story.then(missed())  # the first due day does not count any more
    later = replace(MISSED, due_on=again)
    story.then(missed(again + timedelta(days=1)), later)
    story.when(submit()).when(certify())


def test_a_return_never_shortens_what_was_left() -> None:
    story = obliged().when(submit()).when(send_back(days=1))
    story.then(missed(date(2026, 9, 4)))


def test_a_return_has_a_reason_and_a_delay() -> None:
    story = obliged().when(submit())
    story.refuses(send_back(reason=" "), core.ReasonMissing)
    for days in (0, 91, -1):
        story.refuses(send_back(days=days), rules.ReturnDelayUnfit)
    story.refuses(send_back(operator), DutiesNotSeparated)


def test_what_is_judged_is_judged_once() -> None:
    story = obliged().when(submit(), certify())
    story.refuses(submit(), rules.OccurrenceClosed)
    story.refuses(ask_waiver(), rules.OccurrenceClosed)
    story.refuses(certify(), core.NothingWaits)


def test_evidence_is_taken_back_before_it_is_judged() -> None:
    story = after(obliged().when(submit()), take_back(), WITHDRAWN)
    assert stands(story) is OccurrenceState.DUE
    obliged().when(submit()).refuses(take_back(reason=""), core.ReasonMissing)
    obliged().when(submit()).refuses(take_back(say=commune), rules.NotTheOwner)
    obliged().refuses(take_back(), core.NothingWaits)


def test_evidence_taken_back_after_its_day_is_missed_at_once() -> None:
    """Nobody gains time by submitting nothing and taking it back."""
    story = after(obliged().when(submit()), take_back(LATE), WITHDRAWN, MISSED)
    assert stands(story) is OccurrenceState.MISSED
    story.then(missed())
    known = after(
        obliged().when(missed(), submit(LATE)), take_back(LATE), replace(WITHDRAWN, missed=True)
    )
    assert stands(known) is OccurrenceState.MISSED


def test_what_is_taken_back_of_a_day_in_time_is_missed_by_time_alone() -> None:
    """Never from a day before its due day."""
    backdated = replace(take_back(), header=operator.on_day(OVER, LATE).header)
    story = after(obliged().when(submit()), backdated, WITHDRAWN)
    assert stands(story) is OccurrenceState.DUE
    story.then(missed(), MISSED)


def test_time_misses_what_nobody_submitted_once() -> None:
    obliged().then(missed(DUE))
    story = after(obliged(), missed(), MISSED)
    story.then(missed())
    obliged().when(submit()).then(missed())  # what waits is nobody's breach
    obliged().when(submit(), certify()).then(missed())


def test_a_suspension_stops_no_report_but_is_told() -> None:
    stopped = region.on_day(date(2026, 9, 20))(SuspendConvention, reason="contrôle")
    story = obliged().when(stopped)
    story.then(missed(), replace(MISSED, suspended=True))
    story.when(submit(date(2026, 9, 21)))


def test_a_few_days_before_it_is_told_once() -> None:
    told = e.ObligationDueSoon(**OF)
    story = after(obliged(), soon(), told)
    story.then(soon())
    obliged().when(submit()).then(soon(date(2026, 9, 17)))
    obliged().then(soon(date(2026, 9, 1)))
    obliged().then(soon(LATE))


def test_the_lead_asks_and_the_office_consents() -> None:
    asked = e.WaiverAsked(**OF, reason="sans objet")
    waived = e.ObligationWaived(**OF, reason="sans objet")
    story = after(obliged(), ask_waiver(), asked)
    assert stands(story) is OccurrenceState.DUE
    story.refuses(ask_waiver(), rules.WaiverAlreadyAsked)
    story = after(story, waive(), waived)
    story.then(missed())
    story.refuses(submit(), rules.OccurrenceClosed)
    obliged().when(missed(), ask_waiver(LATE)).when(waive(LATE))
    obliged().when(submit(), send_back()).when(ask_waiver(), waive())


def test_nobody_waives_alone_or_for_oneself() -> None:
    obliged().refuses(ask_waiver(say=operator), core.CapacityRefused)
    obliged().refuses(ask_waiver(reason=" "), core.ReasonMissing)
    obliged(LAND).when(ask_waiver()).refuses(waive(obligation="land"), rules.WaiverNotAsked)
    story = obliged().when(ask_waiver())
    story.refuses(waive(say=region), core.CapacityRefused)
    same = Caller(subject="region-head", organisation=MINISTRY, roles=frozenset({"office"}))
    story.refuses(waive(say=Say(same)), DutiesNotSeparated)
    owner = Caller(subject="operator-head", organisation=MINISTRY, roles=frozenset({"office"}))
    story.refuses(waive(say=Say(owner)), rules.OwnEvidence)
    obliged().when(submit()).refuses(ask_waiver(), rules.OccurrenceClosed)


def test_what_became_of_it_is_known_of_every_day() -> None:
    story = obliged().when(
        submit(date(2026, 9, 10)),
        send_back(on=date(2026, 9, 20), days=30),
        submit(date(2026, 11, 5)),
    )
    state = state_of(story)
    first = occurrences_of(REPORT, span_of(state))[0]
    kept = kept_of(state, "report", 1)
    on = {day: kept.state_on(first, day) for day in map(date.fromisoformat, DAYS)}
    assert [str(each) for each in on.values()] == list(DAYS.values())


DAYS = {
    "2026-03-02": "due",
    "2026-09-10": "submitted",
    "2026-09-20": "returned",
    "2026-10-20": "returned",
    "2026-10-21": "missed",
    "2026-11-05": "submitted",
}

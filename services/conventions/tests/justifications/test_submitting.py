"""Spending counts once another party than who spent accepts its proof, or part of it."""

from dataclasses import replace
from typing import Any

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.submission import SubmissionState, SubmittedDocument
from conventions.domain.core.vocabulary import Stage
from conventions.domain.execution.rules import DigestMalformed
from conventions.domain.justifications import events as e
from conventions.domain.justifications import rules
from conventions.domain.tranches import commands as tranches
from conventions.domain.tranches import rules as money
from conventions.domain.tranches.events import TrancheJustified
from mithaq.commands import Caller

from ..execution.story import progress
from ..people import (
    DAY,
    ID,
    MINISTRY,
    OPERATOR,
    REGION,
    Say,
    accountant,
    bookkeeper,
    clerk,
    commune,
    office,
    operator,
    region,
    registrar,
    treasurer,
)
from ..proposal import mad
from ..story import Story, state_of
from ..tranches.story import paid, reverse, scheduled, step
from .story import INVOICE, accept, refuse, spent, submit, withdraw

OF_R1: dict[str, Any] = {
    "convention_id": ID,
    "tranche": "R1",
    "contribution": "region-26",
    "organisation_id": REGION,
    "action": "works",
    "year": 2026,
}


def first(story: Story) -> tuple[SubmissionState, int]:
    """What became of the first submission, and what of it waits, in centimes."""
    found = state_of(story).tranches["R1"].submissions[1]
    return found.state, found.left.centimes


def test_a_proof_is_handed_in_then_accepted_in_parts() -> None:
    told = e.JustificationSubmitted(
        **OF_R1, amount=mad(100), act="D1", on=DAY, submission=1, documents=(INVOICE,)
    )
    spent().then(submit(100), told)
    handed_in = spent().when(submit(100))
    assert state_of(handed_in).tranches["R1"].justified == mad(0)
    part = TrancheJustified(**OF_R1, amount=mad(60), act="PV 1", on=DAY, submission=1)
    handed_in.then(accept(60), part)
    half = handed_in.when(accept(60))
    assert first(half) == (SubmissionState.OPEN, 4_000)
    half.refuses(accept(41), money.AcceptanceExceedsSubmission)
    whole = half.when(accept(40))
    assert first(whole) == (SubmissionState.ACCEPTED, 0)
    assert state_of(whole).tranches["R1"].justified == mad(100)
    whole.refuses(accept(1), money.SubmissionAnswered)


def test_what_was_refused_is_submitted_anew() -> None:
    story = spent().when(submit(150), accept(50))
    story.refuses(refuse(reason=" "), core.ReasonMissing)
    told = e.JustificationRefused(**OF_R1, submission=1, amount=mad(100), reason="x")
    story.then(refuse(), told)
    refused = story.when(refuse())
    assert first(refused) == (SubmissionState.REFUSED, 0)
    refused.refuses(accept(1), money.SubmissionAnswered)
    refused.refuses(refuse(), core.NothingWaits)
    again = refused.when(submit(100))
    again.refuses(refuse(), money.SubmissionAnswered)
    again.accepts(accept(100, number=2))


def test_who_handed_it_in_withdraws_it() -> None:
    story = spent().when(submit(150), accept(50))
    story.refuses(withdraw(reason=" "), core.ReasonMissing)
    told = e.SubmissionWithdrawn(**OF_R1, submission=1, amount=mad(100), reason="x")
    story.then(withdraw(), told)
    colleague = Caller(subject="colleague", organisation=OPERATOR, roles=frozenset({"partner"}))
    story.accepts(withdraw(Say(colleague)))
    story.refuses(withdraw(operator), DutiesNotSeparated)  # who called the funds
    gone = story.when(withdraw())
    assert first(gone) == (SubmissionState.WITHDRAWN, 0)
    gone.refuses(withdraw(), core.NothingWaits)
    gone.when(submit(100)).refuses(withdraw(), money.SubmissionAnswered)
    story.refuses(withdraw(region), core.CapacityRefused)
    story.refuses(withdraw(number=2), money.SubmissionUnknown)
    payer = Say(replace(accountant.caller, organisation=OPERATOR, roles=frozenset({"partner"})))
    story.refuses(withdraw(payer), DutiesNotSeparated)


def test_another_owner_does_not_withdraw_it() -> None:
    by_guest = spent().given(
        e.JustificationSubmitted(
            **OF_R1, amount=mad(10), act="D1", on=DAY, submission=1, documents=(INVOICE,)
        )
    )
    by_guest.refuses(withdraw(), rules.NotTheSubmitter)


def test_no_more_is_handed_in_than_was_paid() -> None:
    scheduled().refuses(submit(1), core.NothingWaits)
    story = spent(100)
    story.refuses(submit(101), rules.SubmissionExceedsPayment)
    story.refuses(submit(0), core.AmountNotPositive)
    once = story.when(submit(60))
    beyond = once.refuses(submit(41), rules.SubmissionExceedsPayment)
    assert (beyond.values["left"], beyond.values["waiting"]) == ("40.00", "60.00")
    once.when(accept(60)).refuses(submit(41), rules.SubmissionExceedsPayment)
    once.when(refuse()).accepts(submit(100))
    early = Say(bookkeeper.caller, DAY.replace(day=1), DAY)
    story.refuses(submit(1, early), rules.SubmissionExceedsPayment)


def test_no_more_is_accepted_than_is_paid_still() -> None:
    story = spent(100).when(submit(100), reverse(Stage.PAID, 60, reference="PayTranche R1 100"))
    story.refuses(accept(41), money.JustificationExceedsPayment)
    story.accepts(accept(40))


def test_a_proof_has_documents_named_by_their_digests() -> None:
    spent().refuses(replace(submit(1), documents=()), rules.DocumentsMissing)
    bad = SubmittedDocument(kind="invoice", sha256="AB")
    spent().refuses(submit(1, bookkeeper, bad), DigestMalformed)


def test_who_handed_it_in_judges_nothing() -> None:
    """Neither this person, by another token or capacity, nor its party."""
    story = spent().when(submit(100))
    as_office = Say(replace(bookkeeper.caller, roles=frozenset({"office"}), organisation=MINISTRY))
    for judge in (accept(1, as_office), refuse(as_office)):
        story.refuses(judge, DutiesNotSeparated)
    for judge in (accept(1, operator), refuse(operator)):
        story.refuses(judge, core.CapacityRefused)
    colleague = Caller(subject="colleague", organisation=OPERATOR, roles=frozenset({"partner"}))
    seen = story.when(submit(10, Say(colleague)), withdraw(number=2))
    moved = Say(replace(colleague, organisation=REGION))
    seen.refuses(accept(1, moved), DutiesNotSeparated)


def test_a_person_that_acted_for_the_owner_judges_nothing_for_another_party() -> None:
    clean = Caller(subject="clean", organisation=OPERATOR, roles=frozenset({"partner"}))
    taken = Say(clean)(
        tranches.ReverseStep,
        tranche="R1",
        stage=Stage.CALLED,
        amount=mad(1),
        act="n",
        reason="x",
    )
    story = spent(100).when(step(tranches.CallFunds, operator, 10), taken, submit(100))
    moved = Say(replace(clean, organisation=REGION))
    story.refuses(accept(1, moved), money.OwnSubmission)
    story.refuses(refuse(moved), money.OwnSubmission)


def test_who_accepts_does_not_pay_nor_take_it_back() -> None:
    story = spent().when(submit(100))
    for say in (accountant, commune):
        story.refuses(accept(1, say), (core.CapacityRefused, core.NotTheFunder)[say is commune])
    payer = Say(replace(accountant.caller, organisation=REGION, roles=frozenset({"partner"})))
    story.refuses(accept(1, payer), DutiesNotSeparated)
    done = story.when(accept(100, clerk))
    done.refuses(reverse(Stage.JUSTIFIED, 1, clerk), money.SecondPersonNeeded)
    done.refuses(reverse(Stage.JUSTIFIED, 1, bookkeeper), money.SecondPersonNeeded)
    done.accepts(reverse(Stage.JUSTIFIED, 1, office))


def test_without_a_submission_the_office_alone_takes_over_a_paper() -> None:
    story = spent()
    story.refuses(accept(1, bookkeeper, None), core.CapacityRefused)
    story.refuses(accept(1, treasurer, None), money.SubmissionNeeded)
    story.accepts(accept(1, registrar, None))
    waits = story.when(submit(100))
    assert waits.refuses(accept(1, registrar, None), money.SubmissionOpen).values["submission"] == 1
    waits.when(withdraw()).accepts(accept(1, registrar, None))


def test_who_speaks_for_who_builds_takes_nothing_over_from_paper() -> None:
    """With a token of the office as little: nobody would have looked at what it spent."""
    story = spent().when(progress(40))
    turned = Say(replace(bookkeeper.caller, organisation=MINISTRY, roles=frozenset({"office"})))
    story.refuses(accept(1, turned, None), money.SecondPartyNeeded)
    story.accepts(accept(1, registrar, None))


def test_an_answer_holds_from_the_day_of_its_submission_on() -> None:
    late = DAY.replace(day=9)
    story = spent().when(submit(100, Say(bookkeeper.caller, late)))
    dated_back = Say(treasurer.caller, DAY, late)
    for judge in (accept(1, dated_back), refuse(dated_back)):
        story.refuses(judge, money.AnswerBeforeSubmission)
    story.refuses(withdraw(Say(bookkeeper.caller, DAY, late)), money.AnswerBeforeSubmission)
    story.accepts(accept(1, Say(treasurer.caller, late)))


@pytest.mark.parametrize("name", ["X9", "R2"])
def test_nothing_is_proved_of_a_tranche_that_is_not(name: str) -> None:
    story = spent().when(region(tranches.CancelTranche, tranche="R2", reason="x"), submit(1))
    rule = money.TrancheUnknown if name == "X9" else money.TrancheIsCancelled
    for command in (submit(1), accept(1), refuse(), withdraw()):
        story.refuses(replace(command, tranche=name), rule)
    story.refuses(accept(1, number=7), money.SubmissionUnknown)
    story.refuses(refuse(number=7), money.SubmissionUnknown)
    story.refuses(refuse(commune), core.NotTheFunder)
    other = scheduled().when(*paid(150)[:1])
    other.refuses(refuse(), core.NothingWaits)

"""A statement is imported once, each of its lines is known once and answered once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from conventions.domain.core.rules import CapacityRefused, ReasonMissing
from conventions.domain.statements import events as e
from conventions.domain.statements import rules
from conventions.domain.statements.account import LineAnswer, stream_of, stream_of_statement
from mithaq.commands import Caller
from mithaq.errors import MithaqError, NotFound

from ..people import ACCOUNTANT, CLERK, COMMUNE, DAY, ID, OFFICE, REGION, REGION_HEAD
from ..proposal import mad
from .story import (
    FILE,
    FIRST,
    LAST,
    OFFICE_NAME,
    OTHER_FILE,
    STATEMENT,
    STREAM,
    after,
    aside,
    assigned,
    decided,
    imported,
    line,
    reopened,
)

ONE, TWO = line(), line("VIR 2", 40, "2")


def refused(account: Any, command: Any, rule: type[MithaqError]) -> MithaqError:
    with pytest.raises(rule) as caught:
        decided(account, command)
    return caught.value


def test_a_file_is_imported_once() -> None:
    told = e.StatementImported(
        statement=STATEMENT,
        organisation_id=REGION,
        office=OFFICE_NAME,
        first_day=FIRST,
        last_day=LAST,
        sha256=FILE,
        lines=(ONE, TWO),
    )
    assert decided(after(), imported(ONE, TWO)) == [told]
    assert decided(after(imported(ONE, TWO)), imported(ONE, TWO, by=CLERK)) == []


def test_lines_of_overlapping_files_are_known_once() -> None:
    again = line("vir-1", 100, "1")
    (told,) = decided(after(imported(ONE)), imported(again, TWO, sha256=OTHER_FILE))
    assert isinstance(told, e.StatementImported)
    assert (told.lines, told.known) == ((TWO,), (ONE.line,))
    assert len(after(imported(ONE), imported(again, TWO, sha256=OTHER_FILE)).lines) == 2


def test_each_thing_that_tells_a_line_makes_another_one() -> None:
    others = (
        line("VIR 9"),
        line(dirhams=101),
        line(number="9"),
    )
    assert len({each.line for each in (ONE, *others)}) == 4


def test_an_account_is_its_organisation_s_office_s_and_year_s() -> None:
    assert stream_of(REGION, OFFICE_NAME.upper(), 2026) == STREAM
    others = {stream_of(COMMUNE, OFFICE_NAME, 2026), stream_of(REGION, "x", 2026)}
    assert STREAM not in others | {stream_of(REGION, OFFICE_NAME, 2027)}
    assert stream_of_statement(STATEMENT) == STREAM
    for wrong in ("", "x", STATEMENT.upper(), f"{STATEMENT}0"):
        with pytest.raises(NotFound):
            stream_of_statement(wrong)


def test_who_keeps_an_account() -> None:
    own = Caller(subject="own", organisation=REGION, roles=frozenset({"accountant"}))
    for keeper in (OFFICE, ACCOUNTANT, own):
        assert decided(after(), imported(ONE, by=keeper))
    refused(after(), imported(ONE, by=REGION_HEAD), CapacityRefused)
    stranger = replace(own, organisation=COMMUNE)
    refused(after(), imported(ONE, by=stranger), rules.AccountOfAnother)
    known = after(imported(ONE))
    head = replace(stranger, roles=frozenset({"partner"}))
    for command in (aside(ONE, stranger), assigned(ONE, stranger), aside(ONE, head)):
        refused(known, command, NotFound)  # as reading it answers
    refused(known, aside(ONE, REGION_HEAD), CapacityRefused)


@pytest.mark.parametrize(
    "period",
    [
        {"first_day": LAST, "last_day": FIRST},
        {"last_day": LAST + timedelta(days=1)},
        {"first_day": FIRST - timedelta(days=1)},
    ],
)
def test_a_period_is_of_days_of_one_year_that_are_over(period: dict[str, Any]) -> None:
    refused(after(), imported(ONE, **period), rules.PeriodMalformed)


def test_a_line_is_answered_once() -> None:
    known = after(imported(ONE, TWO))
    told = e.StatementLineAssigned(
        statement=STATEMENT,
        line=ONE.line,
        organisation_id=REGION,
        convention_id=ID,
        tranche="R1",
        reference="VIR 1",
        amount=mad(100),
    )
    assert decided(known, assigned(ONE)) == [told]
    for first in (assigned(ONE), aside(ONE)):
        answered = after(imported(ONE, TWO), first)
        for second in (assigned(ONE, CLERK), aside(ONE, CLERK)):
            refused(answered, second, rules.LineAnswered)
        assert decided(answered, aside(TWO))
    refused(known, aside(ONE, reason=" "), ReasonMissing)


def test_an_answer_is_taken_back_by_another_person() -> None:
    known, answered = after(imported(ONE)), after(imported(ONE), aside(ONE))
    refused(known, reopened(ONE), rules.LineNotAnswered)
    refused(answered, reopened(ONE, OFFICE), rules.OwnLineAnswer)
    refused(answered, reopened(ONE, replace(OFFICE, subject="OFFICE")), rules.OwnLineAnswer)
    refused(answered, reopened(ONE, reason=" "), ReasonMissing)
    again = after(imported(ONE), aside(ONE), reopened(ONE))
    assert again.lines[ONE.line].answer is LineAnswer.OPEN
    assert decided(again, assigned(ONE))


def test_nothing_is_said_of_what_is_not_there() -> None:
    refused(after(), aside(ONE), NotFound)
    refused(after(imported(ONE)), aside(TWO), rules.StatementLineUnknown)
    elsewhere = replace(aside(ONE), statement=f"{STATEMENT[:-1]}0")
    refused(after(imported(ONE)), elsewhere, NotFound)
    assert DAY == LAST

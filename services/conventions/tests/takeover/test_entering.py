"""A paper file: typed by one person, checked by another; it must agree with itself."""

from dataclasses import replace
from typing import Any

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.balance import YearOutsidePeriod
from conventions.domain.takeover import events as e
from conventions.domain.takeover import rules
from conventions.domain.tranches.payment_references import ReferenceUsed
from mithaq.dating import DateInFuture
from mithaq.errors import MithaqError

from ..people import CLERK, ID, REGION, REGION_HEAD, STRANGER
from ..proposal import contribution, mad
from .paper import (
    AMENDED,
    ARCHIVIST,
    CHECKER,
    FILE,
    FROM_COMMUNE,
    FROM_REGION,
    FUNDER,
    GIVEN,
    LEAD,
    MORE,
    PAID,
    THIRD,
    check,
    enter,
    files,
    on,
    send_back,
)


def test_one_person_enters_a_file_and_another_checks_it() -> None:
    entered = e.ArchivedConventionEntered(convention_id=ID, revision=1, record=FILE)
    files().then(enter(), entered)
    story = files().when(enter())
    story.then(enter())
    story.then(check(), e.TakeOverChecked(convention_id=ID, revision=1))


def test_none_of_those_who_typed_it_checks_it_under_any_writing_of_the_name() -> None:
    story = files().when(enter())
    story.refuses(check(ARCHIVIST), rules.EntererMayNotCheck)
    story.refuses(check(replace(ARCHIVIST, subject="ARCHIVIST")), rules.EntererMayNotCheck)
    other = replace(ARCHIVIST, organisation=REGION)
    story.refuses(check(other), rules.EntererMayNotCheck)
    again = story.when(send_back(), enter(replace(FILE, source=MORE.source), CHECKER))
    for typed in (ARCHIVIST, CHECKER):
        again.refuses(check(typed, revision=2), rules.EntererMayNotCheck)
    again.accepts(check(THIRD, revision=2))


def test_a_returned_file_is_entered_anew_and_nothing_is_checked_twice() -> None:
    story = files().when(enter())
    story.refuses(enter(AMENDED), rules.TakeOverNotWaiting)
    story.refuses(send_back(reasons=()), core.ReasonMissing)
    story.refuses(send_back(reasons=("Lisible", " ")), core.ReasonMissing)
    returned = story.when(send_back())
    returned.refuses(check(), rules.TakeOverNotWaiting)
    returned.refuses(send_back(), rules.TakeOverNotWaiting)
    again = returned.when(enter(AMENDED))
    again.refuses(check(revision=1), rules.TakeOverStale)
    checked = again.when(check(revision=2))
    checked.refuses(check(revision=2), rules.TakeOverNotWaiting)
    checked.refuses(enter(), rules.TakeOverNotWaiting)


def test_archivists_of_the_office_alone_take_over() -> None:
    archivist_outside = replace(REGION_HEAD, roles=frozenset({"partner", "archivist"}))
    for caller in (CLERK, REGION_HEAD, archivist_outside):
        files().refuses(enter(caller=caller), rules.ArchivistOnly)
        files().when(enter()).refuses(check(caller), rules.ArchivistOnly)
        files().when(enter()).refuses(send_back(caller), rules.ArchivistOnly)


_UNSIGNED = tuple(replace(each, signed=None) for each in FILE.parties)
_UNSOUND: list[tuple[dict[str, Any], type[MithaqError]]] = [
    ({"in_force": None, "parties": _UNSIGNED}, rules.ArchivedUndated),
    ({"state": "completed"}, rules.ArchivedUndated),
    ({"in_force": on("2019-03-06")}, rules.ArchivedDatesDisordered),
    ({"in_force": on("2019-07-01")}, rules.ArchivedDatesDisordered),
    ({"state": "completed", "since": on("2019-08-31")}, rules.ArchivedDatesDisordered),
    ({"in_force": on("2027")}, DateInFuture),
    ({"payments": (replace(PAID, paid=on("2026-03-03")),)}, DateInFuture),
    ({"contributions": (contribution("x", STRANGER, 9, year=2019),)}, rules.ArchivedPartUnknown),
    ({"actions": ()}, rules.ArchivedPartUnknown),
    ({"payments": (replace(PAID, contribution="none"),)}, rules.ArchivedPartUnknown),
    ({"contributions": (replace(FROM_REGION, amount=mad(2_000)),)}, rules.ArchivedTotalExceeded),
    (
        {
            "state": "terminated",
            "since": on("2021-05"),
            "payments": (replace(PAID, contribution=None),),
        },
        rules.ArchivedPartUnknown,
    ),
    (
        {
            "state": "completed",
            "since": on("2021-05"),
            "payments": (replace(PAID, contribution=None),),
        },
        rules.ArchivedPartUnknown,
    ),
    ({"payments": (replace(PAID, amount=mad(601)),)}, rules.ArchivedMoneyBeyond),
    ({"payments": (replace(PAID, justified=mad(501)),)}, rules.ArchivedMoneyBeyond),
    ({"deliveries": (replace(GIVEN, amount=mad(101)),)}, rules.ArchivedMoneyBeyond),
    ({"payments": (replace(PAID, contribution="land"),)}, rules.ArchivedKindMixed),
    ({"deliveries": (replace(GIVEN, contribution="region-19"),)}, rules.ArchivedKindMixed),
    ({"payments": (replace(PAID, amount=mad(1), justified=mad(0)),) * 2}, core.NameDuplicated),
    ({"payments": (PAID, replace(PAID, payment="P2", amount=mad(1)))}, rules.ArchivedMoneyBeyond),
    ({"amendments": (replace(MORE, number=2),)}, rules.ArchivedAmendmentMissing),
    ({"contributions": (replace(FROM_COMMUNE, year=2031),)}, YearOutsidePeriod),
    ({"payments": (replace(PAID, amount=mad(0), justified=mad(0)),)}, core.AmountNotPositive),
    ({"parties": (LEAD, LEAD, FUNDER)}, core.NameDuplicated),
]


@pytest.mark.parametrize(("changes", "rule"), _UNSOUND)
def test_a_file_that_does_not_agree_with_itself_is_refused_by_name(
    changes: dict[str, Any], rule: type[MithaqError]
) -> None:
    files().refuses(enter(replace(FILE, **changes)), rule)


def test_a_bank_reference_is_one_payment_however_it_is_written() -> None:
    small = replace(PAID, amount=mad(10), justified=mad(0))
    twice = (small, replace(small, payment="P2", reference="vir-2019-77"))
    files().refuses(enter(replace(FILE, payments=twice)), ReferenceUsed)


def test_what_an_amendment_promises_is_not_paid_before_it_holds() -> None:
    late = replace(PAID, payment="P2", contribution="commune-20", amount=mad(450), reference="V 2")
    early = replace(late, paid=on("2020-01-31"), justified=mad(0))
    record = replace(AMENDED, payments=(early,))
    files().refuses(enter(record), rules.ArchivedMoneyBeyond)
    files().accepts(enter(replace(AMENDED, payments=(replace(early, paid=on("2020-03-01")),))))

"""A checked file is an ordinary convention: in the state of its paper, on each of its days."""

from dataclasses import replace
from datetime import date

import pytest
from conventions.domain.core.archived import Gap, GapKind, PaperState
from conventions.domain.core.duties import Duty
from conventions.domain.core.schedule import paid_out
from conventions.domain.core.vocabulary import AmendmentState, Stage, State
from mithaq.money import ZERO

from ..people import COMMUNE, MINISTRY, REGION
from ..proposal import mad
from ..story import state_of
from .paper import (
    AMENDED,
    ARCHIVIST,
    CHECKER,
    FILE,
    FUNDER,
    LEAD,
    PAID,
    TEXT,
    begun,
    on,
    running,
)


def test_it_is_in_force_as_its_paper_says() -> None:
    convention = state_of(running())
    assert (convention.state, convention.version) == (State.IN_FORCE, 1)
    assert convention.signing.signed_on == date(2019, 3, 31)
    assert convention.in_force_on == date(2019, 4, 1)
    assert convention.ends_on == date(2022, 4, 1)
    assert convention.drafted_by == MINISTRY
    assert paid_out(convention, "region-19") == mad(500)
    paid = convention.tranches["P1"]
    assert (paid.stage, paid.justified, paid.ordered) == (Stage.PAID, mad(400), mad(500))
    assert paid.flow(Stage.PAID).until(date(2019, 6, 29)) == ZERO
    assert convention.deliveries["land"].accepted.total == mad(100)


def test_nobody_is_told_as_who_prepared_or_signed_it_but_who_typed_it_is_known() -> None:
    convention = state_of(running())
    assert convention.prepared_by == {Duty.PREPARE: {ARCHIVIST.person}}
    assert convention.archive is not None
    assert convention.archive.checked_by == CHECKER.person
    assert convention.signing.signers == {}
    assert convention.acted_for == {}
    assert convention.tranches["P1"].done_by == {}


def test_an_amendment_on_paper_is_in_effect_from_its_own_day() -> None:
    convention = state_of(running(AMENDED))
    assert convention.amendments[1].state is AmendmentState.EFFECTIVE
    assert convention.amendments[1].effective_on == date(2020, 2, 29)
    assert convention.terms.outline.total == mad(1_200)
    assert convention.ends_on == date(2023, 12, 31)
    assert convention.promised_on("commune-20", date(2020, 2, 28)) == mad(400)
    assert convention.promised_on("commune-20", date(2020, 2, 29)) == mad(500)


def test_a_party_that_left_by_an_amendment_has_departed() -> None:
    left = replace(AMENDED.amendments[0], parties=(LEAD, FUNDER))
    convention = state_of(running(replace(FILE, amendments=(left,))))
    assert [party.name_fr for party in convention.terms.departed.values()] == ["Partie a3"]


@pytest.mark.parametrize(
    "state", [PaperState.SUSPENDED, PaperState.COMPLETED, PaperState.TERMINATED]
)
def test_it_stands_where_its_paper_leaves_it(state: PaperState) -> None:
    record = replace(FILE, state=state, since=on("2021-05"))
    convention = state_of(running(record))
    assert convention.state.value == state.value
    assert convention.suspended_on(date(2021, 6, 1)) == (state is PaperState.SUSPENDED)


def test_of_a_terminated_one_what_is_not_justified_is_due_back() -> None:
    record = replace(FILE, state=PaperState.TERMINATED, since=on("2021-05"))
    convention = state_of(running(record))
    assert convention.settlements[REGION].due == -mad(100)
    assert convention.tranches["P1"].refund_due == mad(100)
    assert convention.tranches["P1"].paid == mad(400)


@pytest.mark.parametrize(
    ("signed", "force", "paid", "days"),
    [
        ("2019", "2019-04", "2019-06-30", ("2019-04-30", "2019-04-30")),
        ("2019", "2019", "2019-06-30", ("2019-06-30", "2019-06-30")),
        ("2019-03-05", "2019", "2019", ("2019-03-05", "2019-12-31")),
        ("2026", "2026", "2026", ("2026-03-02", "2026-03-02")),
    ],
)
def test_an_imprecise_date_stands_as_its_last_day_that_the_others_leave(
    signed: str, force: str, paid: str, days: tuple[str, str]
) -> None:
    record = replace(
        FILE,
        parties=(replace(LEAD, signed=on(signed)), replace(FUNDER, signed=on(signed))),
        contributions=FILE.contributions[:2],
        deliveries=(),
        in_force=on(force),
        payments=(replace(PAID, paid=on(paid)),),
    )
    told = begun(record)
    assert (str(told.signed_on), str(told.in_force_on)) == days


def test_gaps_stay_gaps() -> None:
    record = replace(
        FILE,
        outline=replace(FILE.outline, duration_months=None),
        source=replace(TEXT, sha256=None),
        parties=(LEAD, replace(FUNDER, signed=None)),
        contributions=FILE.contributions[:1],
        in_force=None,
        payments=(replace(PAID, contribution=None),),
        deliveries=(),
    )
    told = begun(record)
    assert told.payments == ()
    assert [each.payment for each in told.unplaced] == ["P1"]
    assert told.gaps == (
        Gap(kind=GapKind.END),
        Gap(kind=GapKind.FORCE_DAY),
        Gap(kind=GapKind.SIGNATURE_DAY, part=str(COMMUNE)),
        Gap(kind=GapKind.SHARE, part=str(COMMUNE)),
        Gap(kind=GapKind.TOTAL),
        Gap(kind=GapKind.PAYMENT, part="P1"),
        Gap(kind=GapKind.DIGEST, part=TEXT.reference),
    )
    assert paid_out(state_of(running(record)), "region-19") == ZERO

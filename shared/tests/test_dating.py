"""How far back a fact may be dated, by whom, and with which words."""

from datetime import date, timedelta

import pytest
from mithaq.commands import Caller, person, system
from mithaq.dating import (
    DatedTooFarBack,
    DateInFuture,
    Dating,
    DatingReasonMissing,
    ensure_dated,
)
from mithaq.events import Metadata
from mithaq.events.encoding import decode_metadata, encode_metadata
from mithaq.testing.counter import request

TODAY = date(2026, 3, 31)
ANYBODY = Caller(subject="anybody", roles=frozenset({"office"}))
ARCHIVIST = Caller(subject="archivist", roles=frozenset({"partner", "archivist"}))


def dated(days: int, reason: str | None = None) -> Dating:
    return Dating(on=TODAY - timedelta(days=days), recorded_on=TODAY, reason=reason)


def test_within_the_allowed_days_anybody_dates_a_fact() -> None:
    ensure_dated(ANYBODY, dated(30), TODAY, allowed_days=30)
    ensure_dated(ANYBODY, dated(0), TODAY, allowed_days=0)


def test_further_back_takes_a_role_of_its_own() -> None:
    with pytest.raises(DatedTooFarBack):
        ensure_dated(ANYBODY, dated(31, "archives"), TODAY, allowed_days=30)


@pytest.mark.parametrize("reason", [None, "", "  ", "\u200b"])
def test_further_back_takes_a_reason(reason: str | None) -> None:
    with pytest.raises(DatingReasonMissing):
        ensure_dated(ARCHIVIST, dated(31, reason), TODAY, allowed_days=30)
    ensure_dated(ARCHIVIST, dated(31, "dossier papier retrouvé"), TODAY, allowed_days=30)


def test_the_day_that_the_content_names_counts_as_well() -> None:
    """Whoever dates the command today and its effect long ago dates far back all the same."""
    with pytest.raises(DatedTooFarBack):
        ensure_dated(ANYBODY, dated(0), TODAY - timedelta(days=31), allowed_days=30)


def test_a_deadline_holds_from_its_day_however_late_it_runs() -> None:
    ensure_dated(system("deadlines"), dated(400), TODAY, allowed_days=30)
    with pytest.raises(DateInFuture):
        ensure_dated(system("deadlines"), dated(-1), TODAY, allowed_days=30)


def test_nothing_holds_before_it_happened() -> None:
    with pytest.raises(DateInFuture):
        ensure_dated(ARCHIVIST, dated(-1, "r"), TODAY, allowed_days=30)


def test_two_subjects_that_fold_alike_are_one_person() -> None:
    assert person("Amina") == person("AMINA") == person("ａmina")
    assert Caller(subject="Amina").person != Caller(subject="amin").person


def test_the_reason_is_recorded_with_the_event_and_costs_nothing_without() -> None:
    plain = request().metadata()
    assert "dating_reason" not in encode_metadata(plain)
    told = Metadata(
        actor=plain.actor,
        command_id=plain.command_id,
        correlation_id=plain.correlation_id,
        effective_date=plain.effective_date,
        dating_reason="reprise",
    )
    assert decode_metadata(encode_metadata(told)) == told
    assert decode_metadata(encode_metadata(plain)) == plain

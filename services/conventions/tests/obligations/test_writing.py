"""Obligations are written with the text and are part of it: whom they bind, when they fall due."""

from dataclasses import replace
from datetime import date

import pytest
from conventions.domain.amendments.operations.departure import DEPARTURE
from conventions.domain.amendments.rules import setting_of
from conventions.domain.comparing import compared
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.limits import OccurrencesTooMany, PartsTooMany
from conventions.domain.core.obligation import DueKind, DueRule, Obligation, ObligationKind
from conventions.domain.core.obliged import PartyObliged, kept_of, span_of, unsettled
from conventions.domain.core.occurrences import ASKED, OccurrenceState, Span, occurrences_of
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.text import arabic_sha256, french_sha256, text_sha256
from conventions.domain.drafting.commands import RemoveParty
from conventions.domain.drafting.rules import removable_party
from conventions.domain.obligations import commands as c
from conventions.domain.obligations import events as e
from conventions.domain.obligations import rules
from conventions.domain.text_at import terms_after
from mithaq.errors import MithaqError

from ..amendments.story import LONGER, draft, effect, signed
from ..amendments.test_leaving import REPLACED
from ..people import COMMUNE, DAY, ID, OPERATOR, STRANGER, commune, region
from ..story import TO_A_ROUND, drafted, in_force, state_of
from .story import FINAL, LAND, REPORT, after, ask_waiver, certify, obliged, submit, waive

WRITE = region(c.WriteObligation, obligation=REPORT)


def due(kind: DueKind, **fields: object) -> Obligation:
    other = ObligationKind.OTHER
    return replace(REPORT, kind=other, due=DueRule(kind=kind, **fields))  # type: ignore[arg-type]


def test_an_obligation_is_written_rewritten_and_removed() -> None:
    story = drafted()
    written = e.ObligationWritten(convention_id=ID, obligation=REPORT)
    story = after(story, WRITE, written)
    story.then(WRITE)
    other = replace(REPORT, evidence=())
    again = e.ObligationWritten(convention_id=ID, obligation=other, replaced=REPORT)
    story.then(region(c.WriteObligation, obligation=other), again)
    removed = e.ObligationRemoved(convention_id=ID, obligation=REPORT)
    story.then(region(c.RemoveObligation, obligation="report"), removed)
    drafted().refuses(region(c.RemoveObligation, obligation="x"), rules.ObligationUnknown)


def test_it_is_part_of_the_text() -> None:
    before, after = state_of(drafted()), state_of(drafted().when(WRITE))
    assert text_sha256(before) != text_sha256(after)
    assert french_sha256(before.terms) != french_sha256(after.terms)
    assert arabic_sha256(before.terms) != arabic_sha256(after.terms)
    [told] = compared(before.terms, after.terms).parts
    assert (told.part, told.name, told.after) == ("obligations", "report", REPORT)
    event = e.ObligationWritten(convention_id=ID, obligation=REPORT)
    assert terms_after(before.terms, event) == after.terms


def test_it_is_written_while_the_text_is_open() -> None:
    in_force().refuses(WRITE, core.CommandClosed)
    drafted().refuses(commune(c.WriteObligation, obligation=REPORT), core.CapacityRefused)
    accords = state_of(drafted().when(*TO_A_ROUND)).negotiation
    assert accords.open


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        (replace(REPORT, subject_fr=" "), core.TextBlank),
        (replace(REPORT, evidence=("a", "a")), core.NameDuplicated),
        (replace(REPORT, owner=STRANGER), PartyUnknown),
        (replace(REPORT, beneficiary=STRANGER), PartyUnknown),
        (replace(REPORT, beneficiary=OPERATOR), rules.OwnBeneficiary),
        (replace(REPORT, due=DueRule(kind=DueKind.AT_COMPLETION)), rules.DueRuleUnfit),
        (due(DueKind.EVERY_PERIOD), rules.DueRuleUnfit),
        (due(DueKind.EVERY_PERIOD, months=-1), rules.DueRuleUnfit),
        (due(DueKind.EVERY_PERIOD, months=601), rules.DueRuleUnfit),
        (due(DueKind.EVERY_PERIOD, months=1, grace_days=366), rules.DueRuleUnfit),
        (due(DueKind.AFTER_FORCE), rules.DueRuleUnfit),
        (due(DueKind.FIXED_DAY), rules.DueRuleUnfit),
        (due(DueKind.FIXED_DAY, day=date(2026, 9, 1), months=2), rules.DueRuleUnfit),
        (due(DueKind.AT_COMPLETION, grace_days=3), rules.DueRuleUnfit),
        (due(DueKind.FIXED_DAY, day=DAY), rules.ObligationTooSoon),
    ],
)
def test_what_binds_nobody_or_falls_due_on_no_day_is_refused(
    written: Obligation, rule: type[MithaqError]
) -> None:
    drafted().refuses(region(c.WriteObligation, obligation=written), rule)


def test_a_convention_has_a_bounded_number_of_obligations() -> None:
    full = [
        region(c.WriteObligation, obligation=replace(LAND, obligation=f"o{n}")) for n in range(20)
    ]
    story = drafted().when(*full)
    story.refuses(WRITE, PartsTooMany)


def test_periods_need_an_end_and_are_counted() -> None:
    without = replace(state_of(drafted()).terms.outline, duration_months=None)
    long = replace(without, duration_months=121)
    for outline, rule in ((without, rules.ObligationWithoutEnd), (long, OccurrencesTooMany)):
        convention = state_of(drafted())
        convention = replace(convention, terms=replace(convention.terms, outline=outline))
        monthly = due(DueKind.EVERY_PERIOD, months=1)
        with pytest.raises(rule):
            rules.ensure_writable(convention, monthly, DAY)


def test_periods_follow_one_another_to_the_end() -> None:
    found = occurrences_of(REPORT, span_of(state_of(obliged())))
    assert [(each.first, each.last) for each in found] == [
        (date(2026, 3, 2), date(2026, 9, 1)),
        (date(2026, 9, 2), date(2027, 3, 1)),
        (date(2027, 3, 2), date(2027, 9, 1)),
        (date(2027, 9, 2), date(2028, 3, 2)),
    ]
    assert found[0].due_on == date(2026, 10, 1)
    seven = replace(REPORT, due=replace(REPORT.due, months=7))
    assert occurrences_of(seven, span_of(state_of(obliged())))[-1].last == date(2028, 3, 2)


def test_what_ended_leaves_the_periods_that_were_over() -> None:
    span = replace(span_of(state_of(obliged())), ended_on=date(2027, 3, 2))
    assert [each.number for each in occurrences_of(REPORT, span)] == [1, 2]


def test_nothing_falls_due_before_the_force() -> None:
    assert occurrences_of(REPORT, Span(in_force_on=None, ends_on=None)) == ()
    early = due(DueKind.FIXED_DAY, day=date(2026, 3, 3), grace_days=5)
    span = Span(in_force_on=date(2026, 4, 1), ends_on=None)
    [only] = occurrences_of(early, span)
    assert (only.last, only.due_on) == (date(2026, 4, 1), date(2026, 4, 6))
    assert occurrences_of(REPORT, span) == ()


def test_the_entry_into_force_tells_what_falls_due_when() -> None:
    story = obliged(LAND, FINAL)
    [told] = [each for each in story.history if isinstance(each, e.ObligationsScheduled)]
    assert [each.obligation for each in told.obligations] == [FINAL, LAND, REPORT]
    assert [len(each.occurrences) for each in told.obligations] == [1, 1, 4]
    assert told.obligations[1].occurrences[0].due_on == date(2026, 6, 2)


def test_an_extension_adds_periods() -> None:
    story = signed(obliged(LAND), LONGER).when(effect())
    told = [each for each in story.history if isinstance(each, e.ObligationsScheduled)][-1]
    [moved] = told.obligations
    assert (told.amendment, moved.obligation) == (1, REPORT)
    assert [(each.number, each.last) for each in moved.occurrences] == [
        (4, date(2028, 3, 1)),
        (5, date(2028, 9, 1)),
        (6, date(2029, 1, 1)),
    ]


def test_what_was_shown_of_a_short_period_is_asked_again_of_a_longer_one() -> None:
    """The fourth period had what was left of the duration; the first was as long as any."""
    seven = replace(REPORT, due=replace(REPORT.due, months=7))
    for report, stands in ((seven, OccurrenceState.DUE), (REPORT, OccurrenceState.CERTIFIED)):
        shown = [submit(AFTER, occurrence=4), certify(on=AFTER, occurrence=4)]
        whole = [submit(date(2026, 10, 2)), certify(on=date(2026, 10, 2))]
        story = obliged(instead=report).when(*whole, *shown)
        state = state_of(signed(story, LONGER).when(effect()))
        first, kept = kept_of(state, "report", 1), kept_of(state, "report", 4)
        assert (first.state, kept.state) == (OccurrenceState.CERTIFIED, stands)
        fourth = occurrences_of(report, span_of(state))[3]
        assert (fourth in [one for _, one, _ in unsettled(state)]) == (stands in ASKED)
        if stands in ASKED:
            assert kept.due_on(fourth) == fourth.due_on == date(2028, 7, 31)
            assert kept.state_on(fourth, date(2028, 12, 1)) is OccurrenceState.MISSED


AFTER = date(2028, 3, 3)  # the end of the duration, before it is made longer


def test_an_extension_does_not_go_beyond_what_can_be_counted() -> None:
    monthly = due(DueKind.EVERY_PERIOD, months=1)
    far = replace(LONGER, ends_on=date(2036, 4, 2))
    obliged(instead=monthly).refuses(draft(far), OccurrencesTooMany)


def test_a_party_that_is_bound_stays_in_the_text() -> None:
    story = drafted().when(region(c.WriteObligation, obligation=LAND))
    witness = replace(LAND, owner=OPERATOR, beneficiary=COMMUNE)
    for each in (LAND, witness):
        written = drafted().when(region(c.WriteObligation, obligation=each))
        withdrawn = replace(state_of(written).terms, contributions={}, shares={})
        with pytest.raises(PartyObliged):
            removable_party(withdrawn, COMMUNE)
    story.refuses(region(RemoveParty, organisation_id=STRANGER), PartyUnknown)
    reporting = drafted().when(WRITE)
    reporting.refuses(region(RemoveParty, organisation_id=OPERATOR), PartyObliged)


def test_a_successor_owes_what_the_leaver_owed() -> None:
    story = signed(obliged(LAND), REPLACED).when(effect())
    terms = state_of(story).terms
    assert terms.obligations["land"].owner == STRANGER
    assert terms.obligations["report"].beneficiary == STRANGER
    told = [each for each in story.history if isinstance(each, e.ObligationsScheduled)][-1]
    assert [each.obligation.obligation for each in told.obligations] == ["land", "report"]
    assert all(each.occurrences == () for each in told.obligations)


def test_a_party_leaves_once_nothing_is_owed_by_it() -> None:
    wanted = Operations(removed_parties=(COMMUNE,))
    owing = state_of(obliged(instead=LAND))
    bare = replace(owing.terms, contributions={})
    setting = setting_of(replace(owing, terms=bare), wanted, DAY)
    with pytest.raises(PartyObliged):
        DEPARTURE.holds(setting)
    waived = obliged(instead=LAND).when(
        ask_waiver(DAY, obligation="land"), waive(DAY, obligation="land")
    )
    free = replace(state_of(waived), terms=bare)
    DEPARTURE.holds(setting_of(free, wanted, DAY))

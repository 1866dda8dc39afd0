"""A suspensive condition is written like the rest of the text, and read in what is signed."""

from dataclasses import replace
from datetime import timedelta

from conventions.domain.conditions import events as e
from conventions.domain.conditions import rules
from conventions.domain.conditions.commands import RemoveCondition, WriteCondition
from conventions.domain.core.editing import RoundStillOpen
from conventions.domain.core.limits import LIMITS, PartsTooMany
from conventions.domain.core.rules import CapacityRefused, CommandClosed, TextBlank
from conventions.domain.core.suspensive import ConditionTooSoon
from conventions.domain.core.text import arabic_sha256, canonical_text, french_sha256
from conventions.domain.core.vocabulary import ApprovalKind, Part

from ..people import COMMUNE, DAY, ID, INTERIOR_MINISTRY, commune, region
from ..story import agreed, drafted, in_a_round, state_of
from .story import VOTE

KINDS = {COMMUNE: "commune", INTERIOR_MINISTRY: "interior"}
WRITE = region(WriteCondition, condition=VOTE, kinds=KINDS)


def test_a_condition_is_written_and_replaced() -> None:
    written = e.ConditionWritten(convention_id=ID, condition=VOTE)
    drafted().then(WRITE, written)
    later = replace(VOTE, decide_by=VOTE.decide_by + timedelta(days=9))
    again = replace(WRITE, condition=later)
    drafted().when(WRITE).then(
        again, e.ConditionWritten(convention_id=ID, condition=later, replaced=VOTE)
    )


def test_the_same_condition_again_changes_nothing() -> None:
    drafted().when(WRITE).then(WRITE)


def test_a_condition_is_removed() -> None:
    removed = e.ConditionRemoved(convention_id=ID, condition=VOTE)
    drafted().when(WRITE).then(region(RemoveCondition, condition="vote"), removed)
    drafted().refuses(region(RemoveCondition, condition="vote"), rules.ConditionUnknown)


def test_the_text_that_is_signed_says_it_in_both_languages() -> None:
    plain, with_it = (state_of(story).terms for story in (drafted(), drafted().when(WRITE)))
    assert "conditions" not in canonical_text(ID, plain)
    assert canonical_text(ID, with_it)["conditions"]
    assert french_sha256(plain) != french_sha256(with_it)
    assert arabic_sha256(plain) is None or arabic_sha256(plain) != arabic_sha256(with_it)


def test_no_edit_goes_past_a_round_or_an_agreed_text() -> None:
    in_a_round().refuses(WRITE, RoundStillOpen)
    agreed().refuses(WRITE, CommandClosed)


def test_another_party_writes_none() -> None:
    drafted().refuses(commune(WriteCondition, condition=VOTE, kinds=KINDS), CapacityRefused)


def test_what_cannot_be_read_or_decided_is_refused() -> None:
    for changes, rule in (
        ({"label_fr": " "}, TextBlank),
        ({"decide_by": DAY}, ConditionTooSoon),
        ({"approval": ApprovalKind.INTERIOR}, rules.ConditionBodyUnfit),
        ({"organisation_id": None}, rules.ConditionBodyUnfit),
        ({"approval": "unheard-of"}, rules.ConditionBodyUnfit),
    ):
        drafted().refuses(replace(WRITE, condition=replace(VOTE, **changes)), rule)


def test_there_are_only_so_many() -> None:
    names = (f"c{n}" for n in range(LIMITS[Part.CONDITIONS]))
    full = drafted().when(
        *(replace(WRITE, condition=replace(VOTE, condition=name)) for name in names)
    )
    full.refuses(WRITE, PartsTooMany)

"""What binds a convention that adopted no frame is what its instrument always asked for."""

from dataclasses import replace
from uuid import UUID

import pytest
from conventions.domain.core.frame import Frame, Thresholds, frame_of
from conventions.domain.core.terms import TemplateRef, Terms
from conventions.domain.core.text import canonical_text
from conventions.domain.core.vocabulary import ApprovalKind, Instrument

from ..people import ID
from ..proposal import OUTLINE, mad
from ..story import drafted, state_of

LOW = Thresholds(finance=mad(5), financial_control=mad(3))


def test_without_a_frame_the_instrument_binds_by_the_deployments_thresholds() -> None:
    convention = state_of(drafted())
    assert convention.frame is None
    assert convention.framed(LOW) == frame_of(Instrument.FINANCING, LOW)
    amounts = {visa.approval: visa.from_total for visa in convention.framed(LOW).visas}
    assert amounts == {
        ApprovalKind.COUNCIL_DELIBERATION: None,
        ApprovalKind.INTERIOR: None,
        ApprovalKind.FINANCE: mad(5),
        ApprovalKind.FINANCIAL_CONTROL: mad(3),
    }


def test_a_frame_that_was_adopted_binds_instead() -> None:
    frame = Frame(mandatory_articles=("object",))
    assert replace(state_of(drafted()), frame=frame).framed(LOW) == frame


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({"programme_kind": "pdti"}, {"programme_kind": "pdti"}),
        ({"framework_id": UUID(int=9)}, {"framework_id": str(UUID(int=9))}),
        (
            {"template": TemplateRef(name="cadre", version=2)},
            {"template": {"name": "cadre", "version": 2}},
        ),
    ],
)
def test_what_a_convention_belongs_to_is_in_its_text_where_it_was_named(
    changes: dict[str, object], written: dict[str, object]
) -> None:
    plain = canonical_text(ID, Terms(outline=OUTLINE))
    named = canonical_text(ID, Terms(outline=replace(OUTLINE, **changes)))  # type: ignore[arg-type]
    assert named == {**plain, **written}


def test_a_framework_needs_no_article_on_financing_and_a_financing_convention_does() -> None:
    framework = frame_of(Instrument.FRAMEWORK).mandatory_articles
    assert framework == ("object", "commitments", "duration")
    assert set(frame_of(Instrument.FINANCING).mandatory_articles) == {*framework, "financing"}

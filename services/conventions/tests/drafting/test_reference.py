"""A drafter gives a reference once a year, however it is written."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from conventions.domain.drafting.commands import DraftConvention
from conventions.domain.drafting.events import ReferenceReserved
from conventions.domain.drafting.reference import (
    ReferenceTaken,
    holder,
    reservation_of,
    reserve,
    stream_of,
)
from mithaq.testing.given import SOMEBODY

from ..people import COMMUNE, DAY, ID, REGION, Say, commune, region
from ..proposal import OUTLINE

OTHER = UUID(int=7)


def draft(reference: str = "PV-2026-014", say: Say = region) -> DraftConvention:
    return say(DraftConvention, outline=replace(OUTLINE, reference=reference))


def reserved(command: DraftConvention) -> ReferenceReserved:
    return ReferenceReserved(
        convention_id=ID, organisation_id=REGION, year=2026, reference=command.outline.reference
    )


@pytest.mark.parametrize(
    "written",
    [
        "pv-2026-014",
        " PV-2026-014 ",
        "PV\u20112026\u2011014",
        "PV-2026-014\u200b",
        "P\u2060V-2026-014",
        "PV-٢٠٢٦-٠١٤",
        "\uff30\uff36-2026-014",
    ],
)
def test_references_that_readers_take_for_equal_are_one(written: str) -> None:
    assert reservation_of(draft(written)) == reservation_of(draft())


def test_composed_and_decomposed_letters_are_one() -> None:
    assert reservation_of(draft("Re\u0301gion 1")) == reservation_of(draft("R\u00e9gion 1"))


def test_another_reference_year_or_drafter_has_its_own() -> None:
    streams = [
        reservation_of(draft()),
        reservation_of(draft("PV-2026-015")),
        reservation_of(draft(say=commune)),
        reservation_of(draft(say=region.on_day(date(2025, 12, 31), DAY))),
    ]
    assert len(set(streams)) == len(streams)
    assert streams[0] == stream_of(REGION, 2026, "PV-2026-014")
    assert stream_of(COMMUNE, 2026, "PV-2026-014") == streams[2]


def test_a_long_reference_has_a_stream_of_a_bounded_name() -> None:
    """One letter may fold to eighteen; a name of any length would not fit the store's index."""
    assert len(stream_of(REGION, 2026, "\ufdfa" * 300)) == len(stream_of(REGION, 2026, "1"))


def test_the_first_convention_holds_the_reference_and_any_other_is_refused() -> None:
    first = draft()
    assert reserve(None, first) == [reserved(first)]
    assert holder(None, reserved(first), SOMEBODY) == ID
    assert reserve(ID, first) == []
    with pytest.raises(ReferenceTaken) as refused:
        reserve(OTHER, first)
    assert refused.value.values["convention"] == str(OTHER)

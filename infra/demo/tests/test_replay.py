"""`mithaq replay` shows one convention, or says which ones it might be."""

from typing import Any

import pytest
from mithaq_demo.replay import ConventionNotFound, SeveralConventions, the_only


def listed(number: int) -> dict[str, Any]:
    return {"id": f"id-{number}", "reference": "PV-1", "title_fr": f"Titre {number}"}


def test_the_only_one_is_shown() -> None:
    assert the_only([listed(1)], "PV-1") == listed(1)


def test_none_is_not_found() -> None:
    with pytest.raises(ConventionNotFound, match="PV-1"):
        the_only([], "PV-1")


def test_of_several_each_is_listed_and_none_is_taken() -> None:
    with pytest.raises(SeveralConventions) as told:
        the_only([listed(1), listed(2)], "PV-1")
    assert "id-1  PV-1  Titre 1\nid-2  PV-1  Titre 2" in str(told.value)

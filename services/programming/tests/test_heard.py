"""What this service reads of others' events is there, in every version they ever published."""

from pathlib import Path
from typing import Any

import pytest
from mithaq.events import Catalogue
from mithaq.testing.hearing import ensure_hears_what_is_published
from programming.heard.conventions import CONVENTIONS
from programming.heard.partners import PARTNERS

FOLDER = Path(__file__).parents[3] / "shared" / "contracts"


@pytest.mark.parametrize("heard", [CONVENTIONS, PARTNERS], ids=lambda c: c.source)
def test_every_published_version_is_read(heard: Catalogue[Any]) -> None:
    ensure_hears_what_is_published(heard, FOLDER)

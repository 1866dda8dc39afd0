"""What this service reads of others' events is there, under that name and of that type."""

from pathlib import Path
from typing import Any

import pytest
from mithaq.contracts import breaks, read_published
from mithaq.events import Catalogue
from programming.live.facts import FACTS
from programming.read_models.convention_actions import CONVENTIONS

FOLDER = Path(__file__).parents[3] / "shared" / "contracts"


@pytest.mark.parametrize("heard", [CONVENTIONS, FACTS], ids=lambda c: c.source)
def test_every_field_we_read_is_published(heard: Catalogue[Any]) -> None:
    """`breaks` told from our side: what they publish may not break what we read.

    A field they require and we leave alone is no break.
    """
    published = read_published(FOLDER, heard.source)
    for wire_name, ours in heard.schemas.items():
        broken = breaks(ours, published[wire_name])
        assert [each for each in broken if not each.endswith("became required")] == [], wire_name

"""What the services emit today is what is published, and old names are still there."""

from pathlib import Path
from typing import Any

import pytest
from conventions.catalogue import CATALOGUE as CONVENTIONS
from mithaq.contracts import breaks, read_published
from mithaq.events import Catalogue
from partners.catalogue import CATALOGUE as PARTNERS
from programming.catalogue import CATALOGUE as PROGRAMMING

FOLDER = Path(__file__).parents[2] / "shared" / "contracts"


@pytest.mark.parametrize("catalogue", [PARTNERS, CONVENTIONS, PROGRAMMING], ids=lambda c: c.source)
def test_every_event_is_published_and_unbroken(catalogue: Catalogue[Any]) -> None:
    published = read_published(FOLDER, catalogue.source)
    missing = catalogue.schemas.keys() - published.keys()
    assert not missing, f"run `make contracts` and commit: {sorted(missing)}"
    for wire_name, schema in catalogue.schemas.items():
        assert breaks(published[wire_name], schema) == [], wire_name
        assert breaks(schema, published[wire_name]) == [], f"{wire_name}: run `make contracts`"

"""The published schemas match the services' events, and old versions are still published."""

from typing import Any

import pytest
from mithaq.contracts import breaks, read_published, retired
from mithaq.events import Catalogue

from tests.contract.producers import CONTRACTS, PRODUCERS

PUBLISH = "run `make contracts` and commit what it wrote"
CHANGED = """{wire_name} has a change that breaks its consumers:
  {reasons}
Leave this version as it is published and give the event the next one, with an upcast:
docs/guides/change-an-event.md."""

each_producer = pytest.mark.parametrize("catalogue", PRODUCERS, ids=lambda c: c.source)


@each_producer
def test_every_event_is_published_and_unbroken(catalogue: Catalogue[Any]) -> None:
    published = read_published(CONTRACTS, catalogue.source)
    missing = catalogue.schemas.keys() - published.keys()
    assert not missing, f"{PUBLISH}: {sorted(missing)}"
    for wire_name, schema in catalogue.schemas.items():
        reasons = breaks(published[wire_name], schema)
        assert not reasons, CHANGED.format(wire_name=wire_name, reasons="\n  ".join(reasons))
        assert schema.items() <= published[wire_name].items(), f"{wire_name}: {PUBLISH}"


@each_producer
def test_what_was_published_stays(catalogue: Catalogue[Any]) -> None:
    """Every published version can be read, and retired versions are marked."""
    published = read_published(CONTRACTS, catalogue.source)
    known = {catalogue.wire_name(*key) for key in catalogue.current | catalogue.retired}
    assert published.keys() == known
    for name, version in catalogue.retired:
        schema = published[catalogue.wire_name(name, version)]
        assert schema.items() >= retired(name, version).items(), PUBLISH
    for name, version in catalogue.current:
        assert "deprecated" not in published[catalogue.wire_name(name, version)]


@each_producer
def test_every_field_is_described(catalogue: Catalogue[Any]) -> None:
    assert not catalogue.undescribed, (
        "say what they mean, with the unit, in the service's fields.py"
    )

"""Contract test of a consumer: it can read every published version of the events it uses."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from mithaq.contracts import read_published, unpublished
from mithaq.events import Catalogue
from mithaq.testing.instances import instances

Schema = dict[str, Any]


def published_versions(
    folder: Path, catalogue: Catalogue[Any]
) -> Iterator[tuple[str, int, Schema]]:
    """Every version ever published, including retired ones, of the events a consumer reads."""
    for wire_name, schema in read_published(folder, catalogue.source).items():
        name, version = wire_name.removeprefix(f"{catalogue.source}.").split(".v")
        if catalogue.knows(name):
            yield name, int(version), schema


def ensure_hears_what_is_published(heard: Catalogue[Any], folder: Path) -> None:
    """Assert that the consumer's fields are published and that every version can be decoded."""
    published = read_published(folder, heard.source)
    for wire_name, ours in heard.schemas.items():
        missing = unpublished(ours, published[wire_name])
        assert not missing, f"{wire_name} is not published with {missing}"
    versions = list(published_versions(folder, heard))
    assert {name for name, _, _ in versions} == {name for name, _ in heard.current}
    for name, version, schema in versions:
        _ensure_decodes(heard, name, version, schema)


def _ensure_decodes(heard: Catalogue[Any], name: str, version: int, schema: Schema) -> None:
    """Decode anything the schema allows, also with unknown additional fields."""

    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(instances(schema))
    def decodes(payload: Schema) -> None:
        more = {**payload, "added_later": {"at": [1, None, "x"]}}
        event = heard.decode(name, version, json.dumps(payload))
        assert heard.decode(name, version, json.dumps(more)) == event

    decodes()

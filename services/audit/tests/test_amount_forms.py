"""Every amount has one form over HTTP, and one unit in every published event."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from audit.routes.views.streams import MONEY_FIELDS
from mithaq.money import MAX_CENTIMES

from .api import read
from .conftest import Running
from .world import MIDELT

FOLDER = Path(__file__).parents[3] / "shared" / "contracts"


def integers() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each property of a published event, nested ones too, that may be an integer."""
    for path in sorted(FOLDER.glob("*/*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        for each in (schema, *schema.get("$defs", {}).values()):
            for name, property_ in each.get("properties", {}).items():
                for variant in (property_, *property_.get("anyOf", ())):
                    if variant.get("type") == "integer":
                        yield name, {**property_, **variant}


def test_every_amount_of_a_published_event_names_its_unit_and_has_a_name_of_its_own() -> None:
    money = {name for name, schema in integers() if schema.get("maximum") == MAX_CENTIMES}
    others = {name for name, schema in integers() if schema.get("maximum") != MAX_CENTIMES}
    assert money
    assert money.isdisjoint(others)
    assert money <= MONEY_FIELDS
    for name, schema in integers():
        if name in money:
            assert "centimes of MAD" in schema["description"], name


async def test_a_history_shows_amounts_as_every_other_answer_does(told: Running) -> None:
    path = f"/v1/conventions/{MIDELT}/history?limit=200"
    events = {each["type"]: each["payload"] for each in (await read(told, path))["items"]}
    assert events["TranchePaid"]["amount"] == {"amount": "300.00", "currency": "MAD"}
    (change,) = events["AmendmentTookEffect"]["contributions"]
    assert change["after"]["amount"] == {"amount": "700.00", "currency": "MAD"}
    assert change["after"]["year"] == 2026

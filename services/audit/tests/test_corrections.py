"""A slip of the pen that was corrected is read nowhere any more; a rebuild gives the same rows."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from audit.read_models.commitments import COMMITMENTS
from audit.read_models.commitments.tables import convention, organisation, party
from audit.sources import CONVENTIONS, PARTNERS
from mithaq.events import LogRecord
from sqlalchemy import delete, select

from .api import read
from .conftest import Running
from .world import COMMUNE, MIDELT, MINISTRY, TANGER, Logs, the_story

TABLES = (convention, party, organisation)


def corrected(logs: Logs, field: str, after: str, of: UUID = MIDELT, **part: Any) -> None:
    stream = f"convention-{of}"
    words = {"field": field, "before": "?", "after": after, "changed": 1, "voids": "language"}
    rest = {"reason": "Faute de frappe", "text": {}, "void_signatures": [], "kept_signatures": []}
    logs.add(stream, 40, "TextCorrected", convention_id=str(of), **words, **rest, **part)


def the_corrected_story() -> Logs:
    logs = the_story()
    corrected(logs, "title_fr", "Convention de Midelt")
    corrected(logs, "title_ar", "اتفاقية ميدلت")
    corrected(logs, "party.name_fr", "Commune de Midelt", part=str(COMMUNE))
    corrected(logs, "party.name_ar", "جماعة ميدلت", part=str(COMMUNE))
    corrected(logs, "article.heading_fr", "Objet", part="a1")
    renamed = {"organisation_id": str(MINISTRY), "kind": "ministry", "reason": "Erreur"}
    stream = f"organisation-{MINISTRY}"
    logs.add(stream, 41, "OrganisationCorrected", **renamed, name_fr="Ministère de la Ville")
    return logs


async def test_title_and_names_read_as_they_were_meant(running: Running) -> None:
    await running.receive(the_corrected_story())
    told = await read(running, f"/v1/conventions/{MIDELT}/commitments")
    assert told["convention"]["title_fr"] == "Convention de Midelt"
    assert told["convention"]["title_ar"] == "اتفاقية ميدلت"
    names = {each["organisation"]["name_fr"] for each in told["partners"]}
    assert names == {"Ministère de la Ville", "Commune de Midelt"}


def _cut(lines: list[LogRecord], size: int) -> Iterator[list[LogRecord]]:
    return (lines[start : start + size] for start in range(0, len(lines), size))


@pytest.mark.parametrize("first", [PARTNERS, CONVENTIONS])
async def test_however_it_is_cut_and_whichever_comes_first_the_rows_are_the_same(
    running: Running, first: str
) -> None:
    logs, found = the_corrected_story(), list[object]()
    sources = sorted(logs.lines, key=lambda source: source != first)
    for size in (1, 3, 1_000):
        for source in sources:
            for lines in _cut(logs.lines[source], size):
                await running.project(COMMITMENTS, source, lines)
        found.append(await _emptied(running))
    assert found[0] == found[1] == found[2]


async def _emptied(running: Running) -> object:
    """The rows that there were; a rebuild begins without any."""
    async with running.kernel.engine.begin() as connection:
        rows = [
            sorted(map(tuple, await connection.execute(select(table))), key=str) for table in TABLES
        ]
        for table in COMMITMENTS.metadata.tables.values():
            await connection.execute(delete(table))
    return rows


async def test_an_organisation_nobody_registered_yet_is_called_as_corrected(
    running: Running,
) -> None:
    logs = the_story()
    corrected(logs, "party.name_fr", "Commune de Midelt", part=str(COMMUNE))
    corrected(logs, "title_fr", "Tanger", of=TANGER)
    await running.project(COMMITMENTS, CONVENTIONS, logs.lines[CONVENTIONS])
    listed = (await read(running, "/v1/partners"))["items"]
    names = {each["organisation"]["id"]: each["organisation"]["name_fr"] for each in listed}
    assert names == {str(COMMUNE): "Commune de Midelt", str(MINISTRY): "comme invité"}

"""What is owed besides money stands in the ledger, event by event, as of any day."""

from .api import read
from .conftest import Running
from .world import COMMUNE, MIDELT, the_story


async def test_what_is_owed_is_promised_then_missed_and_met(running: Running) -> None:
    logs, stream, key = the_story(), f"convention-{MIDELT}", {"convention_id": str(MIDELT)}
    told = {"obligation": "land", "owner": str(COMMUNE), "subject_fr": "Terrain"}
    occurrences = [{"number": 1, "first": None, "last": None, "due_on": "2026-02-10"}]
    scheduled = [{"obligation": told, "occurrences": occurrences}]
    logs.add(stream, 40, "ObligationsScheduled", **key, obligations=scheduled, amendment=None)
    moved = {
        **key,
        "obligation": "land",
        "occurrence": 1,
        "organisation_id": str(COMMUNE),
        "due_on": "2026-02-10",
        "subject_fr": "Terrain",
    }
    for nth, name in enumerate(("ObligationMissed", "EvidenceSubmitted", "EvidenceCertified")):
        logs.add(stream, 41 + nth, name, **moved)
    await running.receive(logs)
    path = f"/v1/partners/{COMMUNE}/obligations"
    lines = (await read(running, path))["items"]
    assert [each["step"] for each in lines] == ["promised", "missed", "submitted", "met"]
    assert {each["subject_fr"] for each in lines} == {"Terrain"}
    then = (await read(running, f"{path}?as_of=2026-02-11"))["items"]
    assert [each["step"] for each in then] == ["promised", "missed"]
    known = (await read(running, f"{path}?known_at=2026-02-10T13:00:00Z"))["items"]
    assert [each["step"] for each in known] == ["promised"]

"""Lists and history show what a command answered."""

from typing import Any

from .callers import OFFICE, STRANGER
from .clients import Convention


async def test_lists_show_what_a_command_answered(in_force: Convention) -> None:
    at_least = {"Mithaq-Min-Position": str(in_force.position)}
    http = in_force.running.http

    async def listed(who: dict[str, str], **params: str) -> list[Any]:
        answer = await http.get("/v1/conventions", params=params, headers={**who, **at_least})
        assert answer.status_code == 200, answer.text
        return [line["id"] for line in answer.json()["items"]]

    mine = in_force.of(in_force.commune)
    assert await listed(mine) == [in_force.id]
    assert await listed(mine, state="in_force", region="01") == [in_force.id]
    assert await listed(mine, state="draft") == []
    assert await listed(OFFICE, organisation=str(in_force.commune)) == [in_force.id]
    assert await listed(STRANGER) == []


async def test_the_history_is_readable(in_force: Convention) -> None:
    at_least = {"Mithaq-Min-Position": str(in_force.position)}
    url = f"/v1/conventions/{in_force.id}/events"
    headers = {**in_force.of(in_force.commune), **at_least}
    facts = (await in_force.running.http.get(url, headers=headers)).json()["items"]
    assert [fact["version"] for fact in facts] == list(range(1, in_force.version + 1))
    assert facts[0]["type"] == "ConventionDrafted"
    total = facts[0]["data"]["outline"]["total"]
    assert total["currency"] == "MAD"
    shown = await in_force.running.http.get(f"/v1/conventions/{in_force.id}", headers=headers)
    assert shown.json()["total"] == total
    assert facts[0]["capacity"] == "drafter"
    assert facts[-1]["type"] == "ConventionEnteredIntoForce"

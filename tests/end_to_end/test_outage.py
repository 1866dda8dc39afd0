"""Kafka is down: commands and own reads go on, and afterwards everything is delivered."""

import asyncio
import os
import time
from typing import Any

import pytest
from mithaq_local.stack import Stack

from tests.callers import Callers
from tests.waiting import audited, until

OUTAGE_S = float(os.environ.get("MITHAQ_OUTAGE_S", "5"))


@pytest.mark.campaign
async def test_commands_are_accepted_and_fresh_while_kafka_is_away(
    stack: Stack, callers: Callers
) -> None:
    lead, funder = await callers.party(), await callers.party()
    await callers.draft(lead, funder)  # both are known to conventions from here on
    await until(lambda: audited(callers))
    await asyncio.to_thread(stack.halt, "kafka")
    end, drafted = time.monotonic() + OUTAGE_S, []
    try:
        while time.monotonic() < end:
            made = await callers.draft(lead, funder)
            drafted.append(made)
            assert await read_back(callers, lead.agent, made)
    finally:
        await asyncio.to_thread(stack.start, ["kafka"])
    assert len(drafted) > OUTAGE_S
    await until(lambda: audited(callers))
    for convention in drafted[:: max(1, len(drafted) // 20)]:
        kept = await versions(callers, convention["id"])
        assert kept == list(range(1, convention["version"] + 1))


async def read_back(callers: Callers, who: dict[str, str], made: dict[str, Any]) -> bool:
    """Whether the caller of the command sees it in the history at once."""
    headers = {**who, "Mithaq-Min-Position": str(made["position"])}
    where = callers.at("conventions", f"conventions/{made['id']}/events?limit=50")
    answer = await callers.http.get(where, headers=headers)
    return bool(answer.raise_for_status().json()["items"][-1]["version"] == made["version"])


async def versions(callers: Callers, convention: str) -> list[int]:
    """The versions of a convention's events as audit has them, each once."""
    auditor = await callers.person("auditor", "auditor")
    where = callers.at("audit", f"streams/convention-{convention}/events")
    answer = await callers.http.get(where, headers=auditor)
    return [event["version"] for event in answer.raise_for_status().json()["items"]]

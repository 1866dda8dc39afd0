"""Shares over HTTP: split once the text binds, by whom and how far; the day to split them moved."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest_asyncio
from conventions.application import run
from conventions.domain.core.commands import CommandHeader
from conventions.domain.core.frame import frame_of
from conventions.domain.drafting.commands import AdoptFrame
from mithaq.commands import Caller, Submission

from ..conftest import Running
from .amending import in_effect
from .callers import OFFICE
from .clients import Convention, Json, mad

FRAME = replace(
    frame_of("financing"),
    programme_kind="later",
    kind_version=1,
    later_split=True,
    split_within_days=300,
)


async def later_split(convention: Convention) -> None:
    """The lead has it adopt a frame that lets shares be split later."""
    parts, lead = convention.running.conventions, convention.region
    caller = Caller(subject=f"head-{lead}", organisation=lead, roles=frozenset({"partner"}))
    dating = parts.dating(None, None)
    header = CommandHeader(convention_id=UUID(convention.id), caller=caller, dating=dating)
    given = Submission(
        caller=caller, command_id=uuid4(), fingerprint=bytes(32), correlation_id="later"
    )
    adopted = await run(parts, given, AdoptFrame(header=header, frame=FRAME))
    convention.version = adopted.version


@pytest_asyncio.fixture(loop_scope="session")
async def shared(running: Running) -> Convention:
    """In force: of the commune's four hundred nothing is split by action."""
    made = Convention(running)
    made.reference = f"PART-{uuid4().hex[:8]}"
    plain = made.draft()
    promised = [each for each in plain["contributions"] if each["contribution"] == "region-26"]
    open_share = {
        "share": "open",
        "organisation_id": str(made.commune),
        "kind": "cash",
        "amount": mad(400),
        "year": 2026,
    }
    await made.drafted(contributions=promised, shares=[open_share])
    await later_split(made)
    return await (await made.agreed()).in_force()


def part(convention: Convention, name: str, amount: int, **changes: Any) -> Json:
    return {
        "contribution": name,
        "organisation_id": str(convention.commune),
        "action": "works",
        "year": 2026,
        "kind": "cash",
        "amount": mad(amount),
    } | changes


async def test_a_share_is_split_in_parts_by_its_party_and_by_minutes(shared: Convention) -> None:
    commune, path = shared.of(shared.commune), "/shares/open/split"
    await shared.do(commune, path, {"contributions": [part(shared, "c-1", 100)]})
    read = await shared.read(commune)
    assert [each["amount"] for each in read["shares"]] == [mad(300)]
    rest = {"contributions": [part(shared, "c-2", 300)]}
    without = await shared.refused(OFFICE, path, rest)
    assert without["code"] == "split-act-missing"
    await shared.do(OFFICE, path, rest | {"act": "PV du 3 mars 2026"})
    read = await shared.read(commune)
    assert read["shares"] == []
    mine = {each["contribution"]: each["amount"] for each in read["contributions"]}
    assert mine == {"region-26": mad(600), "c-1": mad(100), "c-2": mad(300)}
    again = await shared.refused(commune, path, rest)
    assert again["code"] == "share-unknown"


async def test_what_a_split_may_not_do_is_refused_by_name(shared: Convention) -> None:
    commune, path = shared.of(shared.commune), "/shares/open/split"
    for wrong, code in (
        (part(shared, "c-1", 401), "split-too-large"),
        (part(shared, "c-1", 100, kind="land"), "split-of-another"),
        (part(shared, "region-26", 100), "contribution-name-taken"),
        (part(shared, "c-1", 100, action="gone"), "action-unknown"),
        (part(shared, "c-1", 100, year=2030), "year-outside-period"),
    ):
        problem = await shared.refused(commune, path, {"contributions": [wrong]})
        assert problem["code"] == code
    other = await shared.refused(
        shared.of(shared.operator), path, {"contributions": [part(shared, "c-1", 100)]}
    )
    assert (other["status"], other["code"]) == (403, "capacity-refused")


async def test_an_amendment_moves_the_day_to_split_and_the_text_shows_it(
    shared: Convention,
) -> None:
    lead = shared.of(shared.region)
    today = shared.running.conventions.today()
    before, after = today + timedelta(days=300), today + timedelta(days=100)
    assert (await shared.read(lead))["split_by"] == str(before)
    late = {"reason": "Étude", "split_by": str(today + timedelta(days=301))}
    problem = await shared.refused(lead, "/amendments", late)
    assert (problem["code"], problem["values"]["latest"]) == ("split-time-too-long", str(before))
    body = {"reason": "Étude", "kinds": ["split"], "split_by": str(after)}
    await shared.do(lead, "/amendments", body)
    told = (await shared.read(lead, "/amendments/1/provisions"))["differences"]
    moved = {"field": "split_by", "before": str(before), "after": str(after)}
    assert (told["outline"], told["items"]) == ([moved], [])
    while_open = await shared.refused(
        shared.of(shared.commune), "/shares/open/split", {"contributions": [part(shared, "c", 1)]}
    )
    assert while_open["code"] == "amendment-still-open"
    await in_effect(shared)
    assert (await shared.read(lead))["split_by"] == str(after)
    assert (await shared.read(lead, "/text"))["text"]["split_by"] == str(after)
    assert (await shared.read(lead, "/amendments/1/provisions"))["differences"]["outline"] == [
        moved
    ]

"""Progress and documents over HTTP: what a release asks for."""

from datetime import UTC, datetime

from .clients import Convention, mad


async def test_progress_and_documents_release_the_funds(in_force: Convention) -> None:
    region, operator = in_force.of(in_force.region), in_force.of(in_force.operator)
    plan = {
        "contribution": "region-26",
        "amount": mad(600),
        "due_on": "2026-06-01",
        "progress_at_least": 40,
        "documents": ["pv"],
    }
    await in_force.do(region, "/tranches/R1", plan, "PUT")
    seen = {"percent": 45, "observed_on": str(datetime.now(UTC).date())}
    builder, funder = in_force.aide(in_force.operator), in_force.of(in_force.commune)
    await in_force.do(builder, "/actions/works/progress", seen)
    await in_force.do(funder, "/actions/works/progress/acceptances", seen)
    assert not (await in_force.read(operator, "/tranches/R1/release"))["released"]
    await in_force.do(builder, "/tranches/R1/documents", {"kind": "pv", "sha256": "a" * 64})
    assert (await in_force.read(operator, "/tranches/R1/release"))["released"]
    read = await in_force.read(region)
    assert read["actions"][0]["progress"] == 45
    assert read["tranches"][0]["missing_documents"] == []


async def test_progress_of_an_unknown_action_is_refused_by_name(in_force: Convention) -> None:
    operator = in_force.of(in_force.operator)
    problem = await in_force.refused(operator, "/actions/bridge/progress", {"percent": 10})
    assert (problem["code"], problem["values"]["action"]) == ("action-unknown", "bridge")

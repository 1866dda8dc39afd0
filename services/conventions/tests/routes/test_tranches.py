"""Money over HTTP, from the plan to completion."""

from .callers import ACCOUNTANT, AUDITOR, CONTROLLER
from .clients import Convention, mad


async def test_the_whole_life_over_http(in_force: Convention) -> None:
    region, operator = in_force.of(in_force.region), in_force.of(in_force.operator)
    plan = {"contribution": "region-26", "amount": mad(600), "due_on": "2026-06-01"}
    await in_force.do(region, "/tranches/R1", plan, "PUT")
    for who, step in (
        (operator, "calls"),
        (region, "commitments"),
        (CONTROLLER, "visas"),
        (region, "orders"),
        (ACCOUNTANT, "payments"),
        (operator, "justifications"),
    ):
        await in_force.do(who, f"/tranches/R1/{step}", {"amount": mad(600), "act": f"{step} 1"})
    await in_force.do(operator, "/actions/works/progress", {"percent": 100})
    await in_force.do(region, "/completion", {"report": "Rapport final"})
    read = await in_force.read(AUDITOR)
    assert read["state"] == "completed"
    assert read["tranches"][0]["stage"] == "justified"


async def test_a_refused_release_names_each_condition(in_force: Convention) -> None:
    region, operator = in_force.of(in_force.region), in_force.of(in_force.operator)
    plan = {
        "contribution": "region-26",
        "amount": mad(100),
        "due_on": "2026-06-01",
        "progress_at_least": 40,
        "documents": ["pv"],
    }
    await in_force.do(region, "/tranches/R1", plan, "PUT")
    call = {"amount": mad(100), "act": "appel 1"}
    problem = await in_force.refused(operator, "/tranches/R1/calls", call)
    assert problem["code"] == "release-refused"
    assert problem["values"]["conditions"] == "fully-planned, progress-reached, documents-deposited"
    release = await in_force.read(operator, "/tranches/R1/release")
    assert [c["code"] for c in release["conditions"] if not c["met"]] == [
        "fully-planned",
        "progress-reached",
        "documents-deposited",
    ]

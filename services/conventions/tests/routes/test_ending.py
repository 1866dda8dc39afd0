"""Suspension, resumption and completion over HTTP."""

from .callers import OFFICE
from .clients import Convention, mad

PLAN = {"contribution": "region-26", "amount": mad(600), "due_on": "2026-06-01"}


async def test_no_money_moves_while_suspended(in_force: Convention) -> None:
    region, operator = in_force.of(in_force.region), in_force.of(in_force.operator)
    await in_force.do(region, "/tranches/R1", PLAN, "PUT")
    await in_force.do(OFFICE, "/suspension", {"reason": "Assiette foncière contestée"})
    call = {"amount": mad(600), "act": "Appel 1"}
    problem = await in_force.refused(operator, "/tranches/R1/calls", call)
    assert problem["values"]["conditions"] == "not-suspended"
    await in_force.do(OFFICE, "/resumption", {"reason": "Assiette apurée"})
    await in_force.do(operator, "/tranches/R1/calls", call)
    assert (await in_force.read(region))["state"] == "in_force"


async def test_nothing_is_completed_over_an_unjustified_tranche(in_force: Convention) -> None:
    region = in_force.of(in_force.region)
    await in_force.do(region, "/tranches/R1", PLAN, "PUT")
    problem = await in_force.refused(region, "/completion", {"report": "Rapport final"})
    assert problem["code"] == "convention-unfinished"
    assert problem["values"]["gaps"] == "unplanned, unpaid, unbuilt"

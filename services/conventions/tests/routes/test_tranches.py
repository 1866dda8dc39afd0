"""Money over HTTP, from the plan to completion."""

from datetime import datetime

from mithaq.morocco import RABAT

from .callers import ACCOUNTANT, AUDITOR, CONTROLLER, OFFICE, REGISTRAR
from .clients import Convention, mad


async def paid(
    told: Convention, name: str, contribution: str, dirhams: int, *, until: str = "payments"
) -> None:
    """One tranche of a contribution, planned and taken through its steps up to one of them."""
    funder = told.region if contribution == "region-26" else told.commune
    plan = {"contribution": contribution, "amount": mad(dirhams), "due_on": "2026-06-01"}
    await told.do(told.of(funder), f"/tranches/{name}", plan, "PUT")
    steps = {
        "calls": told.of(told.operator),
        "commitments": told.of(funder),
        "visas": CONTROLLER,
        "orders": told.of(funder),
        "payments": ACCOUNTANT,
        "justifications": REGISTRAR,
    }
    for step, who in steps.items():
        body = {"amount": mad(dirhams), "act": f"{step} {told.id} {name}"}
        await told.do(who, f"/tranches/{name}/{step}", body)
        if step == until:
            return


async def test_the_whole_life_over_http(in_force: Convention) -> None:
    builder, funder = in_force.aide(in_force.operator), in_force.of(in_force.commune)
    await paid(in_force, "R1", "region-26", 600, until="justifications")
    await paid(in_force, "C1", "commune-26", 400, until="justifications")
    seen = {"percent": 100, "observed_on": str(datetime.now(RABAT).date())}
    await in_force.do(builder, "/actions/works/progress", {**seen, "basis": "constat d'huissier"})
    problem = await in_force.refused(
        in_force.of(in_force.region), "/completion", {"report": "Rapport final"}
    )
    assert (problem["code"], problem["values"]["unbuilt"]) == ("convention-unfinished", "works")
    await in_force.do(funder, "/actions/works/progress/acceptances", seen)
    action = (await in_force.read(AUDITOR))["actions"][0]
    assert (action["progress"], action["progress_accepted"]) == (100, 100)
    assert action["observations"][0]["basis"] == "constat d'huissier"
    taken_over = {"act": "PV de réception n° 8", "guarantee_days": 365}
    await in_force.do(funder, "/actions/works/acceptances/provisional", taken_over)
    await in_force.do(in_force.of(in_force.region), "/completion", {"report": "Rapport final"})
    read = await in_force.read(AUDITOR)
    assert read["state"] == "completed"
    assert read["tranches"][0]["stage"] == "justified"


async def test_money_beyond_the_order_is_settled_imputed_and_paid_back(
    in_force: Convention,
) -> None:
    await paid(in_force, "R1", "region-26", 600, until="orders")
    await in_force.do(
        ACCOUNTANT, "/tranches/R1/payments", {"amount": mad(500), "act": f"A {in_force.id}"}
    )
    beyond = {"amount": mad(160), "act": f"B {in_force.id}"}
    await in_force.do(ACCOUNTANT, "/tranches/R1/external-payments", beyond)
    assert (await in_force.read(AUDITOR))["tranches"][0]["excess"]["amount"] == "60.00"
    for kind, amount in (("refund_claimed", 40), ("kept_as_advance", 20)):
        settled = {"kind": kind, "amount": mad(amount), "decision": "PV 3"}
        await in_force.do(OFFICE, "/tranches/R1/overpayment-settlement", settled)
    back = {"amount": mad(40), "act": f"R {in_force.id}"}
    await in_force.do(ACCOUNTANT, "/tranches/R1/refunds", back)
    undone = {
        "stage": "paid",
        "amount": mad(500),
        "act": "Note 1",
        "reason": "RIB erroné",
        "reference": f"a-{in_force.id}",
    }
    await in_force.do(OFFICE, "/tranches/R1/reversals", undone)
    imputed = {"amount": mad(20), "act": "OR 4", "advance_of": "R1"}
    await in_force.do(ACCOUNTANT, "/tranches/R1/imputations", imputed)
    (tranche,) = (await in_force.read(AUDITOR))["tranches"]
    amounts = {
        name: tranche[name]["amount"] for name in ("paid", "excess", "advance", "refund_due")
    }
    assert amounts == {"paid": "120.00", "excess": "0.00", "advance": "0.00", "refund_due": "0.00"}


async def test_a_bank_reference_counts_once_over_all_conventions(in_force: Convention) -> None:
    other = in_force.twin()
    await (await (await other.drafted(reference="MED-2")).agreed()).in_force()
    for told in (in_force, other):
        await paid(told, "R1", "region-26", 600, until="orders")
    payment = {"amount": mad(600), "act": f"VIR {in_force.id}"}
    again = {"amount": mad(600), "act": f"vir-{in_force.id}"}
    await in_force.do(ACCOUNTANT, "/tranches/R1/payments", payment)
    problem = await other.refused(ACCOUNTANT, "/tranches/R1/payments", again)
    assert problem["code"] == "reference-used"
    assert in_force.id not in str(problem["values"].get("convention"))
    undone = {
        "stage": "paid",
        "amount": mad(600),
        "act": "Note 1",
        "reason": "Convention erronée",
        "reference": f"VIR {in_force.id}",
    }
    await in_force.do(OFFICE, "/tranches/R1/reversals", undone)
    await other.do(ACCOUNTANT, "/tranches/R1/payments", again)


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

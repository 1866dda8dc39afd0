"""Checks the executing side: a late partner, a suspension, a committee, the way to the archive."""

from collections.abc import Iterable, Mapping
from typing import Any

from mithaq_demo.acts.committees import DECISION
from mithaq_demo.amounts import centimes_of, in_mdh
from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings
from mithaq_demo.plays import midelt, sale, souss_massa, tanger_2


def late_partners_are_named(findings: Findings) -> Iterable[Check]:
    """Who was called and did not pay is late with all of it, over all conventions and in its own.

    The days of the suspension are not counted.
    """
    late, here = findings.executed.late, findings.executed.late_there
    owed = {each.organisation: each.dirhams * 100 for each in midelt.SECOND_YEAR}
    found = {key: centimes_of(told["late"]) if told else 0 for key, told in late.items()}
    wanted = {key: owed[key] for key in midelt.LATE}
    right = found == wanted
    right &= {each.get("tranche") for each in late.values()} <= {each["tranche"] for each in here}
    suspended = (midelt.RESUMED_ON - midelt.SUSPENDED_ON).days
    ages = {key: told.get("days", 0) for key, told in late.items()}
    right &= all(days > suspended for days in ages.values())
    seen = ", ".join(f"{key} : {in_mdh(found[key])}, {ages[key]} jours" for key in found)
    yield Check(f"{midelt.PLAN.reference} : qui n'a pas versé est en retard", right, seen)


def it_was_suspended_and_resumed(findings: Findings) -> Iterable[Check]:
    told = findings.executed.of(midelt.PLAN.key, "ConventionSuspended", "ConventionResumed")
    days = [each["effective_date"] for each in told]
    right = days == [midelt.SUSPENDED_ON.isoformat(), midelt.RESUMED_ON.isoformat()]
    name = f"{midelt.PLAN.reference} : suspendue, puis reprise"
    yield Check(name, right, " puis ".join(days))


def a_decision_was_carried_out(findings: Findings) -> Iterable[Check]:
    """Its minutes are confirmed by another person, and the call that it decided on came after."""
    executed, key = findings.executed, tanger_2.PLAN.key
    types = ("MinutesRecorded", "MinutesConfirmed", "FundsCalled", "DecisionCarriedOut")
    told = executed.of(key, *types)
    right = [each["type"] for each in told] == list(types)
    if right:
        recorded, confirmed, called, carried = told
        right = recorded["actor"] != confirmed["actor"]
        right &= carried["data"]["decision"] == DECISION
        right &= carried["data"]["by_version"] == called["version"]
        right &= called["data"]["tranche"] == tanger_2.RELEASED.tranche
    name = f"{tanger_2.PLAN.reference} : comité réuni, PV confirmé, décision exécutée par un appel"
    yield Check(name, right, ", ".join(_who(each) for each in told))


def it_went_to_the_archive(findings: Findings) -> Iterable[Check]:
    """Completed, accepted for good after the guarantee, closed, and archived by another person."""
    types = (
        "WorksAcceptedProvisionally",
        "ConventionCompleted",
        "WorksAcceptedFinally",
        "ConventionClosed",
        "ConventionArchived",
    )
    told = findings.executed.of(souss_massa.PLAN.key, *types)
    right = [each["type"] for each in told] == list(types)
    right &= len({each["actor"] for each in told[-2:]}) > 1
    name = f"{souss_massa.PLAN.reference} : achevée, reçue, clôturée, archivée par une autre main"
    yield Check(name, right, ", ".join(_who(each) for each in told))


def the_refund_came_back(findings: Findings) -> Iterable[Check]:
    """All that was claimed came back before it was closed, and nothing is due any more."""
    executed, plan = findings.executed, sale.PLAN
    types = ("RefundClaimed", "RefundReceived", "ConventionClosed")
    told = executed.of(plan.key, *types)
    right = [each["type"] for each in told] == list(types)
    amounts = [centimes_of(e["data"]["amount"]) for e in told if e["type"] in types[:2]]
    right &= amounts == [sale.OWED_BACK * 100] * 2
    tranches = findings.tables.of(plan.key).view["tranches"]
    right &= not any(centimes_of(each["refund_due"]) for each in tranches)
    name = f"{plan.reference} : ce qui fut réclamé est revenu, puis elle est clôturée"
    yield Check(name, right, " puis ".join(map(in_mdh, amounts)))


def _who(fact: Mapping[str, Any]) -> str:
    return f"{fact['actor']} le {fact['effective_date']}"

"""Findings as a play that went well leaves them, made from the plans themselves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from mithaq_demo.activity import RegionActivity, awaited_regions
from mithaq_demo.acts.committees import DECISION
from mithaq_demo.acts.papers import SUFFIX
from mithaq_demo.amounts import to_wire
from mithaq_demo.cast import email_of
from mithaq_demo.checks.agreeing import CONFIRMED
from mithaq_demo.checks.commitments import owed_after
from mithaq_demo.checks.conventions import state_of
from mithaq_demo.executed import Executed
from mithaq_demo.findings import Findings
from mithaq_demo.ledger import Amounts, Row, Table, Tables
from mithaq_demo.logs import SOURCES, LogCount, Verdict
from mithaq_demo.mails import Delivery, Letter, Mail, expected
from mithaq_demo.pieces import Form
from mithaq_demo.plan import Plan, amendment_signers
from mithaq_demo.plays import (
    COMPLETED,
    PLANS,
    PUBLISHED,
    essaouira,
    midelt,
    sale,
    souss_massa,
    tanger_2,
    tta,
)
from mithaq_demo.problems import Finding, Problem
from mithaq_demo.script import Refusal
from mithaq_demo.seen import Seen

NOTHING = Amounts(pledged=0, promised=0, amended=0, called=0, paid=0, justified=0, balance=0)
PROBLEM = Problem(
    status=409,
    code="cost-unknown",
    title="Coûts",
    detail="Manque",
    way_out="Complétez",
    findings=(Finding("cost-unknown", "Manque"), Finding("shares-unsplit", "Non ventilées")),
)
REFUSAL = Refusal(
    case=tanger_2.PUBLISHED.key,
    attempt="arrêter le texte",
    rule="cost-unknown",
    problem=PROBLEM,
    unmoved=True,
    replayed=False,
    findings=frozenset({"cost-unknown", "shares-unsplit"}),
)
SETTLED = {
    "organisation_id": "interieur",
    "paid": to_wire(100_000_000),
    "justified": to_wire(60_000_000),
    "due": to_wire(-40_000_000),
}
MET_ON = date(2026, 11, 30)
# A workbook of any content: what it holds is the service's own tests' to say.
WORKBOOK = Path(__file__)


def amounts(centimes: int, *, binding: bool, amended: int = 0) -> Amounts:
    if not binding:
        return replace(NOTHING, pledged=centimes)
    return replace(NOTHING, promised=centimes, amended=amended, balance=centimes + amended)


def promised(plan: Plan) -> dict[str, int]:
    """By organisation, in dirhams: what its plan pledges, or its published shares."""
    found: dict[str, int] = {}
    for each in plan.pledges or plan.shares:
        found[each.organisation] = found.get(each.organisation, 0) + each.dirhams
    return found


def table(plan: Plan) -> Table:
    binding = plan.form is Form.COMPLETED and plan is not tta.LAPSED
    before = promised(plan)
    after = owed_after(plan) or before
    rows = [
        Row(
            organisation=key,
            amounts=amounts(
                before.get(key, 0) * 100,
                binding=binding,
                amended=(after.get(key, 0) - before.get(key, 0)) * 100,
            ),
        )
        for key in {**before, **after}
    ]
    moved = (sum(after.values()) - sum(before.values())) * 100
    return Table(
        key=plan.key,
        id=plan.key,
        reference=plan.reference,
        state=state_of(plan.key),
        version=12,
        total=plan.total * 100 + (0 if plan is tta.PLAN else moved),
        rows=rows,
        totals=amounts(sum(before.values()) * 100, binding=binding, amended=moved),
        ends_on=None,
        view=view(plan),
    )


def paper(plan: Plan) -> Table:
    return replace(table(plan), reference=f"{plan.reference}{SUFFIX}")


def view(plan: Plan) -> Mapping[str, Any]:
    kinds = list(plan.amendment.kinds) if plan.amendment else []
    return {
        "amendments": [{"state": "effective", "kinds": kinds}] if kinds else [],
        "conditions": [{"met": True}] if plan is essaouira.PLAN else [],
        "settlements": [SETTLED] if plan is sale.PLAN else [],
        "parties": [
            {"organisation_id": seat.organisation, "name_fr": seat.organisation}
            for seat in plan.seats
        ],
        "tranches": [{"refund_due": to_wire(0)}] if plan is sale.PLAN else [],
        "signed_on": "2018-10-22",
        "in_force_on": "2018-12-03",
    }


def mails() -> list[Mail]:
    return [
        Mail(id=f"{key} {template}", recipient=email_of(key), subject=f"{reference}, {template}")
        for reference, key, template in expected()
    ]


def deliveries() -> list[Delivery]:
    return [
        Delivery(reference=reference, organisation=key, template=template, state="sent")
        for reference, key, template in expected()
    ]


def envelope() -> Mapping[str, Any]:
    reserved = tta.CENTRES.total + tta.ZOUMI.total
    paid = sum(each.dirhams for each in tta.CENTRES.instalments)
    told = {"offered": tta.ENVELOPE, "reserved": reserved, "signed": reserved, "paid": paid}
    line = {"organisation_id": "politique-ville", "year": 2025}
    return {
        "totals": {name: to_wire(dirhams) for name, dirhams in told.items()},
        "lines": [{**line, **{name: to_wire(1) for name in (*told, "free")}}],
    }


def run(change: str, text: str) -> Mapping[str, str]:
    return {"change": change, "text": text}


def comparison() -> Mapping[str, Any]:
    words = {
        "text_fr": [run("kept", "48 mois"), run("removed", "."), run("added", " en tout.")],
        "text_ar": [run("kept", "48 شهرا"), run("added", " ابتداء")],
    }
    item = {"part": "articles", "name": "duration", "words": words}
    return {"sha256_from": "a", "sha256_to": "b", "differences": {"items": [item]}}


def plan_of(plan: Plan) -> Mapping[str, Any]:
    """Of one party that gives a million: in 2025 once it is completed, of no year as published."""
    split = plan not in PUBLISHED
    million, nothing = to_wire(1_000_000), to_wire(0)
    promise = {"organisation_id": "commune-tanger", "amount": million}
    year = {"year": 2025, "planned": million, "gap": nothing, "contributions": [promise]}
    return {
        "closes": split,
        "gaps": [] if split else [{"code": "cost-unknown", "detail": "Coûts inconnus"}],
        "total": to_wire(plan.total),
        "planned": million if split else nothing,
        "promised": million,
        "unallocated": nothing if split else million,
        "open": nothing,
        "parties": [
            {
                "organisation_id": "commune-tanger",
                "name_fr": "Commune de Tanger",
                "promised": million,
                "unallocated": nothing if split else million,
            }
        ],
        "years": [year] if split else [],
        "actions": {"items": [{"years": [year]}] if split else []},
    }


def seen() -> Seen:
    listed = [
        {"reference": plan.reference, "state": "in_force", "total": to_wire(1)}
        for plan in (*COMPLETED, tta.CENTRES, tta.ZOUMI)
        if plan.region == "01"
    ]
    plans = {plan.key: plan_of(plan) for plan in PLANS}
    return Seen(
        plans=plans,
        envelope=envelope(),
        financed=[
            {
                "reference": plan.reference,
                "state": state_of(plan.key),
                "reserved": to_wire(0 if plan is tta.LAPSED else plan.total),
            }
            for plan in tta.FAMILY[1:]
        ],
        comparison=comparison(),
        lapse={
            "actor": "mithaq:deadlines",
            "capacity": "system",
            "effective_date": "2025-07-01",
            "recorded_at": "2026-11-29T13:00:00Z",
        },
        listed=listed,
        totals={"count": len(listed), "total": to_wire(1), "promised": to_wire(1)},
        file=WORKBOOK,
        confirmed=sorted(CONFIRMED),
    )


def fact(version: int, kind: str, actor: str, on: date, **data: Any) -> Mapping[str, Any]:
    return {
        "version": version,
        "type": kind,
        "actor": actor,
        "effective_date": on.isoformat(),
        "data": data,
    }


def executed() -> Executed:
    souss, back = souss_massa, to_wire(sale.OWED_BACK)
    late = {each.organisation: each for each in midelt.SECOND_YEAR}
    return Executed(
        events={
            midelt.PLAN.key: [
                fact(90, "ConventionSuspended", "lead", midelt.SUSPENDED_ON),
                fact(91, "ConventionResumed", "lead", midelt.RESUMED_ON),
            ],
            tanger_2.PLAN.key: [
                fact(50, "MinutesRecorded", "lead", MET_ON),
                fact(51, "MinutesConfirmed", "funder", MET_ON),
                fact(52, "FundsCalled", "owner", MET_ON, tranche=tanger_2.RELEASED.tranche),
                fact(53, "DecisionCarriedOut", "lead", MET_ON, decision=DECISION, by_version=52),
            ],
            souss.PLAN.key: [
                fact(200, "WorksAcceptedProvisionally", "office", souss.COMPLETED_ON),
                fact(201, "ConventionCompleted", "lead", souss.COMPLETED_ON),
                fact(202, "WorksAcceptedFinally", "office", souss.ACCEPTED_ON),
                fact(203, "ConventionClosed", "lead", souss.CLOSED_ON),
                fact(204, "ConventionArchived", "office", souss.ARCHIVED_ON),
            ],
            sale.PLAN.key: [
                fact(80, "RefundClaimed", "lead", sale.ACCEPTED_ON, amount=back),
                fact(81, "RefundReceived", "accountant", sale.GIVEN_BACK_ON, amount=back),
                fact(82, "ConventionClosed", "lead", sale.CLOSED_ON),
            ],
        },
        late={
            key: {"tranche": late[key].tranche, "late": to_wire(late[key].dirhams), "days": 1_500}
            for key in midelt.LATE
        },
        late_there=[{"tranche": late[key].tranche} for key in midelt.LATE],
    )


def tried(plan: Plan) -> Mapping[str, Any]:
    before, now = plan.total, table(plan).total // 100
    parties = [
        {
            "name": key,
            "before": to_wire(1),
            "after": to_wire(2),
            "joins": False,
            "leaves": False,
            "signs": True,
        }
        for key in amendment_signers(plan)
    ]
    return {
        "signed": list(amendment_signers(plan)),
        "trial": {"events": [{"type": "AmendmentTookEffect"}], "changes": []},
        "outlook": {
            "total_before": to_wire(before),
            "total_after": to_wire(now),
            "parties": parties,
            "refused_by": None,
        },
        "unmoved": True,
    }


def findings() -> Findings:
    return Findings(
        tables=Tables([table(plan) for plan in PLANS]),
        refusals=[REFUSAL],
        logs=[
            LogCount(service=service, played=9, stored=9, copied=9, on_kafka=9)
            for service in SOURCES
        ],
        verdicts=[
            Verdict(service=service, verdict="sound", verified=9, head="ab" * 32)
            for service in SOURCES
        ],
        deliveries=deliveries(),
        mails=mails(),
        letter=Letter(sender="m@x", recipient="r@x", subject="À vous [de] signer", text="Bonjour"),
        regions=[
            RegionActivity(code=code, name_fr=code, promised=1, paid=1, signatures=1, payments=1)
            for code in sorted(awaited_regions())
        ],
        release={"conditions": [{"code": "progress-reached", "met": False}]},
        projects=[{"programme_id": "p"} for _ in COMPLETED],
        amended={plan.key: tried(plan) for plan in COMPLETED},
        seen=seen(),
        executed=executed(),
        papers=Tables([paper(plan) for plan in COMPLETED]),
    )

"""Findings as a play that went well leaves them, made from the plans themselves."""

from dataclasses import replace

from mithaq_demo.activity import RegionActivity, awaited_regions
from mithaq_demo.cast import email_of
from mithaq_demo.checks.conventions import STATES
from mithaq_demo.facts import case
from mithaq_demo.findings import Findings
from mithaq_demo.ledger import Amounts, Row, Table, Tables
from mithaq_demo.logs import SOURCES, LogCount, Verdict
from mithaq_demo.mails import Delivery, Letter, Mail, expected
from mithaq_demo.plan import Plan
from mithaq_demo.plays import PLANS, SIGNED, midelt, tanger_2
from mithaq_demo.problems import Problem
from mithaq_demo.script import Refusal

NOTHING = Amounts(pledged=0, promised=0, amended=0, called=0, paid=0, justified=0, balance=0)
PROBLEM = Problem(
    status=409, code="totals-differ", title="Sommes", detail="Écart", way_out="Corrigez"
)
REFUSAL = Refusal(
    case=tanger_2.PLAN.case,
    attempt="arrêter le texte",
    rule="totals-differ",
    problem=PROBLEM,
    unmoved=True,
    replayed=False,
)


def amounts(centimes: int, *, binding: bool, amended: int = 0) -> Amounts:
    if not binding:
        return replace(NOTHING, pledged=centimes)
    return replace(NOTHING, promised=centimes, amended=amended, balance=centimes + amended)


def table(plan: Plan) -> Table:
    facts, binding = case(plan.case), plan in SIGNED
    moved: dict[str, int] = {}
    if plan is midelt.PLAN:
        moved = {"politique-ville": -200_000_000, "conseil-provincial-midelt": 200_000_000}
    return Table(
        case=plan.case,
        id=plan.case,
        reference=plan.reference,
        state=STATES[plan.case],
        version=12,
        total=facts.dirhams * 100,
        rows=[
            Row(
                organisation=key,
                amounts=amounts(dirhams * 100, binding=binding, amended=moved.get(key, 0)),
            )
            for key, dirhams in facts.shares.items()
        ],
        totals=amounts(facts.attributed * 100, binding=binding),
        ends_on=midelt.AMENDMENT.ends_on.isoformat() if moved else None,
    )


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
        projects=[{"programme_id": "p"} for _ in PLANS],
    )

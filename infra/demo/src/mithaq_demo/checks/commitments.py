"""Compares the ledger's amounts with the published ones, to the centime."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from mithaq_demo.amounts import in_french, in_mdh
from mithaq_demo.checks.check import Check
from mithaq_demo.facts import case
from mithaq_demo.ledger import Tables
from mithaq_demo.plan import Plan
from mithaq_demo.plays import (
    COMPLETED,
    FINANCED,
    PUBLISHED,
    al_hoceima,
    midelt,
    sale,
    tanger_2,
    tta,
)

# What the parties of an amended convention owe in all, where that is a published amount.
_AFTER: Mapping[str, Mapping[str, int]] = {
    tanger_2.PLAN.key: tanger_2.SECOND.contributions,
    midelt.PLAN.key: {**case(midelt.PLAN.case).shares, **midelt.SHARES_AFTER},
    tta.PLAN.key: {"politique-ville": tta.HALF, "region-tanger": tta.HALF},
    al_hoceima.PLAN.key: {
        **al_hoceima.SHARES,
        "autres-departements": al_hoceima.REST["autres-departements"] + al_hoceima.ADDED,
    },
}


def announced(plan: Plan) -> int:
    """What a convention was announced at, in dirhams: its case's total unless it says otherwise."""
    return case(plan.case).dirhams if plan.announced is None else plan.announced


def totals_are_announced(tables: Tables) -> Iterable[Check]:
    """As signed; of a framework with an open share what is promised is less."""
    for plan in (*COMPLETED, *FINANCED):
        promised, wanted = tables.of(plan.key).totals.promised, announced(plan) * 100
        open_share = sum(pledge.dirhams for pledge in plan.pledges) * 100
        name = (
            f"{plan.reference} : total promis à la signature = total annoncé, part ouverte exceptée"
        )
        seen = f"{in_french(promised)} pour {in_french(wanted)}"
        yield Check(name, promised == open_share <= wanted == plan.total * 100, seen)


def shares_are_published(tables: Tables) -> Iterable[Check]:
    """Whatever is made up beside them, no published share is changed by completing the case."""
    for plan in COMPLETED:
        found = {row.organisation: row.amounts.promised for row in tables.of(plan.key).rows}
        published = {} if plan.announced else case(plan.case).shares
        wrong = [key for key in published if found.get(key, 0) != published[key] * 100]
        name = f"{plan.reference} : part promise = part publiée, pour qui en a une"
        yield Check(name, not wrong, ", ".join(wrong) or f"parts égales : {len(published)}")


def gaps_are_published(tables: Tables) -> Iterable[Check]:
    """In its published form exactly the published amounts are recorded, and none binds."""
    for plan in PUBLISHED:
        facts, table = case(plan.case), tables.of(plan.key)
        recorded = table.total == facts.dirhams * 100
        recorded &= table.totals.pledged == facts.attributed * 100 and table.totals.promised == 0
        missing = table.total - table.totals.pledged
        name = f"{plan.reference} : enregistrée telle que publiée, sans rien d'inventé"
        told = f"{in_mdh(missing)} sans attribution publiée" if missing else "toutes les parts"
        yield Check(name, recorded, told)


def owed_after(plan: Plan) -> Mapping[str, int] | None:
    """What each party owes in all once amended, in dirhams; None: what it signed."""
    if plan is sale.PLAN:
        return {sale.PAID.organisation: sale.JUSTIFIED}
    return _AFTER.get(plan.key)


def amendments_move_amounts(tables: Tables) -> Iterable[Check]:
    """What each partner owes in all once amended; where all ended it, what it justified."""
    for plan in COMPLETED:
        table, after = tables.of(plan.key), owed_after(plan)
        now = {row.organisation: row.amounts.promised + row.amounts.amended for row in table.rows}
        if after is None:
            name = f"{plan.reference} : l'avenant ne change la part de personne"
            wrong = [row.organisation for row in table.rows if row.amounts.amended]
        else:
            name = f"{plan.reference} : l'avenant change ce qu'il annonce, à qui il l'annonce"
            wrong = [key for key in {*now, *after} if now.get(key, 0) != after.get(key, 0) * 100]
        yield Check(name, not wrong, ", ".join(wrong) or in_mdh(sum(now.values())))


ALL: Sequence[Callable[[Tables], Iterable[Check]]] = (
    totals_are_announced,
    shares_are_published,
    gaps_are_published,
    amendments_move_amounts,
)


def hold(tables: Tables) -> bool:
    return all(check.held for checks in ALL for check in checks(tables))

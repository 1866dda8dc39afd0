"""Compares the ledger's amounts with the published ones, to the centime."""

from collections.abc import Callable, Iterable, Sequence

from mithaq_demo.amounts import in_french, in_mdh
from mithaq_demo.checks.check import Check
from mithaq_demo.facts import case
from mithaq_demo.ledger import Tables
from mithaq_demo.plays import REFUSED, SIGNED, midelt, tanger_2


def totals_are_published(tables: Tables) -> Iterable[Check]:
    for plan in SIGNED:
        published = case(plan.case).dirhams * 100
        totals = tables.of(plan.case).totals
        promised, now = totals.promised, totals.promised + totals.amended
        name = f"{plan.reference} : total promis = total publié, avenant compris"
        seen = f"{in_french(promised)} puis {in_french(now)} pour {in_french(published)}"
        yield Check(name, promised == now == published, seen)
    table, published = tables.of(tanger_2.PLAN.case), tanger_2.SECOND.dirhams * 100
    agreed = table.total == table.totals.pledged == published
    seen = f"{in_french(table.totals.pledged)} pour {in_french(published)}"
    yield Check(f"{table.reference} : texte arrêté au total publié", agreed, seen)


def shares_are_published(tables: Tables) -> Iterable[Check]:
    for plan in SIGNED:
        table = tables.of(plan.case)
        found = {row.organisation: row.amounts.promised for row in table.rows}
        published = {key: dirhams * 100 for key, dirhams in case(plan.case).shares.items()}
        wrong = [key for key in found | published if found.get(key, 0) != published.get(key, 0)]
        name = f"{plan.reference} : part promise de chaque partenaire = part publiée"
        yield Check(name, not wrong, ", ".join(wrong) or f"{len(published)} parts égales")


def gaps_are_published(tables: Tables) -> Iterable[Check]:
    """Where shares do not reach the total, exactly the published ones are recorded, none binds."""
    for plan in REFUSED:
        facts, table = case(plan.case), tables.of(plan.case)
        recorded = table.total == facts.dirhams * 100
        recorded &= table.totals.pledged == facts.attributed * 100 and table.totals.promised == 0
        missing = in_mdh(table.total - table.totals.pledged)
        name = f"{plan.reference} : enregistrée telle que publiée, sans rien d'inventé"
        yield Check(name, recorded, f"{missing} sans attribution publiée")


def amendment_moved_amounts(tables: Tables) -> Iterable[Check]:
    """Each partner's amended amount is what the amendment announced for it; the sum is zero."""
    expected: dict[str, int] = {}
    for contribution, dirhams in midelt.AMENDED.items():
        pledge = midelt.PLAN.pledge(contribution)
        moved = (dirhams - pledge.dirhams) * 100
        expected[pledge.organisation] = expected.get(pledge.organisation, 0) + moved
    table = tables.of(midelt.PLAN.case)
    found = {row.organisation: row.amounts.amended for row in table.rows}
    held = all(amended == expected.get(key, 0) for key, amended in found.items())
    held &= table.ends_on == midelt.AMENDMENT.ends_on.isoformat()
    shown = ", ".join(f"{key} {in_mdh(amended)}" for key, amended in found.items() if amended)
    yield Check(f"{table.reference} : l'avenant change ce qu'il annonce", held, shown)


ALL: Sequence[Callable[[Tables], Iterable[Check]]] = (
    totals_are_published,
    shares_are_published,
    gaps_are_published,
    amendment_moved_amounts,
)


def hold(tables: Tables) -> bool:
    return all(check.held for checks in ALL for check in checks(tables))

"""Checks the agreeing side: frames, plans, a vote, amendments, envelope, lapse, texts, lists."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from mithaq_demo.amounts import centimes_of, in_mdh
from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings
from mithaq_demo.plan import Plan, amendment_signers
from mithaq_demo.plays import COMPLETED, PUBLISHED, essaouira, sale, tanger_2019, tta

# The starter set, and the kind that the demo adds without any code.
CONFIRMED: Final = frozenset(
    {
        "convention-cadre",
        "convention-financement",
        "indh",
        "pdr",
        "pdti",
        "politique-de-la-ville",
        "jeu-reprise",
    }
)


def frames_are_confirmed(findings: Findings) -> Iterable[Check]:
    found = set(findings.seen.confirmed)
    name = "modèles et types de programme repris par le bureau, confirmés par une autre personne"
    yield Check(name, found >= CONFIRMED, ", ".join(sorted(found)))


def plans_close_or_tell_why(findings: Findings) -> Iterable[Check]:
    """The plan of a published form names each gap; that of a completed one has none."""
    plans = findings.seen.plans
    told = [plan for plan in PUBLISHED if not plans[plan.key]["closes"] and plans[plan.key]["gaps"]]
    name = "le plan de chaque forme publiée nomme ce qui manque"
    yield Check(name, len(told) == len(PUBLISHED), f"{len(told)} sur {len(PUBLISHED)}")
    closed = [plan for plan in COMPLETED if plans[plan.key]["closes"]]
    name = "le plan de chaque forme complétée est équilibré, avenant compris"
    yield Check(name, len(closed) == len(COMPLETED), f"{len(closed)} sur {len(COMPLETED)}")


def amendments_took_effect(findings: Findings) -> Iterable[Check]:
    """One a case, of the kinds that it announces, signed by whoever the change concerns."""
    for plan in COMPLETED:
        amendment, told = plan.amendment, findings.tables.of(plan.key).view["amendments"]
        wanted = set(amendment.kinds) if amendment else set()
        effective = [each for each in told if each["state"] == "effective"]
        right = len(effective) == 1 and set(effective[0]["kinds"]) == wanted
        signed = tuple(findings.amended[plan.key]["signed"])
        right &= set(signed) == set(amendment_signers(plan))
        name = f"{plan.reference} : avenant ({', '.join(sorted(wanted))}) signé par qui il concerne"
        yield Check(name, right, ", ".join(signed))


def effects_were_tried(findings: Findings) -> Iterable[Check]:
    """Tried before it happened: the total moves as it did afterwards, and nothing happened.

    The trial is of the amendment's own day; the plan before and after is told as of today.
    """
    for plan in COMPLETED:
        tried, name = findings.amended[plan.key], f"{plan.reference} : l'avenant essayé à blanc"
        if tried.get("replayed"):
            yield Check(name, held=True, seen="déjà en vigueur lors d'un premier passage")
            continue
        outlook, total = tried["outlook"], findings.tables.of(plan.key).total
        before, after = (centimes_of(outlook[each]) for each in ("total_before", "total_after"))
        right = tried["unmoved"] and bool(tried["trial"]["events"])
        right &= plan is sale.PLAN or after == total
        yield Check(name, right, f"{in_mdh(before)} puis {in_mdh(after)}")


def the_vote_came_after(findings: Findings) -> Iterable[Check]:
    plan = essaouira.PLAN
    view = findings.tables.of(plan.key).view
    met = [each["met"] for each in view["conditions"]]
    name = f"{plan.reference} : signée sous condition, en vigueur une fois le vote acquis"
    right = met == [True] and view["signed_on"] < view["in_force_on"]
    yield Check(name, right, f"signée le {view['signed_on']}, en vigueur le {view['in_force_on']}")


def the_rest_goes_back(findings: Findings) -> Iterable[Check]:
    """Ended by all, a partner is owed back what it paid and nobody justified (rule 9)."""
    plan, paid = sale.PLAN, sale.PAID
    told = findings.tables.of(plan.key).view["settlements"]
    due = [centimes_of(each["due"]) for each in told]
    name = f"{plan.reference} : ce qui fut payé et non justifié est réclamé"
    seen = ", ".join(map(in_mdh, due))
    yield Check(name, due == [(sale.JUSTIFIED - paid.dirhams) * 100], seen)


def the_text_lapsed(findings: Findings) -> Iterable[Check]:
    """By the kernel's deadline, from the day after the last one to sign, with nobody's command."""
    lapse, after = findings.seen.lapse, tta.SIGN_BY + timedelta(days=1)
    by_itself = (lapse.get("actor"), lapse.get("capacity")) == ("mithaq:deadlines", "system")
    right = by_itself and lapse["effective_date"] == after.isoformat()
    name = f"{tta.LAPSED.reference} : caduque par son échéance, sans commande de personne"
    yield Check(name, right, f"{lapse.get('actor')}, le {lapse.get('effective_date')}")


def the_envelope_holds(findings: Findings) -> Iterable[Check]:
    """What is financed is reserved, what lapsed is free again, and no line is overdrawn."""
    envelope = findings.seen.envelope
    totals = {name: centimes_of(amount) for name, amount in envelope["totals"].items()}
    reserved = sum(plan.total for plan in (tta.CENTRES, tta.ZOUMI)) * 100
    paid = sum(each.dirhams for each in tta.CENTRES.instalments) * 100
    wanted = {"offered": tta.ENVELOPE * 100, "reserved": reserved, "signed": reserved, "paid": paid}
    overdrawn = [line for line in envelope["lines"] if _of(line, "reserved") > _of(line, "offered")]
    name = f"{tta.PLAN.reference} : enveloppe réservée par deux conventions, rendue par la caduque"
    seen = ", ".join(f"{said} {in_mdh(amount)}" for said, amount in totals.items())
    yield Check(name, totals == wanted and not overdrawn, seen)
    held = {each["reference"]: centimes_of(each["reserved"]) for each in findings.seen.financed}
    wanted = {
        plan.reference: plan.total * 100 if plan is not tta.LAPSED else 0 for plan in tta.FAMILY[1:]
    }
    yield Check(
        f"{tta.PLAN.reference} : ce que chacune tient de l'enveloppe", held == wanted, f"{held}"
    )


def _of(line: Mapping[str, Any], name: str) -> int:
    return centimes_of(line[name])


def two_texts_differ_by_words(findings: Findings) -> Iterable[Check]:
    """Only the words that the amendment added are told as added, in each language."""
    compared = findings.seen.comparison
    items = compared["differences"]["items"]
    name = f"{tanger_2019.PLAN.reference} : le texte à deux dates, différences mot à mot"
    right = [(each["part"], each["name"]) for each in items] == [("articles", "duration")]
    right &= compared["sha256_from"] != compared["sha256_to"]
    added = [added_words(items[0], language) for language in ("fr", "ar")] if items else []
    right &= all(added) and all("48" not in words for words in added)
    yield Check(name, right, " / ".join(added))


def added_words(item: Mapping[str, Any], language: str) -> str:
    runs = item["words"][f"text_{language}"]
    return "".join(run["text"] for run in runs if run["change"] == "added").strip()


def lists_are_filtered_and_saved(findings: Findings) -> Iterable[Check]:
    """The same conventions in the list, in its totals and in the saved workbook."""
    seen = findings.seen
    wanted = sorted(plan.reference for plan in _listed(findings))
    found = sorted(line["reference"] for line in seen.listed)
    mine = [reference for reference in found if reference in wanted]
    counted = seen.totals["count"] == len(found)
    saved = seen.file.stat().st_size if seen.file.exists() else 0
    name = "liste filtrée (région, en vigueur), totaux et classeur XLSX enregistré"
    right = mine == wanted and counted and saved > 0
    yield Check(name, right, f"{len(found)} conventions, {saved} octets")


def _listed(findings: Findings) -> list[Plan]:
    plans = (*COMPLETED, tta.CENTRES, tta.ZOUMI)
    states = {table.key: table.state for table in findings.tables.all}
    return [plan for plan in plans if plan.region == "01" and states[plan.key] == "in_force"]

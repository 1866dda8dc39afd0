"""An amendment tried, a text at two dates, a late vote, an envelope, a lapse, a list."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from mithaq_demo.amounts import centimes_of, in_mdh
from mithaq_demo.findings import Findings
from mithaq_demo.plays import essaouira, sale, tanger_2, tanger_2019, tta
from mithaq_demo.report.words import FRENCH, MARK, named
from mithaq_demo.seen import AFTER, BEFORE

_STYLES = {"removed": "red strike", "added": "green underline"}
_RIGHT, _END = "\u2067", "\u2069"  # one isolate around the whole line
_MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}  # where a log file has no colours


def show(console: Console, findings: Findings) -> None:
    _show_trial(console, findings)
    _show_texts(console, findings)
    _show_vote(console, findings)
    _show_envelope(console, findings)
    _show_lapse(console, findings)
    _show_settlement(console, findings)
    _show_list(console, findings)


def _show_trial(console: Console, findings: Findings) -> None:
    console.rule(f"{tanger_2.PLAN.reference} : l'avenant essayé à blanc, le plan avant et après")
    told = findings.amended[tanger_2.PLAN.key]
    if told.get("replayed"):
        console.print("  déjà en vigueur lors d'un premier passage sur cet état")
        return
    shown = Grid(box=box.SIMPLE, padding=(0, 1))
    for heading in ("Partie", "Avant", "Après", "Signe"):
        shown.add_column(heading, justify="left" if heading == "Partie" else "right")
    for party in told["outlook"]["parties"]:
        name = f"{party['name']}{' (entre)' if party['joins'] else ''}"
        amounts = (f"{in_mdh(centimes_of(party[when]))}{MARK}" for when in ("before", "after"))
        shown.add_row(name, *amounts, "oui" if party["signs"] else "")
    console.print(shown)


def _show_texts(console: Console, findings: Findings) -> None:
    days = f"{FRENCH.day(BEFORE)} et au {FRENCH.day(AFTER)}"
    console.rule(f"{tanger_2019.PLAN.reference} : le texte au {days}")
    for item in findings.seen.comparison["differences"]["items"]:
        console.print(f"  article « {item['name']} »", markup=False, highlight=False)
        for language in ("fr", "ar"):
            console.print(words(item, language, colours=console.is_terminal))


def words(item: Mapping[str, Any], language: str, *, colours: bool) -> Text:
    """The article word by word: what was kept, removed, added; Arabic reads from the right."""
    told = Text(f"  {_RIGHT if language == 'ar' else ''}")
    for run in item["words"][f"text_{language}"]:
        before, after = ("", "") if colours else _MARKS.get(run["change"], ("", ""))
        told.append(f"{before}{run['text']}{after}", style=_STYLES.get(run["change"]))
    return told.append(_END if language == "ar" else "")


def _show_vote(console: Console, findings: Findings) -> None:
    view = findings.tables.of(essaouira.PLAN.key).view
    console.rule(f"{essaouira.PLAN.reference} : un vote après la signature")
    signed, force = (
        FRENCH.day(date.fromisoformat(view[day])) for day in ("signed_on", "in_force_on")
    )
    told = (
        f"signée le {signed}, en vigueur le {force}{MARK}, après le vote{MARK} du conseil communal"
    )
    console.print(f"  {told}", markup=False, highlight=False)


def _show_envelope(console: Console, findings: Findings) -> None:
    console.rule(
        f"{tta.PLAN.reference} : l'enveloppe de la convention-cadre, par partie et année{MARK}"
    )
    parties = findings.tables.of(tta.PLAN.key).view["parties"]
    names = {party["organisation_id"]: party["name_fr"] for party in parties}
    shown = Grid(box=box.SIMPLE, show_footer=True, padding=(0, 1))
    totals = findings.seen.envelope["totals"]
    shown.add_column("Partie", footer="Total", overflow="fold")
    shown.add_column("Année", justify="right")
    for name, heading in _LINE.items():
        footer = in_mdh(centimes_of(totals[name])) if name in totals else ""
        shown.add_column(heading, justify="right", footer=footer)
    for line in findings.seen.envelope["lines"]:
        who = names[line["organisation_id"]]
        shown.add_row(who, str(line["year"]), *(in_mdh(centimes_of(line[name])) for name in _LINE))
    console.print(shown)
    for each in findings.seen.financed:
        held = in_mdh(centimes_of(each["reserved"]))
        state = named("state", each["state"])
        console.print(f"  {each['reference']} ({state}) : {held} réservés", highlight=False)


_LINE = {
    "offered": "Offert",
    "reserved": "Réservé",
    "signed": "Signé",
    "paid": "Payé",
    "free": "Libre",
}


def _show_lapse(console: Console, findings: Findings) -> None:
    lapse = findings.seen.lapse
    console.rule(f"{tta.LAPSED.reference} : caduque par son échéance")
    if not lapse:
        console.print("  elle n'est pas caduque")
        return
    told = (
        f"une seule partie a signé{MARK} ; dernier jour pour signer{MARK} : le "
        f"{FRENCH.day(tta.SIGN_BY)}",
        f"caduque depuis le {FRENCH.day(date.fromisoformat(lapse['effective_date']))}, par "
        f"l'échéance ({lapse['actor']}), sans commande ; sa part de l'enveloppe est rendue",
    )
    for line in told:
        console.print(f"  {line}", markup=False, highlight=False)


def _show_settlement(console: Console, findings: Findings) -> None:
    console.rule(f"{sale.PLAN.reference} : résiliée à l'amiable, ce qui revient à qui a payé")
    view = findings.tables.of(sale.PLAN.key).view
    names = {party["organisation_id"]: party["name_fr"] for party in view["parties"]}
    for each in view["settlements"]:
        paid, justified, due = (centimes_of(each[name]) for name in ("paid", "justified", "due"))
        told = f"payé {in_mdh(paid)}{MARK}, justifié {in_mdh(justified)}{MARK}"
        back = f"à rendre : {in_mdh(-due)}{MARK}"
        console.print(f"  {names[each['organisation_id']]} : {told}, {back}", highlight=False)


def _show_list(console: Console, findings: Findings) -> None:
    seen = findings.seen
    console.rule("La liste : région Tanger-Tétouan-Al Hoceïma, en vigueur, par montant")
    for line in seen.listed:
        total = in_mdh(centimes_of(line["total"]))
        console.print(f"  {line['reference']:<26} {total:>14}", markup=False, highlight=False)
    sums = in_mdh(centimes_of(seen.totals["promised"]))
    told = f"{seen.totals['count']} conventions, {sums} promis ; enregistrée : {seen.file}"
    console.print(f"  {told}", markup=False, highlight=False)

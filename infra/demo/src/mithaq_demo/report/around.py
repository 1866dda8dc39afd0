"""Events, chains, a mail, the regions, and where to look."""

from collections.abc import Mapping

from rich import box
from rich.console import Console
from rich.table import Table as Grid

from mithaq_demo.amounts import in_mdh
from mithaq_demo.findings import Findings
from mithaq_demo.report.words import named

_TEXT_LINES = 14


def show(console: Console, findings: Findings) -> None:
    _show_logs(console, findings)
    _show_regions(console, findings)
    _show_letter(console, findings)


def show_addresses(console: Console, addresses: Mapping[str, str]) -> None:
    """The services answer at these; `/docs` of each shows its API."""
    console.rule("Où regarder")
    for name, address in sorted(addresses.items()):
        is_api = address.startswith("http") and name not in {"mail", "issuer"}
        shown = _without_secret(address) + ("/docs" if is_api else "")
        console.print(f"  {name:<14} {shown}", markup=False, highlight=False)


def _without_secret(address: str) -> str:
    """A report is copied around: the database's password stays out of it."""
    return address.rpartition("@")[2]


def _show_logs(console: Console, findings: Findings) -> None:
    console.print()
    console.rule("Événements et chaînes")
    shown = Grid(box=box.SIMPLE, show_footer=True)
    shown.add_column("Service", footer="Total")
    columns = {
        "Journal du service": [log.stored for log in findings.logs],
        "Kafka": [log.on_kafka for log in findings.logs],
        "Copie de l'audit": [log.copied for log in findings.logs],
    }
    for heading, counts in columns.items():
        shown.add_column(heading, footer=str(sum(counts)), justify="right")
    shown.add_column("Chaîne")
    for log, verdict in zip(findings.logs, findings.verdicts, strict=True):
        told = f"{named('verdict', verdict.verdict)}, tête {verdict.head[:12]}"
        shown.add_row(log.service, str(log.stored), str(log.on_kafka), str(log.copied), told)
    console.print(shown)


def _show_regions(console: Console, findings: Findings) -> None:
    console.rule("Vue en direct des régions")
    shown = Grid(box=box.SIMPLE)
    for heading in ("Région", "Promis", "Payé", "Signatures", "Paiements"):
        shown.add_column(heading, justify="left" if heading == "Région" else "right")
    for region in findings.regions:
        shown.add_row(
            region.name_fr,
            in_mdh(region.promised),
            in_mdh(region.paid),
            str(region.signatures),
            str(region.payments),
        )
    console.print(shown)


def _show_letter(console: Console, findings: Findings) -> None:
    console.rule(f"Un courriel récent, sur {len(findings.mails)}")
    if findings.letter is None:
        console.print("  aucun courriel n'est arrivé")
        return
    letter = findings.letter
    for line in (f"De : {letter.sender}", f"À : {letter.recipient}", f"Objet : {letter.subject}"):
        console.print(f"  {line}", markup=False, highlight=False)
    for line in letter.text.splitlines()[:_TEXT_LINES]:
        console.print(f"  | {line}", markup=False, highlight=False)

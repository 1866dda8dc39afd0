"""Checks hash chains, audit's copies of the logs, and topics."""

from collections.abc import Iterable

from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings


def chains_are_sound(findings: Findings) -> Iterable[Check]:
    for verdict in findings.verdicts:
        name = f"chaîne du journal {verdict.service}"
        yield Check(name, verdict.verdict == "sound", f"{verdict.verdict}, {verdict.verified}")


def copies_are_whole(findings: Findings) -> Iterable[Check]:
    for log in findings.logs:
        name = f"audit : copie entière du journal {log.service}"
        yield Check(name, log.whole, f"{log.copied} sur {log.stored}, {log.played} de ce jeu")


def topics_are_whole(findings: Findings) -> Iterable[Check]:
    """At least once: after a kill a topic may contain duplicates, but no message is missing."""
    for log in findings.logs:
        name = f"Kafka : tous les événements de {log.service}"
        yield Check(name, log.on_kafka >= log.stored, f"{log.on_kafka} pour {log.stored}")

"""Mails and the live view."""

from collections.abc import Iterable

from mithaq_demo import activity, mails
from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings
from mithaq_demo.plays import PLANS


def mails_arrived_once(findings: Findings) -> Iterable[Check]:
    """One at each signatory's turn, one when all have signed; nothing twice, nobody else."""
    expected, found = mails.expected(), mails.counted(findings.mails, PLANS)
    wrong = [
        f"{who} {reference} {found[who, reference]}/{expected.get((who, reference), 0)}"
        for who, reference in expected.keys() | found.keys()
        if found[who, reference] != expected.get((who, reference), 0)
    ]
    name = "chaque signataire a reçu son invitation et l'annonce de la signature"
    yield Check(name, not wrong, ", ".join(sorted(wrong)) or f"{len(findings.mails)} courriels")
    doubled = mails.doubled(findings.mails)
    yield Check("aucun courriel reçu deux fois", not doubled, ", ".join(doubled) or "aucun")


def regions_show_payments(findings: Findings) -> Iterable[Check]:
    showing = {region.code for region in findings.regions if region.payments}
    missing = activity.awaited_regions() - showing
    name = "vue en direct : les régions où l'on a payé le montrent"
    yield Check(name, not missing, ", ".join(sorted(missing)) or f"{len(showing)} régions")

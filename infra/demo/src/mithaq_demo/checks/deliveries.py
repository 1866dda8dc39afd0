"""Checks the mails and the live view."""

from collections import Counter
from collections.abc import Iterable

from mithaq_demo import activity, mails
from mithaq_demo.cast import email_of
from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings


def messages_are_written_once(findings: Findings) -> Iterable[Check]:
    """One at each signatory's turn, one when all have signed; no more, to nobody else."""
    signing = mails.signing_mails(findings.deliveries)
    found, expected = Counter(each.told for each in signing), Counter(mails.expected())
    wrong = [" ".join(told) for told in found | expected if found[told] != expected[told]]
    name = "chaque signataire est averti une fois de son tour, une fois de la signature de tous"
    yield Check(name, not wrong, ", ".join(sorted(wrong)) or f"{len(signing)} messages")
    settled = {mails.SENT, *mails.UNCERTAIN}
    lost = [each for each in findings.deliveries if not (each.state in settled or each.overtaken)]
    name = "tous les messages sont partis, sauf à qui avait déjà signé"
    yield Check(name, not lost, ", ".join(" ".join((*each.told, each.state)) for each in lost))


def mails_arrived_once(findings: Findings) -> Iterable[Check]:
    """What was sent is in the mailbox; what a kill made uncertain may be; nothing is twice."""
    found = mails.counted(findings.mails)
    sent, uncertain = _sent(findings, {mails.SENT}), _sent(findings, mails.UNCERTAIN)
    wrong = [
        " ".join(each)
        for each in found | sent
        if not sent[each] <= found[each] <= sent[each] + uncertain[each]
    ]
    name = "chaque courriel parti est arrivé"
    yield Check(name, not wrong, ", ".join(sorted(wrong)) or f"{len(findings.mails)} courriels")
    doubled = mails.doubled(findings.mails)
    yield Check("aucun courriel n'est arrivé deux fois", not doubled, ", ".join(doubled) or "aucun")


def _sent(findings: Findings, states: Iterable[str]) -> Counter[tuple[str, str]]:
    return Counter(
        (each.reference, email_of(each.organisation))
        for each in findings.deliveries
        if each.state in set(states)
    )


def regions_show_payments(findings: Findings) -> Iterable[Check]:
    showing = {region.code for region in findings.regions if region.payments}
    missing = activity.awaited_regions() - showing
    name = "vue en direct : les régions où l'on a payé le montrent"
    yield Check(name, not missing, ", ".join(sorted(missing)) or f"{len(showing)} régions")

"""The obligations of the tests: the operator reports every six months, the commune gives land."""

from datetime import date

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.obligation import (
    DueKind,
    DueRule,
    EvidenceDocument,
    Obligation,
    ObligationKind,
)
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.obligations import commands as c
from conventions.domain.signatures.commands import EnterIntoForce

from ..approvals.story import NEEDED, grants, request
from ..people import COMMUNE, OPERATOR, Say, by_itself, commune, office, operator, region
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, drafted, signature

REPORT = Obligation(
    obligation="report",
    kind=ObligationKind.PERIODIC_REPORT,
    owner=OPERATOR,
    due=DueRule(kind=DueKind.EVERY_PERIOD, months=6, grace_days=30),
    evidence=("rapport",),
    subject_fr="Rapport semestriel",
    subject_ar="تقرير نصف سنوي",
    beneficiary=COMMUNE,
)
LAND = Obligation(
    obligation="land",
    kind=ObligationKind.LAND_DELIVERY,
    owner=COMMUNE,
    due=DueRule(kind=DueKind.AFTER_FORCE, months=3),
    subject_fr="Mise à disposition du terrain",
)
FINAL = Obligation(
    obligation="final",
    kind=ObligationKind.FINAL_REPORT,
    owner=OPERATOR,
    due=DueRule(kind=DueKind.AT_COMPLETION),
    subject_fr="Rapport final",
)
# In force on 2 March 2026: the first period is over on 1 September, its grace on 1 October.
OVER, DUE = date(2026, 9, 2), date(2026, 10, 1)
LATE = date(2026, 10, 2)
PAPER = (EvidenceDocument(kind="rapport", sha256="a" * 64),)


def obliged(
    *others: Obligation,
    instead: Obligation = REPORT,
    before: tuple[ConventionCommand, ...] = (),
) -> Story:
    """In force, with these obligations in its text."""
    written = (region(c.WriteObligation, obligation=each) for each in (instead, *others))
    story = drafted().when(*before, *written, *TO_A_ROUND, *TO_CONSENSUS, region(AgreeText))
    story = story.when(request(*NEEDED), *grants(*NEEDED))
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    return story.when(region(EnterIntoForce))


def submit(
    on: date = OVER,
    say: Say = operator,
    occurrence: int = 1,
    obligation: str = "report",
    documents: tuple[EvidenceDocument, ...] = PAPER,
) -> c.SubmitEvidence:
    by = say.on_day(on)
    return by(c.SubmitEvidence, obligation=obligation, occurrence=occurrence, documents=documents)


def certify(
    say: Say = commune, on: date = OVER, occurrence: int = 1, obligation: str = "report"
) -> c.CertifyEvidence:
    return say.on_day(on)(c.CertifyEvidence, obligation=obligation, occurrence=occurrence)


def send_back(
    say: Say = commune, on: date = OVER, days: int = 40, reason: str = "chiffres"
) -> c.ReturnEvidence:
    by = say.on_day(on)
    return by(c.ReturnEvidence, obligation="report", occurrence=1, reason=reason, within_days=days)


def take_back(on: date = OVER, say: Say = operator, reason: str = "erreur") -> c.WithdrawEvidence:
    return say.on_day(on)(c.WithdrawEvidence, obligation="report", occurrence=1, reason=reason)


def ask_waiver(
    on: date = OVER, say: Say = region, obligation: str = "report", reason: str = "sans objet"
) -> c.AskWaiver:
    return say.on_day(on)(c.AskWaiver, obligation=obligation, occurrence=1, reason=reason)


def waive(on: date = OVER, say: Say = office, obligation: str = "report") -> c.WaiveOccurrence:
    return say.on_day(on)(c.WaiveOccurrence, obligation=obligation, occurrence=1)


def missed(on: date = LATE, occurrence: int = 1) -> c.NoteObligationMissed:
    by = by_itself.on_day(on)
    return by(c.NoteObligationMissed, obligation="report", occurrence=occurrence)


def soon(on: date = date(2026, 9, 16)) -> c.NoteObligationDueSoon:
    return by_itself.on_day(on)(c.NoteObligationDueSoon, obligation="report", occurrence=1)


def after(story: Story, command: ConventionCommand, *events: ConventionEvent) -> Story:
    """The story with that command, which made these events."""
    story.then(command, *events)
    return story.when(command)

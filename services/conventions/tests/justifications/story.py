"""Proofs of spending of the tests: of the region's first tranche, by the operator that built."""

from conventions.domain.core.submission import SubmittedDocument
from conventions.domain.justifications import commands as c
from conventions.domain.tranches import commands as tranches

from ..people import Say, bookkeeper, treasurer
from ..proposal import mad
from ..story import Story
from ..tranches.story import paid, scheduled

INVOICE = SubmittedDocument(kind="invoice", sha256="a" * 64)


def submit(
    dirhams: int, say: Say = bookkeeper, *documents: SubmittedDocument
) -> c.SubmitJustification:
    return say(
        c.SubmitJustification,
        tranche="R1",
        amount=mad(dirhams),
        act="D1",
        documents=documents or (INVOICE,),
    )


def accept(dirhams: int, say: Say = treasurer, number: int | None = 1) -> tranches.JustifyTranche:
    return say(
        tranches.JustifyTranche, tranche="R1", amount=mad(dirhams), act="PV 1", submission=number
    )


def refuse(say: Say = treasurer, number: int = 1, reason: str = "x") -> c.RefuseJustification:
    return say(c.RefuseJustification, tranche="R1", submission=number, reason=reason)


def withdraw(say: Say = bookkeeper, number: int = 1, reason: str = "x") -> c.WithdrawSubmission:
    return say(c.WithdrawSubmission, tranche="R1", submission=number, reason=reason)


def spent(dirhams: int = 150) -> Story:
    return scheduled().when(*paid(dirhams))

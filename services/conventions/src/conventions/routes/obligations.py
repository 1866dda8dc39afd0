"""Obligations: written in the text; then shown by evidence, judged, waived, read of any day."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from mithaq.http import (
    PROBLEMS,
    Answer,
    Body,
    Count,
    Dated,
    Day,
    Digest,
    Line,
    Name,
    NameInPath,
    Prose,
    Whole,
    WholeInText,
)
from pydantic import ConfigDict, Field

from conventions.domain.core.obligation import (
    DueKind,
    DueRule,
    EvidenceDocument,
    Obligation,
    ObligationKind,
)
from conventions.domain.obligations import commands as c
from conventions.routes.dependencies import InQuery, OfConvention, Reasoned
from conventions.routes.text_reader import Moment, OfText
from conventions.routes.views.obligations import ObligationsView, obligations_on

router = APIRouter(
    prefix="/v1/conventions/{convention_id}", tags=["obligations"], responses=PROBLEMS
)

_OWNER = "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"
_SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class DueBody(Body):
    """What its kind is counted by, and nothing else."""

    kind: DueKind
    day: Annotated[Day | None, Field(description="The day, of `fixed_day`.")] = None
    months: Annotated[Count, Field(description="Of a period, or after the force.")] = 0
    days: Annotated[Count, Field(description="After the months, from the force.")] = 0
    grace_days: Annotated[Count, Field(description="Once it is due.")] = 0

    def rule(self) -> DueRule:
        return DueRule(
            kind=self.kind,
            day=self.day,
            months=self.months,
            days=self.days,
            grace_days=self.grace_days,
        )


class ObligationBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "kind": "periodic_report",
                "owner": _OWNER,
                "due": {"kind": "every_period", "months": 6, "grace_days": 30},
                "evidence": ["rapport-semestriel"],
                "subject_fr": "Rapport semestriel d'avancement",
            }
        }
    )

    kind: ObligationKind
    owner: Annotated[UUID, Field(description="The party that owes it.")]
    due: DueBody
    evidence: Annotated[
        tuple[Name, ...], Field(max_length=20, description="Kinds of documents.")
    ] = ()
    subject_fr: Line
    subject_ar: Line | None = None
    beneficiary: Annotated[
        UUID | None, Field(description="The party to which it is owed: it may certify.")
    ] = None

    def named(self, obligation: str) -> Obligation:
        return Obligation(
            obligation=obligation,
            kind=self.kind,
            owner=self.owner,
            due=self.due.rule(),
            evidence=self.evidence,
            subject_fr=self.subject_fr,
            subject_ar=self.subject_ar,
            beneficiary=self.beneficiary,
        )


class EvidenceDocumentBody(Body):
    kind: Name
    sha256: Annotated[Digest, Field(description="Of the file, in hexadecimal.")]
    reference: Line | None = None


class EvidenceBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {"documents": [{"kind": "rapport-semestriel", "sha256": _SHA256}]}
        }
    )

    documents: Annotated[list[EvidenceDocumentBody], Field(max_length=50)]
    summary: Prose | None = None


class CertificateBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"remark": "Conforme."}})

    remark: Prose | None = None


class ReturnBody(Reasoned):
    model_config = ConfigDict(
        json_schema_extra={"example": {"reason": "Chiffres incomplets.", "within_days": 15}}
    )

    within_days: Annotated[Whole, Field(description="Due again so many days from now.")]


Number = Annotated[WholeInText, Path(ge=1, le=1_000_000)]
_ONE = "/obligations/{obligation}/occurrences/{occurrence}"


@router.get("/obligations")
async def read_obligations(
    reader: OfText,
    on: Annotated[Day | None, Query(description="As they stood that day; today: absent.")] = None,
) -> ObligationsView:
    """Each obligation of the text that day, with its occurrences and their state on it."""
    day: date = on or reader.conventions.today()
    text = await reader.at(Moment(on=day, known_at=None))
    return obligations_on(reader.convention, text, day)


@router.put("/obligations/{obligation}")
async def write_obligation(
    obligation: NameInPath, body: ObligationBody, sender: OfConvention
) -> Answer:
    """Write what a party owes besides its money, or write it anew, while the text is open."""
    command = c.WriteObligation(header=sender.header(body), obligation=body.named(obligation))
    return await sender.send(command)


@router.delete("/obligations/{obligation}")
async def remove_obligation(obligation: NameInPath, sender: OfConvention, dated: InQuery) -> Answer:
    """Take an obligation out of the text while it is open."""
    command = c.RemoveObligation(header=sender.header(dated), obligation=obligation)
    return await sender.send(command)


@router.post(f"{_ONE}/evidence")
async def submit_evidence(
    obligation: NameInPath, occurrence: Number, body: EvidenceBody, sender: OfConvention
) -> Answer:
    """Show, for the party that owes it, that an obligation was met this time."""
    documents = tuple(
        EvidenceDocument(kind=each.kind, sha256=each.sha256, reference=each.reference)
        for each in body.documents
    )
    command = c.SubmitEvidence(
        header=sender.header(body),
        obligation=obligation,
        occurrence=occurrence,
        documents=documents,
        summary=body.summary,
    )
    return await sender.send(command)


@router.post(f"{_ONE}/evidence/withdrawal")
async def withdraw_evidence(
    obligation: NameInPath, occurrence: Number, body: Reasoned, sender: OfConvention
) -> Answer:
    """Take evidence back that nobody judged yet."""
    command = c.WithdrawEvidence(
        header=sender.header(body),
        obligation=obligation,
        occurrence=occurrence,
        reason=body.reason,
    )
    return await sender.send(command)


@router.post(f"{_ONE}/evidence/certificate")
async def certify_evidence(
    obligation: NameInPath, occurrence: Number, body: CertificateBody, sender: OfConvention
) -> Answer:
    """Vouch, for another party, that the evidence shows what was owed."""
    command = c.CertifyEvidence(
        header=sender.header(body),
        obligation=obligation,
        occurrence=occurrence,
        remark=body.remark,
    )
    return await sender.send(command)


@router.post(f"{_ONE}/evidence/return")
async def return_evidence(
    obligation: NameInPath, occurrence: Number, body: ReturnBody, sender: OfConvention
) -> Answer:
    """Send evidence back, for another party, with the reason and a new delay."""
    command = c.ReturnEvidence(
        header=sender.header(body),
        obligation=obligation,
        occurrence=occurrence,
        reason=body.reason,
        within_days=body.within_days,
    )
    return await sender.send(command)


@router.post(f"{_ONE}/waiver")
async def ask_waiver(
    obligation: NameInPath, occurrence: Number, body: Reasoned, sender: OfConvention
) -> Answer:
    """Ask, for the lead, that this time be owed no more."""
    command = c.AskWaiver(
        header=sender.header(body),
        obligation=obligation,
        occurrence=occurrence,
        reason=body.reason,
    )
    return await sender.send(command)


@router.post(f"{_ONE}/waiver/consent")
async def waive_occurrence(
    obligation: NameInPath, occurrence: Number, body: Dated, sender: OfConvention
) -> Answer:
    """Consent, for the office, to what the lead asked."""
    command = c.WaiveOccurrence(
        header=sender.header(body), obligation=obligation, occurrence=occurrence
    )
    return await sender.send(command)

"""Negotiating, approving, signing, entering into force."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money

from conventions.domain.commands.base import ConventionCommand
from conventions.domain.events.agreeing import RequiredApproval
from conventions.domain.vocabulary import RoundOutcome, SignatureLevel, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNegotiationRound(ConventionCommand):
    deadline: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePosition(ConventionCommand):
    article: str | None = None
    stance: Stance
    remark: str | None = None
    proposed_text_fr: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseNegotiationRound(ConventionCommand):
    outcome: RoundOutcome
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeText(ConventionCommand):
    """Freeze the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenText(ConventionCommand):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestApprovals(ConventionCommand):
    approvals: tuple[RequiredApproval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantApproval(ConventionCommand):
    approval: RequiredApproval
    instrument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseApproval(ConventionCommand):
    approval: RequiredApproval
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A power to sign as the partners service last published it. `valid_to` is included."""

    mandate_id: UUID
    organisation_id: UUID
    representative_id: UUID
    subject: str
    capacity: str
    instrument: str
    valid_from: date
    valid_to: date | None = None
    ceiling: Money | None = None
    revoked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignConvention(ConventionCommand):
    mandate: Mandate
    level: SignatureLevel
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseSignature(ConventionCommand):
    """`representative_id` is who the caller is in its organisation."""

    representative_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterIntoForce(ConventionCommand):
    """On a fixed date, or on the day of the last signature."""

    in_force_on: date | None = None

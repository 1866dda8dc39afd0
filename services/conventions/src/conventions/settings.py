"""Settings of this service alone, beside the kernel's."""

from typing import Annotated

from mithaq.money import Money
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from conventions.domain.core.frame import Thresholds
from conventions.domain.core.payment_approvals import PaymentApprovals, approvals_from
from conventions.domain.core.vocabulary import SignatureLevel
from conventions.evidence import Deployed

Dirhams = Annotated[int, Field(ge=0, le=10**15)]
_ASSUMED = Thresholds()
_PAYMENTS = PaymentApprovals()


class ApprovalSettings(BaseSettings):
    """Read once from `MITHAQ_...`: from which total, in dirhams, these approvals are needed.

    The defaults are assumptions: no threshold is published.
    """

    model_config = SettingsConfigDict(env_prefix="MITHAQ_", frozen=True, extra="ignore")

    finance_approval_from: Dirhams = _ASSUMED.finance.centimes // 100
    financial_control_from: Dirhams = _ASSUMED.financial_control.centimes // 100

    payment_approvals: Annotated[
        tuple[tuple[Dirhams, int], ...],
        Field(description="From which amount of a tranche's orders how many persons approve them."),
    ] = tuple((since.centimes // 100, persons) for since, persons in _PAYMENTS.steps)

    signature_evidence: Annotated[
        dict[SignatureLevel, str],
        Field(description="By level above `simple`, which provider keeps the evidence."),
    ] = {}

    def evidence(self) -> Deployed:
        return Deployed(self.signature_evidence)

    def payments(self) -> PaymentApprovals:
        return approvals_from(self.payment_approvals)

    def thresholds(self) -> Thresholds:
        return Thresholds(
            finance=Money.dirhams(self.finance_approval_from),
            financial_control=Money.dirhams(self.financial_control_from),
        )

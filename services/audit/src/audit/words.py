"""The closed lists that this service's catalogues name in every language, by kind of term."""

from collections.abc import Iterable, Mapping
from typing import Final

from audit.domain.ledger.line import Kind
from audit.read_models.commitments.obligations import Step
from audit.verification.requests import Progress
from audit.verification.verdict import Verdict

VOCABULARY: Final[Mapping[str, Iterable[str]]] = {
    "verdict": Verdict,
    "ledger-kind": Kind,
    "obligation-step": Step,
    "verification-state": Progress,
}

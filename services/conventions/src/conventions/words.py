"""The closed lists that this service's catalogues name in every language, by kind of term."""

from collections.abc import Iterable, Mapping
from typing import Final

from conventions.catalogue import CATALOGUE
from conventions.domain.core.policy import Capacity
from conventions.domain.core.vocabulary import (
    AmendmentState,
    ApprovalAnswer,
    ApprovalKind,
    ContributionKind,
    Instrument,
    PartyRole,
    RoundOutcome,
    SignatureLevel,
    Stage,
    Stance,
    State,
)
from conventions.domain.drafting.articles import TEMPLATES
from conventions.domain.table import TRANSITIONS

VOCABULARY: Final[Mapping[str, Iterable[str]]] = {
    "state": State,
    "amendment-state": AmendmentState,
    "instrument": Instrument,
    "party-role": PartyRole,
    "contribution-kind": ContributionKind,
    "stance": Stance,
    "round-outcome": RoundOutcome,
    "approval-kind": ApprovalKind,
    "approval-answer": ApprovalAnswer,
    "signature-level": SignatureLevel,
    "capacity": Capacity,
    "step": [*Stage, "approval", "overpayment", "tranche"],  # what `nothing-waits` may name
    "duty": ["commit", "visa", "order", "pay"],
    "condition": [
        "in-force",
        "not-suspended",
        "fully-planned",
        "previous-justified",
        "progress-reached",
        "documents-deposited",
        "no-overpayment",
    ],
    "article": {each.article: each for articles in TEMPLATES.values() for each in articles},
    "command": [row.name for row in TRANSITIONS],
    "event": sorted({name for name, _version in CATALOGUE.current}),
}

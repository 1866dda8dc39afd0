"""The closed lists that this service's catalogues name in every language, by kind of term."""

from collections.abc import Iterable, Mapping
from typing import Final

from conventions.catalogue import CATALOGUE
from conventions.domain.core.chronology import Fact
from conventions.domain.core.duties import Duty
from conventions.domain.core.policy import Capacity
from conventions.domain.core.vocabulary import (
    AmendmentState,
    ApprovalAnswer,
    ApprovalKind,
    ContributionKind,
    Instrument,
    Part,
    PartyRole,
    RoundOutcome,
    Settlement,
    SignatureLevel,
    Stage,
    Stance,
    State,
)
from conventions.domain.drafting.articles import TEMPLATES
from conventions.domain.ending.gaps import GAPS
from conventions.domain.table import TRANSITIONS

# What `nothing-waits` may name besides the steps of a tranche.
WAITING: Final = (
    "overpayment",
    "tranche",
    "advance",
    "refund",
    "progress",
    "delivery",
)
VOCABULARY: Final[Mapping[str, Iterable[str]]] = {
    "state": State,
    "amendment-state": AmendmentState,
    "instrument": Instrument,
    "part": Part,
    "party-role": PartyRole,
    "contribution-kind": ContributionKind,
    "stance": Stance,
    "round-outcome": RoundOutcome,
    "approval-kind": ApprovalKind,
    "approval-answer": ApprovalAnswer,
    "signature-level": SignatureLevel,
    "settlement": Settlement,
    "capacity": Capacity,
    "fact": [*Fact, "effect", "first-year", "due"],  # the last three: what `end-too-early` names
    "list-name": [  # what `name-duplicated` may name
        "articles",
        "actions",
        "contributions",
        "years",
        "documents",
        "amounts",
        "costs",
    ],
    "step": [*Stage, *WAITING],
    "gap": GAPS,
    "duty": Duty,
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

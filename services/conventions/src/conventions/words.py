"""The closed lists that this service's catalogues name in every language, by kind of term."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Final, get_args

from conventions.catalogue import CATALOGUE
from conventions.domain.amendments.kinds import Approving, Signing
from conventions.domain.core.amendment import Operations
from conventions.domain.core.chronology import Fact
from conventions.domain.core.duties import Duty
from conventions.domain.core.policy import Capacity
from conventions.domain.core.vocabulary import (
    AmendmentKind,
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
from conventions.domain.drafting.articles import USUAL
from conventions.domain.ending.gaps import GAPS
from conventions.domain.frames import commands as frames
from conventions.domain.frames.publication import Standing
from conventions.domain.frames.template import ParameterKind
from conventions.domain.holidays.commands import CorrectHoliday
from conventions.domain.table import TRANSITIONS
from conventions.plan_sheet.columns import Heading
from conventions.read_models.listing import Alert
from conventions.read_models.listing.late import Age
from conventions.routes.exporting import COLUMNS
from conventions.routes.views.minutes_text import LINES
from conventions.wording.differences import Change

# What `nothing-waits` may name besides the steps of a tranche.
WAITING: Final = (
    "overpayment",
    "tranche",
    "advance",
    "refund",
    "progress",
    "delivery",
    "condition",
)
OFFICE_COMMANDS: Final = (
    *get_args(frames.TemplateCommand),
    *get_args(frames.ProgrammeKindCommand),
    CorrectHoliday,
)
VOCABULARY: Final[Mapping[str, Iterable[str]]] = {
    "state": State,
    "amendment-state": AmendmentState,
    "amendment-kind": AmendmentKind,
    "operation": [each.name for each in fields(Operations) if each.name != "kinds"],
    "instrument": Instrument,
    "part": Part,
    "party-role": PartyRole,
    "contribution-kind": ContributionKind,
    "stance": Stance,
    "language": ["fr", "ar"],  # those of a text
    "minutes": LINES,
    "round-outcome": RoundOutcome,
    "approval-kind": ApprovalKind,
    "approval-answer": ApprovalAnswer,
    "signature-level": SignatureLevel,
    "settlement": Settlement,
    "capacity": Capacity,
    "age": Age,
    "difference": Change,
    "sheet": ["xlsx", "csv"],
    "signed-by": Signing,
    "approved": Approving,
    "fact": [*Fact, "effect", "first-year", "due"],  # the last three: what `end-too-early` names
    "list-name": [  # what `name-duplicated` may name
        "articles",
        "actions",
        "contributions",
        "shares",
        "years",
        "documents",
        "amounts",
        "costs",
        "kinds",
        "parties",
        "reschedules",
    ],
    "step": [*Stage, *WAITING],
    "gap": GAPS,
    "plan-column": Heading,
    "cell": ["name", "line", "prose", "year", "amount", "kind"],  # what `cell-unreadable` expects
    "split-term": ["organisation", "kind", "action", "year"],  # what `split-of-another` may name
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
    "alert": Alert,
    "column": COLUMNS,
    "standing": Standing,
    "parameter-kind": ParameterKind,
    "article": {each.article: each for articles in USUAL.values() for each in articles},
    "command": [row.name for row in TRANSITIONS] + [each.__name__ for each in OFFICE_COMMANDS],
    "envelope-scope": ["named-year", "any-year"],
    "event": sorted({name for name, _version in CATALOGUE.current}),
}

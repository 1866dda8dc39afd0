"""The closed lists that this service's catalogues name in every language, by kind of term."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Final, get_args

from conventions.catalogue import CATALOGUE
from conventions.domain.amendments.kinds import Approving, Signing
from conventions.domain.core.amendment import Operations
from conventions.domain.core.archived import FactKind, GapKind, PaperState, Precision
from conventions.domain.core.chronology import Fact
from conventions.domain.core.committee import CommitteeKind, DecisionKind, MeetingState
from conventions.domain.core.duties import Duty
from conventions.domain.core.lateness import Age, LateKind
from conventions.domain.core.obligation import DueKind, ObligationKind
from conventions.domain.core.occurrences import OccurrenceState
from conventions.domain.core.payment_order import OrderAnswer
from conventions.domain.core.policy import Capacity
from conventions.domain.core.submission import SubmissionState
from conventions.domain.core.vocabulary import (
    AmendmentKind,
    AmendmentState,
    ApprovalAnswer,
    ApprovalKind,
    BreachKind,
    ContributionKind,
    Instrument,
    NoticeState,
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
from conventions.domain.ending.closing import CLOSURE_GAPS
from conventions.domain.ending.gaps import GAPS
from conventions.domain.frames import commands as frames
from conventions.domain.frames.publication import Standing
from conventions.domain.frames.template import ParameterKind
from conventions.domain.holidays.commands import CorrectHoliday
from conventions.domain.statements import commands as statements
from conventions.domain.statements.account import LineAnswer
from conventions.domain.table import TRANSITIONS
from conventions.domain.takeover import commands as takeover
from conventions.domain.takeover.entry import EntryState
from conventions.plan_sheet.columns import Heading
from conventions.read_models.alerts import AlertKind
from conventions.read_models.listing import Alert
from conventions.read_models.treasury_lines import LineMatch
from conventions.routes.exporting import COLUMNS, LATE_COLUMNS
from conventions.routes.views.minutes_text import LINES
from conventions.statement_sheet import StatementColumn
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
    "obligation",
    "evidence",
    "waiver",
    "committee",
    "meeting",
    "minutes",
    "decision",
    "notice",
    "acceptance",
    "payment-approval",
    "submission",
)
OFFICE_COMMANDS: Final = (
    *get_args(frames.TemplateCommand),
    *get_args(frames.ProgrammeKindCommand),
    CorrectHoliday,
    *get_args(takeover.TakeOverCommand),
    statements.ImportStatement,
    statements.AssignStatementLine,
    statements.SetAsideStatementLine,
    statements.ReopenStatementLine,
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
    "obligation-kind": ObligationKind,
    "due-kind": DueKind,
    "occurrence-state": OccurrenceState,
    "committee-kind": CommitteeKind,
    "decision-kind": DecisionKind,
    "meeting-state": MeetingState,
    "approval-kind": ApprovalKind,
    "approval-answer": ApprovalAnswer,
    "signature-level": SignatureLevel,
    "settlement": Settlement,
    "order-answer": OrderAnswer,
    "submission-state": SubmissionState,
    "capacity": Capacity,
    "age": Age,
    "late-kind": LateKind,
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
        "committees",
        "members",
        "present",
        "decisions",
        "drops",
        "amounts",
        "costs",
        "kinds",
        "parties",
        "payments",
        "deliveries",
        "reschedules",
        "reservations",
    ],
    "step": [*Stage, *WAITING],
    "gap": [*GAPS, *(gap for gap in CLOSURE_GAPS if gap not in GAPS)],
    "breach": BreachKind,
    "notice-state": NoticeState,
    "archive-gap": GapKind,
    "archived-fact": FactKind,
    "archived-part": ["parties", "actions", "contributions"],  # what a paper file may not name
    "archived-date": [  # what is dated before what it rests on
        "signature",
        "in_force",
        "amendment",
        "amendment_signed",
        "money",
        "end",
        "suspended",
        "completed",
        "terminated",
    ],
    "paper-state": PaperState,
    "precision": Precision,
    "entry-state": EntryState,
    "entry": ["record", "fact"],  # what its enterer may not check
    "plan-column": Heading,
    "statement-column": StatementColumn,
    "line-answer": LineAnswer,
    "line-match": LineMatch,
    # what `cell-unreadable` expects
    "cell": ["name", "line", "prose", "year", "amount", "kind", "day", "reference"],
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
        "minutes-confirmed",
        "duration-over",
    ],
    "alert": dict.fromkeys(map(str, (*Alert, *AlertKind))),
    "column": [*COLUMNS, *(each for each in LATE_COLUMNS if each not in COLUMNS)],
    "standing": Standing,
    "parameter-kind": ParameterKind,
    "article": {each.article: each for articles in USUAL.values() for each in articles},
    "command": [row.name for row in TRANSITIONS] + [each.__name__ for each in OFFICE_COMMANDS],
    "envelope-scope": ["named-year", "any-year"],
    "event": sorted({name for name, _version in CATALOGUE.current}),
}

"""The kinds of amendment as data: what each may change, who signs it, who edits it, how often.

An amendment names its kinds; what none of them owns it cannot change (`announced.py`). No law says
more of avenants than that all whose promise changes sign: what is assumed says so in `basis`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.vocabulary import AmendmentKind, AmendmentState


class Signing(StrEnum):
    """Who signs: all who sign the convention, or the lead and those whom the change concerns."""

    EVERYBODY = "everybody"
    CONCERNED = "concerned"


class Approving(StrEnum):
    """Whether the visas of the convention are asked for the result."""

    ALWAYS = "always"
    WHERE_PROMISES_MOVE = "where_promises_move"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Editors:
    """Who writes an amendment while it is talked over, once its text is agreed, while it waits for
    its approvals; once it is to be signed nobody does.
    """

    negotiation: tuple[Capacity, ...] = MANAGERS
    text_agreed: tuple[Capacity, ...] = MANAGERS
    pending_approvals: tuple[Capacity, ...] = MANAGERS

    def at(self, step: AmendmentState) -> tuple[Capacity, ...]:
        by_step = {
            AmendmentState.NEGOTIATION: self.negotiation,
            AmendmentState.TEXT_AGREED: self.text_agreed,
            AmendmentState.PENDING_APPROVALS: self.pending_approvals,
        }
        return by_step.get(step, ())


_BY_MANAGERS: Final = Editors()
# What was agreed, the lead and the office alone open again.
_BY_FUNDERS: Final = Editors(negotiation=(*MANAGERS, Capacity.FUNDER))
MONEY: Final = (
    "amounts",
    "costs",
    "contributions",
    "withdrawn_contributions",
    "shares",
    "withdrawn_shares",
    "split_by",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A row: `owns` are fields of `Operations`; in `edits`, who writes it at which step.

    `at_most` so many of them take effect in one convention, None: no bound. `excludes`: not with
    these in one amendment. With `by_minutes` the minutes of a committee may decide on it, where
    the text of the convention lets them.
    """

    kind: AmendmentKind
    owns: tuple[str, ...]
    signs: Signing = Signing.CONCERNED
    approvals: Approving = Approving.WHERE_PROMISES_MOVE
    edits: Editors = _BY_MANAGERS
    excludes: frozenset[AmendmentKind] = frozenset()
    at_most: int | None = None
    by_minutes: bool = False
    basis: str


_ASSUMED: Final = "Assumption: no text sets it."
KINDS: Final[Sequence[Kind]] = (
    Kind(
        kind=AmendmentKind.TERMINATION,
        owns=("termination",),
        signs=Signing.EVERYBODY,
        approvals=Approving.NEVER,
        excludes=frozenset(AmendmentKind) - {AmendmentKind.TERMINATION},
        at_most=1,
        basis="What all agreed to, all agree to end.",
    ),
    Kind(
        kind=AmendmentKind.DURATION,
        owns=("ends_on",),
        signs=Signing.EVERYBODY,
        approvals=Approving.ALWAYS,
        at_most=5,
        basis="Everybody is bound for longer. At most five: assumption, a convention that is "
        "extended more often is drafted anew.",
    ),
    Kind(
        kind=AmendmentKind.PERIOD,
        owns=("period",),
        signs=Signing.EVERYBODY,
        basis="The years are everybody's.",
    ),
    Kind(
        kind=AmendmentKind.SUCCESSION,
        owns=("replaced_parties", "parties"),
        approvals=Approving.ALWAYS,
        basis="The successor owes what the leaver owed: both sign.",
    ),
    Kind(
        kind=AmendmentKind.DELEGATION,
        owns=("delegated_owner", "parties"),
        approvals=Approving.ALWAYS,
        basis="Both owners, and those in whose name they build.",
    ),
    Kind(
        kind=AmendmentKind.DEPARTURE,
        owns=(
            "removed_parties",
            "withdrawn_contributions",
            "withdrawn_shares",
            "amounts",
            "costs",
        ),
        signs=Signing.EVERYBODY,
        basis=f"Who stays agrees that one goes. {_ASSUMED}",
    ),
    Kind(
        kind=AmendmentKind.ACCESSION,
        owns=("parties", "contributions", "shares", "split_by", "costs", "actions"),
        signs=Signing.EVERYBODY,
        approvals=Approving.ALWAYS,
        basis=f"Who is there agrees that one comes. {_ASSUMED}",
    ),
    Kind(
        kind=AmendmentKind.AMOUNT,
        owns=MONEY,
        excludes=frozenset({AmendmentKind.SPLIT}),
        basis="Those whose promise changes, or who get another day to split it.",
    ),
    Kind(
        kind=AmendmentKind.SPLIT,
        owns=MONEY,
        edits=_BY_FUNDERS,
        excludes=frozenset({AmendmentKind.AMOUNT}),
        by_minutes=True,
        basis="The same money for other years and actions: nobody owes more or less than before.",
    ),
    Kind(
        kind=AmendmentKind.WORKS,
        owns=("actions", "removed_actions", "costs"),
        by_minutes=True,
        basis="Who builds, and those whose promise changes.",
    ),
    Kind(
        kind=AmendmentKind.WORDING,
        owns=("articles", "struck_articles"),
        signs=Signing.EVERYBODY,
        approvals=Approving.NEVER,
        basis=f"The articles are everybody's. {_ASSUMED}",
    ),
    Kind(
        kind=AmendmentKind.SCHEDULE,
        owns=("reschedules",),
        approvals=Approving.NEVER,
        edits=_BY_FUNDERS,
        by_minutes=True,
        basis="Who pays the tranches.",
    ),
)
BY_KIND: Final[Mapping[AmendmentKind, Kind]] = MappingProxyType({row.kind: row for row in KINDS})

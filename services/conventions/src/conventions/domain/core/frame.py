"""The frame: what binds a convention because of its template and its programme kind.

It is resolved when the convention is drafted and kept with it: whatever the office publishes later
moves no convention that is there. Without one, the frame of the instrument binds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from mithaq.money import Money

from conventions.domain.core.approvers import COUNCILS
from conventions.domain.core.terms import TemplateRef
from conventions.domain.core.vocabulary import ApprovalKind, Instrument

_FINANCE_FROM: Final = Money.dirhams(100_000_000)
_CONTROL_FROM: Final = Money.dirhams(20_000_000)
_ASSUMED: Final = "Assumption: the threshold is not published; each deployment sets its own."


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From which total of a convention, that amount included, these approvals are needed.

    They are the deployment's; a programme kind that has visas of its own names its own amounts.
    """

    finance: Money = _FINANCE_FROM
    financial_control: Money = _CONTROL_FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class VisaRule:
    """An approval needed where a party of one of these kinds signs; `basis` says why.

    With `of_itself` each such party's own body gives it, else any body fit for it. Without
    `signed_by` it is needed whoever signs; with `from_total` from that total on, it included.
    `tacit_after_working_days` without an answer it counts as granted; None: it never does.
    With `after_signature` it is decided once all signed, and nothing is in force before it.
    """

    approval: str
    signed_by: tuple[str, ...] = ()
    of_itself: bool = False
    from_total: Money | None = None
    tacit_after_working_days: int | None = None
    after_signature: bool = False
    basis: str

    def counts_from(self, total: Money) -> bool:
        """Whether a text of this total is large enough for it."""
        return self.from_total is None or total >= self.from_total


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeRule:
    """A committee that the convention has: who sits in it by role, who chairs, how often it meets.

    `members` and `chair` are roles of parties; `every_months` is the longest time between meetings.
    """

    committee: str
    name_fr: str
    name_ar: str
    members: tuple[str, ...]
    chair: str
    every_months: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What binds a convention besides its text.

    `worded_by_clause` are the articles that are written from a clause of the template alone.
    `later_split`: shares may be agreed without being split by action and year, to be split within
    `split_within_days` of the day the text is agreed. `open_shares`: its total may be agreed with
    a part of it not shared out. `criteria` are the transversal ones its actions answer to.
    `minutes_amend` are the kinds of amendment that minutes of a committee may carry.
    """

    template: TemplateRef | None = None
    programme_kind: str | None = None
    kind_version: int | None = None
    mandatory_articles: tuple[str, ...] = ()
    worded_by_clause: tuple[str, ...] = ()
    later_split: bool = False
    split_within_days: int | None = None
    open_shares: bool = False
    visas: tuple[VisaRule, ...] = ()
    committees: tuple[CommitteeRule, ...] = ()
    criteria: tuple[str, ...] = ()
    minutes_amend: tuple[str, ...] = ()


MANDATORY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Instrument.FRAMEWORK: ("object", "commitments", "duration"),
        Instrument.FINANCING: ("object", "commitments", "financing", "duration"),
    }
)
ASSUMED: Final = Thresholds()


def frame_of(instrument: str, thresholds: Thresholds = ASSUMED) -> Frame:
    """What binds a convention of this instrument that adopted no frame."""
    return Frame(mandatory_articles=MANDATORY[instrument], visas=visas_of(thresholds))


def visas_of(thresholds: Thresholds = ASSUMED) -> tuple[VisaRule, ...]:
    """The visas that the law asks for, and those that an amount asks for in this deployment."""
    councils = tuple(sorted(COUNCILS))
    return (
        VisaRule(
            approval=ApprovalKind.COUNCIL_DELIBERATION,
            signed_by=councils,
            of_itself=True,
            basis="Organic law 113-14 for communes; assumed alike for regions, provinces, "
            "prefectures.",
        ),
        VisaRule(
            approval=ApprovalKind.INTERIOR,
            signed_by=councils,
            basis="Visa of deliberations: organic law 113-14, art. 118, for communes; assumed "
            "alike for regions, provinces, prefectures.",
        ),
        VisaRule(
            approval=ApprovalKind.FINANCE,
            from_total=thresholds.finance,
            basis=_ASSUMED,
        ),
        VisaRule(
            approval=ApprovalKind.FINANCIAL_CONTROL,
            from_total=thresholds.financial_control,
            basis=_ASSUMED,
        ),
    )

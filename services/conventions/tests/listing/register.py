"""A register of conventions as rows, and what a list must say of them, by code that shares none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from conventions.domain.core.vocabulary import State
from conventions.read_models.convention_list import conventions
from conventions.read_models.involvement import involved, party_names
from conventions.read_models.listing import Alert, Filters
from conventions.read_models.places import places
from conventions.read_models.tranche_schedule import tranches
from mithaq.folding import fold
from mithaq.money import ZERO, Money, Total
from mithaq.projections.rows import Key, Row, insert_rows, write_rows
from mithaq.territories import territory
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

TODAY = date(2026, 6, 15)
FROZEN = {"text_agreed", "pending_approvals", "ready_to_sign", "partially_signed"}
ENDED = {"completed", "terminated", "closed", "withdrawn", "rejected", "lapsed"}


@dataclass(kw_only=True)
class Tranche:
    days_late: int
    amount: int
    paid: int = 0
    cancelled: bool = False

    @property
    def owed(self) -> int:
        late = self.days_late > 0 and not self.cancelled and self.paid < self.amount
        return self.amount - self.paid if late else 0


@dataclass(kw_only=True)
class Entry:
    """A convention; `parties` are organisations with their names and roles."""

    number: int
    reference: str = "C-1"
    title_fr: str = "Titre"
    title_ar: str | None = None
    state: State = State.DRAFT
    instrument: str = "financing"
    programme_kind: str | None = None
    framework: UUID | None = None
    territory: str = "01.511.01.01"
    actions: list[str] = field(default_factory=list)
    total: int = 0
    first_year: int = 2026
    last_year: int = 2027
    parties: dict[UUID, tuple[str, list[str]]] = field(default_factory=dict)
    ends_on: date | None = None
    signed_on: date | None = None
    promised: int = 0
    paid: int = 0
    unsplit: int = 0
    excess: int = 0
    round_ends: date | None = None
    round_undecided: bool = False
    sign_by: date | None = None
    split_by: date | None = None
    condition_due: date | None = None
    unmandated: list[str] = field(default_factory=list)
    quiet_days: int = 0
    seq: int = 1
    tranches: list[Tranche] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        return UUID(int=self.number)

    @property
    def changed_at(self) -> datetime:
        noon = datetime(2026, 6, 15, 12, tzinfo=UTC)
        return noon - timedelta(days=self.quiet_days, microseconds=self.number)

    @property
    def owed(self) -> int:
        return sum(tranche.owed for tranche in self.tranches)

    @property
    def late_days(self) -> list[int]:
        return [tranche.days_late for tranche in self.tranches if tranche.owed]

    def row(self) -> dict[str, Any]:
        title, arabic = fold(self.title_fr), self.title_ar and fold(self.title_ar)
        reference = fold(self.reference)
        return {
            "convention_id": self.id,
            "version": 1,
            "seq": self.seq,
            "reference": self.reference,
            "instrument": self.instrument,
            "programme_kind": self.programme_kind,
            "framework_id": self.framework,
            "title_fr": self.title_fr,
            "title_ar": self.title_ar,
            "state": self.state.value,
            "territory": self.territory,
            "region": self.territory[:2],
            "total": Money(self.total),
            "first_year": self.first_year,
            "last_year": self.last_year,
            "drafted_by": UUID(int=0),
            "signed_on": self.signed_on,
            "in_force_on": self.signed_on,
            "ends_on": self.ends_on,
            "promised": Total(self.promised),
            "called": Money(self.paid),
            "paid": Money(self.paid),
            "justified": ZERO,
            "unsplit": Total(self.unsplit),
            "excess": Total(self.excess),
            "round_ends": self.round_ends,
            "round_undecided": self.round_undecided,
            "split_by": self.split_by,
            "sign_by": self.sign_by,
            "unmandated": self.unmandated,
            "approving": None,
            "awaited": [f"{self.condition_due} vote"] if self.condition_due else [],
            "condition_due": self.condition_due,
            "sort_reference": reference[:150],
            "sort_title": title[:150],
            "sort_title_ar": arabic and arabic[:150],
            "searched": " ".join(each for each in (reference, title, arabic) if each),
            "changed_at": self.changed_at,
        }


async def rewrite(connection: AsyncConnection, entry: Entry) -> None:
    """The convention as it now stands; its parties, places and tranches stay."""
    await write_rows(connection, conventions, {(entry.id,): entry.row()})


async def fill(connection: AsyncConnection, entries: Sequence[Entry]) -> None:
    """These conventions alone, until the transaction is rolled back."""
    for table in (conventions, involved, party_names, places, tranches):
        await connection.execute(delete(table))
    await add(connection, entries)


async def add(connection: AsyncConnection, entries: Sequence[Entry]) -> None:
    await insert_rows(connection, conventions, [entry.row() for entry in entries])
    await insert_rows(connection, involved, [row for each in entries for row in _tied(each)])
    called: dict[Key, Row] = {
        (organisation, fold(name)): {"organisation_id": organisation, "folded": fold(name)}
        for each in entries
        for organisation, (name, _) in each.parties.items()
    }
    await write_rows(connection, party_names, called)
    await insert_rows(connection, places, [row for each in entries for row in _placed(each)])
    await insert_rows(connection, tranches, [row for each in entries for row in _due(each)])


def _tied(entry: Entry) -> Iterator[dict[str, Any]]:
    for organisation, (_, roles) in entry.parties.items():
        part = roles[0] if roles in (["drafter"], ["approver"]) else "party"
        yield {
            "convention_id": entry.id,
            "organisation_id": organisation,
            "part": part,
            "roles": roles,
        }


def _placed(entry: Entry) -> Iterator[dict[str, Any]]:
    at = {"": entry.territory} | {f"a{nth}": code for nth, code in enumerate(entry.actions)}
    for action, own in at.items():
        for code in around(own):
            yield {"convention_id": entry.id, "action": action, "code": code}


def around(code: str | None) -> list[str]:
    return [] if code in (None, "MA") else [code, *around(territory(code).within)]


def _due(entry: Entry) -> Iterator[dict[str, Any]]:
    steps = ("called", "committed", "visaed", "ordered", "justified", "excess")
    for nth, tranche in enumerate(entry.tranches):
        yield {
            "convention_id": entry.id,
            "tranche": f"t{nth}",
            "contribution": "c",
            "organisation_id": UUID(int=1),
            "action": "a",
            "year": 2026,
            "due_on": TODAY - timedelta(days=tranche.days_late),
            "amount": Money(tranche.amount),
            **dict.fromkeys(steps, ZERO),
            "paid": Money(tranche.paid),
            "overpayment_open": False,
            "cancelled": tranche.cancelled,
        }


def alerts_of(entry: Entry) -> set[Alert]:
    waiting, talking = entry.state in FROZEN, entry.state == "in_negotiation"
    running = entry.state in ("in_force", "suspended")
    held = {
        "signatory_without_mandate": waiting and bool(entry.unmandated),
        "round_overdue": talking and entry.round_ends is not None and entry.round_ends < TODAY,
        "round_undecided": talking and entry.round_undecided,
        "signature_overdue": waiting and entry.sign_by is not None and entry.sign_by < TODAY,
        "condition_overdue": entry.state == "signed"
        and entry.condition_due is not None
        and entry.condition_due < TODAY,
        "split_overdue": bool(entry.unsplit and entry.split_by and entry.split_by < TODAY),
        "overpayment_open": entry.excess > 0,
        "money_late": entry.owed > 0,
        "end_passed": running and entry.ends_on is not None and entry.ends_on < TODAY,
    }
    return {Alert(name) for name, holds in held.items() if holds}


_AGES = {
    "to_30": range(1, 31),
    "to_60": range(31, 61),
    "to_90": range(61, 91),
    "to_180": range(91, 181),
    "over_180": range(181, 100_000),
}


def passes(entry: Entry, filters: Filters, register: Sequence[Entry]) -> bool:
    """Whether a list with these filters has it."""
    places_ = {code for own in (entry.territory, *entry.actions) for code in around(own)}
    roles = entry.parties.get(filters.organisation, ("", []))[1] if filters.organisation else []
    last_change = (datetime(2026, 6, 15, tzinfo=UTC) - timedelta(hours=1)) - timedelta(
        days=filters.unmoved_days or 0
    )
    return all(
        (
            not filters.states or entry.state in filters.states,
            not filters.instruments or entry.instrument in filters.instruments,
            filters.programme_kind in (None, entry.programme_kind),
            filters.framework in (None, entry.framework),
            set(filters.territories) <= places_,
            filters.organisation is None or filters.organisation in entry.parties,
            not filters.roles or bool(set(filters.roles) & set(roles)),
            filters.year is None or entry.first_year <= filters.year <= entry.last_year,
            filters.total_from is None or entry.total >= filters.total_from.centimes,
            filters.total_to is None or entry.total <= filters.total_to.centimes,
            not filters.late or any(d in _AGES[a] for d in entry.late_days for a in filters.late),
            filters.late_over is None or any(d > filters.late_over for d in entry.late_days),
            not filters.alerts or bool(alerts_of(entry) & set(filters.alerts)),
            filters.unmoved_days is None
            or (entry.changed_at < last_change and entry.state not in ENDED),
            all(_said(entry, word, register) for word in fold(filters.q).split()),
        )
    )


def _said(entry: Entry, word: str, register: Sequence[Entry]) -> bool:
    """An organisation is found by every name under which it is in the register."""
    tied = {key: roles for key, (_, roles) in entry.parties.items()}
    parties = {key for key, roles in tied.items() if roles not in (["drafter"], ["approver"])}
    names = (other.parties[key][0] for other in register for key in parties & other.parties.keys())
    own = (entry.reference, entry.title_fr, entry.title_ar or "")
    return any(word in fold(text) for text in (*own, *(names if len(word) > 2 else ())))

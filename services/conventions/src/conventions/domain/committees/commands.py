"""Commands on committees, their meetings and what these decided."""

from dataclasses import dataclass
from datetime import date

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.committee import Attendance, Committee, Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteCommittee(ConventionCommand):
    committee: Committee


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveCommittee(ConventionCommand):
    committee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConveneCommittee(ConventionCommand):
    committee: str
    meets_on: date
    place: str
    agenda: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCommand(ConventionCommand):
    """`meeting` is its number in the convention."""

    meeting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponeMeeting(MeetingCommand):
    meets_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelMeeting(MeetingCommand):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMinutes(MeetingCommand):
    """`act` names the paper; `drops` are decisions of earlier meetings that this one gave up."""

    act: str
    present: tuple[Attendance, ...]
    decisions: tuple[Resolution, ...] = ()
    drops: tuple[str, ...] = ()

    def empowered_by(self) -> str | None:
        return self.act


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmMinutes(MeetingCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestMinutes(MeetingCommand):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """The event of the convention that carried a decision out, as its stream tells it.

    `part` is the tranche it is about, None where it is about none.
    """

    version: int
    event: str
    on: date
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOutDecision(ConventionCommand):
    """By the event of that version, or by `act` where it was carried out outside of it.

    `carrier` is that event, None where the stream has none of a fitting kind there.
    """

    decision: str
    version: int | None = None
    act: str | None = None
    carrier: Carrier | None = None

    def empowered_by(self) -> str | None:
        return self.act


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCommitteeOverdue(ConventionCommand):
    """It has not met in time: given by the deadline, and by nobody else."""

    committee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDecisionOverdue(ConventionCommand):
    """Its day is over: given by the deadline, and by nobody else."""

    decision: str

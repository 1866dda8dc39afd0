"""Commands on paper files, and on what is still to be read in the file of a convention."""

from dataclasses import dataclass
from uuid import UUID

from mithaq.commands import Caller
from mithaq.dating import Dating

from conventions.domain.core.archived import ArchivedConvention, ArchivedFact
from conventions.domain.core.commands import ConventionCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCommand:
    """`convention_id` is that of the convention that the file becomes once it is checked."""

    convention_id: UUID
    caller: Caller
    dating: Dating


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterArchivedConvention(EntryCommand):
    """The whole record; after a return, the whole record anew."""

    record: ArchivedConvention


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnArchivedConvention(EntryCommand):
    revision: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckArchivedConvention(EntryCommand):
    """`revision` is of the record that was compared with the file."""

    revision: int


TakeOverCommand = EnterArchivedConvention | ReturnArchivedConvention | CheckArchivedConvention


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeArchivedFact(ConventionCommand):
    fact: ArchivedFact


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmArchivedFact(ConventionCommand):
    fact_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnArchivedFact(ConventionCommand):
    fact_number: int
    reason: str

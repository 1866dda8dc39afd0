"""What an obligation must be, who shows that it was met, and who may judge that."""

from datetime import date
from typing import Final

from mithaq.commands import Caller
from mithaq.dating import ARCHIVIST, Dating
from mithaq.errors import Invalid, RuleBroken

from conventions.domain.core import limits
from conventions.domain.core.convention import Convention
from conventions.domain.core.months import months_after
from conventions.domain.core.obligation import DueKind, DueRule, Obligation, ObligationKind
from conventions.domain.core.obliged import ensure_occurrences_fit
from conventions.domain.core.occurrences import OccurrenceState, Span
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.rules import NothingWaits, ensure_named_once, ensure_written
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import Part

_LONGEST_MONTHS: Final = 600
_LONGEST_DAYS: Final = 3_660
_GRACE_DAYS: Final = 365


class ObligationUnknown(RuleBroken):
    """No obligation of this name."""

    code = "obligation-unknown"


class DueRuleUnfit(Invalid):
    """A due rule says what its kind is counted by, and nothing else."""

    code = "due-rule-unfit"


class ObligationWithoutEnd(Invalid):
    """What falls due every so many months does so in a convention that has a duration."""

    code = "obligation-without-end"


class ObligationTooSoon(Invalid):
    """A fixed day is still to come when the obligation is written."""

    code = "obligation-too-soon"


class OwnBeneficiary(Invalid):
    """Who owes something is not whom it is owed to."""

    code = "own-beneficiary"


def ensure_writable(convention: Convention, obligation: Obligation, recorded_on: date) -> None:
    """It can be read, binds parties of this text, and falls due on days that can be counted."""
    name, terms = obligation.obligation, convention.terms
    ensure_written(name, subject_fr=obligation.subject_fr, subject_ar=obligation.subject_ar)
    for kind in obligation.evidence:
        ensure_written(name, evidence=kind)
    ensure_named_once("documents", obligation.evidence)
    _ensure_parties(terms, obligation)
    if not _fits(obligation):
        raise DueRuleUnfit(obligation=name, kind=str(obligation.due.kind))
    day = obligation.due.day
    if day is not None and day <= recorded_on:
        raise ObligationTooSoon(obligation=name, day=str(day), on=str(recorded_on))
    if obligation.due.kind == DueKind.EVERY_PERIOD:
        _ensure_counted(terms, obligation)
    if name not in terms.obligations:
        limits.ensure_room(Part.OBLIGATIONS, terms.obligations)


def _ensure_parties(terms: Terms, obligation: Obligation) -> None:
    for party in (obligation.owner, obligation.beneficiary):
        if party is not None and party not in terms.parties:
            raise PartyUnknown(organisation=str(party))
    if obligation.owner == obligation.beneficiary:
        name = terms.name_of(obligation.owner)
        raise OwnBeneficiary(obligation=obligation.obligation, organisation=name)


def _fits(obligation: Obligation) -> bool:
    due = obligation.due
    inside = (
        0 <= due.months <= _LONGEST_MONTHS
        and 0 <= due.days <= _LONGEST_DAYS
        and 0 <= due.grace_days <= _GRACE_DAYS
    )
    periodic = due.kind == DueKind.EVERY_PERIOD
    if obligation.kind == ObligationKind.PERIODIC_REPORT and not periodic:
        return False
    return inside and _says(due)


def _says(due: DueRule) -> bool:
    """What its kind needs is there, and what it does not know is not."""
    match due.kind:
        case DueKind.FIXED_DAY:
            return due.day is not None and not due.months and not due.days
        case DueKind.AFTER_FORCE:
            return due.day is None and bool(due.months or due.days)
        case DueKind.EVERY_PERIOD:
            return due.day is None and due.months >= 1 and not due.days
        case _:
            return due.day is None and not (due.months or due.days or due.grace_days)


def _ensure_counted(terms: Terms, obligation: Obligation) -> None:
    months = terms.outline.duration_months
    if months is None:
        raise ObligationWithoutEnd(obligation=obligation.obligation)
    begin = date(2000, 1, 1)  # any: its periods are as many from whichever day
    span = Span(in_force_on=begin, ends_on=months_after(begin, months))
    ensure_occurrences_fit({obligation.obligation: obligation}, span)


def obligation_of(convention: Convention, name: str) -> Obligation:
    """The obligation of that name. Raises ObligationUnknown."""
    obligation = convention.terms.obligations.get(name)
    if obligation is None:
        raise ObligationUnknown(obligation=name)
    return obligation


def ensure_some_obligation(convention: Convention, _: Caller) -> None:
    if not convention.terms.obligations:
        raise NothingWaits(step="obligation")


def ensure_evidence_waits(convention: Convention, _: Caller) -> None:
    """Some evidence was submitted and not judged."""
    kept = (each for owed in convention.owed.values() for each in owed.values())
    if all(each.state is not OccurrenceState.SUBMITTED for each in kept):
        raise NothingWaits(step="evidence")


def ensure_waiver_asked(convention: Convention, _: Caller) -> None:
    kept = (each for owed in convention.owed.values() for each in owed.values())
    if all(each.waiver is None or each.state is OccurrenceState.WAIVED for each in kept):
        raise NothingWaits(step="waiver")


def takes_over(dating: Dating, caller: Caller) -> bool:
    """An archivist who says why enters what happened on paper."""
    return ARCHIVIST in caller.roles and bool(dating.reason)

"""Decisions on what is still read in a file: proposed by one person, confirmed by another."""

from datetime import date

from conventions.domain.core.archived import FactKind, GapKind, ProposedFact
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.rules import ensure_reason
from conventions.domain.takeover import commands as c
from conventions.domain.takeover import events as e
from conventions.domain.takeover import rules
from conventions.domain.takeover.evolve import day_name
from conventions.domain.takeover.filling import filled
from conventions.domain.takeover.gaps import without

_OF_GAP = {
    FactKind.END: GapKind.END,
    FactKind.FORCE_DAY: GapKind.FORCE_DAY,
    FactKind.SIGNATURE_DAY: GapKind.SIGNATURE_DAY,
    FactKind.DIGEST: GapKind.DIGEST,
    FactKind.PAYMENT: GapKind.PAYMENT,
}


def propose(convention: Convention, command: c.ProposeArchivedFact) -> Events:
    """It is judged now, so that whoever confirms it compares papers and no more."""
    archive = rules.archive_of(convention)
    number, by = archive.proposals + 1, command.caller.person
    _taken(convention, number, ProposedFact(fact=command.fact, by=by), command.recorded_on)
    return [
        e.ArchivedFactProposed(
            convention_id=convention.convention_id, fact_number=number, fact=command.fact
        )
    ]


def confirm(convention: Convention, command: c.ConfirmArchivedFact) -> Events:
    proposed = _proposed(convention, command.fact_number)
    rules.ensure_another({proposed.by}, command.caller, "fact")
    return [_taken(convention, command.fact_number, proposed, command.recorded_on)]


def give_back(convention: Convention, command: c.ReturnArchivedFact) -> Events:
    ensure_reason(command.reason)
    _proposed(convention, command.fact_number)
    return [
        e.ArchivedFactReturned(
            convention_id=convention.convention_id,
            fact_number=command.fact_number,
            reason=command.reason,
        )
    ]


def _proposed(convention: Convention, number: int) -> ProposedFact:
    found = rules.archive_of(convention).proposed.get(number)
    if found is None:
        raise rules.ArchivedFactUnknown(fact=number)
    return found


def _taken(
    convention: Convention, number: int, proposed: ProposedFact, today: date
) -> e.ArchivedFactCompleted | e.ArchivedFactCorrected:
    """What becomes of the fact. Raises what keeps it from being taken."""
    fact, archive = proposed.fact, rules.archive_of(convention)
    told = filled(convention, fact, today)
    if told.gaps is not None:
        gaps = told.gaps
    elif fact.kind in _OF_GAP:
        gaps = without(archive.gaps, _OF_GAP[FactKind(fact.kind)], fact.part)
    else:
        gaps = archive.gaps
    if told.gaps is None and gaps == archive.gaps:
        return _corrected(convention, number, proposed, told.in_force_on, told.ends_on)
    return e.ArchivedFactCompleted(
        convention_id=convention.convention_id,
        fact_number=number,
        fact=fact,
        entered_by=proposed.by,
        gaps=gaps,
        in_force_on=told.in_force_on,
        ends_on=told.ends_on,
        pledged=told.pledged,
        promised_on=convention.signing.signed_on if told.pledged else None,
        payment=told.payment,
    )


def _corrected(
    convention: Convention,
    number: int,
    proposed: ProposedFact,
    in_force_on: date | None,
    ends_on: date | None,
) -> e.ArchivedFactCorrected:
    """What was told already takes a reason to be told otherwise; money goes by its own steps."""
    fact, archive = proposed.fact, rules.archive_of(convention)
    if fact.reason is None or fact.kind == FactKind.PAYMENT:
        raise rules.ArchivedFactNotOpen(kind=str(fact.kind), part=fact.part)
    ensure_reason(fact.reason)
    return e.ArchivedFactCorrected(
        convention_id=convention.convention_id,
        fact_number=number,
        fact=fact,
        entered_by=proposed.by,
        gaps=archive.gaps,
        in_force_on=in_force_on,
        ends_on=ends_on,
        before=archive.days.get(day_name(fact.kind, fact.part)),
    )

"""What facts of the archive change of a convention's file; ordinary facts are folded as such."""

from typing import Final, assert_never

from mithaq.commands import person
from mithaq.events import Provenance
from mithaq.states import changed, put, without

from conventions.domain.core.archived import Archive, FactKind, ProposedFact
from conventions.domain.core.chronology import Fact
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, with_person
from conventions.domain.core.flow import Flow
from conventions.domain.core.schedule import with_tranche
from conventions.domain.takeover import events as e

# All of the text was there when it was signed, which is kept: nothing rests on it alone.
_BEFORE: Final = frozenset(
    {
        Fact.DRAFTED,
        Fact.EDITED,
        Fact.PARTY,
        Fact.LEAD,
        Fact.ACTION,
        Fact.FUNDING,
        Fact.TEXT_AGREED,
        Fact.AMENDMENT_WRITTEN,
    }
)


def begun(
    convention: Convention, event: e.ConventionTakenOver, provenance: Provenance
) -> Convention:
    """With its file. All who typed it wrote what is paid for from now on: it counts as preparing.

    Of those who prepared and signed the paper nobody is known.
    """
    dates = {"end": event.ends, "force_day": event.in_force} | {
        str(each.party.organisation_id): each.signed for each in event.parties
    }
    archive = Archive(
        entered_by=event.entered_by,
        checked_by=person(provenance.by.id),
        gaps=event.gaps,
        unplaced={each.payment: each for each in event.unplaced},
        days={name: day for name, day in dates.items() if day is not None},
        amendments=len(event.amendments),
    )
    prepared_by = {Duty.PREPARE: frozenset({event.entered_by, *event.typed_by})}
    for payment in event.payments:
        convention = _done_by_nobody(convention, payment.tranche)
    amended, delivered = convention.amendments, convention.deliveries
    return changed(
        convention,
        archive=archive,
        prepared_by=prepared_by,
        amendments={number: changed(each, prepared_by={}) for number, each in amended.items()},
        deliveries={name: changed(each, done_by={}) for name, each in delivered.items()},
        days={fact: days for fact, days in convention.days.items() if fact not in _BEFORE},
    )


def _done_by_nobody(convention: Convention, tranche: str) -> Convention:
    """Who called, ordered and paid it on paper is not known; its steps are kept as one."""
    told = convention.tranches[tranche]
    same: dict[Flow, Flow] = {}
    flows = {stage: same.setdefault(flow, flow) for stage, flow in told.flows.items()}
    return with_tranche(convention, changed(told, flows=flows, done_by={}))


def evolve(convention: Convention, event: e.FactEvent, provenance: Provenance) -> Convention:
    archive = convention.archive
    if archive is None:
        raise TypeError(f"{type(event).__name__} of a convention without a file")
    match event:
        case e.ArchivedFactProposed():
            proposed = ProposedFact(fact=event.fact, by=person(provenance.by.id))
            archive = changed(
                archive,
                proposed=put(archive.proposed, event.fact_number, proposed),
                proposals=event.fact_number,
            )
            return changed(convention, archive=archive)
        case e.ArchivedFactReturned():
            rest = without(archive.proposed, event.fact_number)
            return changed(convention, archive=changed(archive, proposed=rest))
        case e.ArchivedFactCompleted() | e.ArchivedFactCorrected():
            return _taken(changed(convention, archive=_told(archive, event)), event)
        case _:
            assert_never(event)


def _told(archive: Archive, event: e.ArchivedFactTaken) -> Archive:
    fact, unplaced, days = event.fact, archive.unplaced, archive.days
    if fact.kind == FactKind.PAYMENT and fact.part is not None:
        unplaced = without(unplaced, fact.part)
    if fact.day is not None:
        days = put(days, day_name(fact.kind, fact.part), fact.day)
    return changed(
        archive,
        gaps=event.gaps,
        proposed=without(archive.proposed, event.fact_number),
        unplaced=unplaced,
        days=days,
    )


def day_name(kind: str, part: str | None) -> str:
    """Under which name the file keeps a date: that of its party, or of what it is."""
    return part if kind == FactKind.SIGNATURE_DAY and part is not None else str(kind)


def _taken(convention: Convention, event: e.ArchivedFactTaken) -> Convention:
    prepared_by = with_person(convention.prepared_by, Duty.PREPARE, event.entered_by)
    convention = changed(convention, prepared_by=prepared_by)
    if isinstance(event, e.ArchivedFactCompleted) and event.payment is not None:
        convention = _done_by_nobody(convention, event.payment.tranche)
    if event.ends_on is not None:
        convention = changed(convention, ends_on=event.ends_on)
    if event.in_force_on is not None:
        convention = changed(convention, in_force_on=event.in_force_on)
    return convention

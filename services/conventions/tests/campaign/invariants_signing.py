"""What holds of signatures: a mandate that holds, within its ceiling, one person for one party."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.amendments import commands as amendment_commands
from conventions.domain.amendments import events as amendments
from conventions.domain.conditions import events as conditions
from conventions.domain.core.amendment import Operations
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.signing_round import Mandate
from conventions.domain.core.vocabulary import CeilingScope
from conventions.domain.drafting import events as drafting
from conventions.domain.negotiation import events as negotiation
from conventions.domain.signatures import commands as signature_commands
from conventions.domain.signatures import events as signatures

from .beside import elsewhere
from .parties import Parties
from .record import Faults, Record, Recorded, folded, told

_SIGNING: Final = (signature_commands.SignConvention, amendment_commands.SignAmendment)
_REFUSING: Final = (signature_commands.RefuseSignature, amendment_commands.RefuseAmendment)


def mandates_hold(record: Record) -> Faults:
    """Confirmed, of that party and person, on both days, for all that the party promises."""
    parties = Parties()
    changed: dict[int, Operations] = {}
    for entry, event in told(record):
        parties.enter(event)
        if isinstance(event, amendments.AmendmentDrafted | amendments.AmendmentRevised):
            changed[event.amendment] = event.operations
        if isinstance(event, signatures.PartySigned | amendments.AmendmentPartySigned):
            command = entry.command
            assert isinstance(command, _SIGNING)
            mandate, party = command.signing.mandate, event.signature.organisation_id
            number = getattr(event, "amendment", 0)
            promised = parties.promised(party, changed.get(number))
            yield from _mandate(entry, mandate, promised)
            if party not in parties.signing | _joining(changed.get(number)):
                yield f"{party} signs and is no signatory"
        if isinstance(event, signatures.SignatureRefused | amendments.AmendmentRefused):
            assert isinstance(entry.command, _REFUSING)
            yield from _mandate(entry, entry.command.power.mandate, None)


def _joining(announced: Operations | None) -> set[UUID]:
    """Who would join by the amendment, and signs; who takes a place signs in it."""
    if announced is None:
        return set()
    parties = {x.organisation_id for x in announced.parties if x.signing_order is not None}
    return parties | {each.successor for each in announced.replaced_parties}


def _mandate(entry: Recorded, mandate: Mandate, promised: int | None) -> Iterator[str]:
    """Without a promise, a refusal: it takes the same power, for no money."""
    if not mandate.confirmed:
        yield "signed under a mandate that nobody confirmed"
    if mandate.organisation_id != entry.caller.organisation:
        yield "signed under another party's mandate"
    if folded(mandate.subject) != entry.person:
        yield "signed under another person's mandate"
    for day in (entry.on, entry.recorded_on):
        ended = min(mandate.valid_to or date.max, mandate.revoked_on or date.max)
        revoked = mandate.revoked_on is not None and day >= mandate.revoked_on
        if day < mandate.valid_from or day > ended or revoked:
            yield f"signed on {day} under {mandate}"
    most = mandate.ceiling.centimes if mandate.ceiling else None
    if promised is not None and most is not None and promised > most:
        yield f"signed for {promised} under {mandate}"


def ceilings_hold_in_all(record: Record) -> Faults:
    """A ceiling for all: the largest promise here, with what was signed for elsewhere."""
    parties, used = Parties(), dict[tuple[UUID, int], int]()
    changed: dict[int, Operations] = {}
    for entry, event in told(record):
        parties.enter(event)
        if isinstance(event, amendments.AmendmentDrafted | amendments.AmendmentRevised):
            changed[event.amendment] = event.operations
        given_back = _given_back(event)
        used = {key: amount for key, amount in used.items() if key[1] != given_back}
        if not isinstance(entry.command, _SIGNING):
            continue
        if isinstance(event, signatures.PartySigned | amendments.AmendmentPartySigned):
            mandate, number = entry.command.signing.mandate, getattr(event, "amendment", 0)
            if mandate.ceiling is None or mandate.ceiling_scope != CeilingScope.TOTAL:
                continue
            promised = parties.promised(event.signature.organisation_id, changed.get(number))
            used[mandate.mandate_id, number] = promised
            here = max(amount for (key, _), amount in used.items() if key == mandate.mandate_id)
            if here + elsewhere(mandate.mandate_id) > mandate.ceiling.centimes:
                yield f"{here} here, {elsewhere(mandate.mandate_id)} elsewhere, under {mandate}"


def _given_back(event: ConventionEvent) -> int | None:
    """The number of the text that binds nobody after all: 0 is the convention's own."""
    match event:
        case negotiation.TextReopened() | drafting.ConventionWithdrawn():
            return 0
        case signatures.SignatureRefused() | signatures.ConventionLapsed():
            return 0
        case conditions.ConditionFailed():
            return 0
        case (
            amendments.AmendmentWithdrawn()
            | amendments.AmendmentRefused()
            | amendments.AmendmentLapsed()
        ):
            return event.amendment
        case _:
            return None


def one_person_signs_for_one_party(record: Record) -> Faults:
    """In the text as it stands, and in that and all amendments; a void signature is none."""
    signed: dict[str, set[UUID]] = defaultdict(set)
    for entry, event in told(record):
        if isinstance(event, negotiation.TextReopened):
            signed.clear()
        if isinstance(event, signatures.TextCorrected):
            for parties in signed.values():
                parties.difference_update(event.void_signatures)
        if isinstance(event, signatures.PartySigned | amendments.AmendmentPartySigned):
            signed[entry.person].add(event.signature.organisation_id)
            if len(signed[entry.person]) > 1:
                yield f"{entry.caller.subject} signs for {signed[entry.person]}"


def nobody_signs_after_the_last_day(record: Record) -> Faults:
    """Where the text, or an amendment, has one; and before it is over neither of them lapses."""
    last: dict[int, date] = {}
    for entry, event in told(record):
        number = getattr(event, "amendment", 0)
        if isinstance(event, _AGAIN):
            last.pop(number, None)
        if isinstance(event, _TIMED) and event.sign_by is not None:
            last[number] = event.sign_by
        over = number in last and entry.recorded_on > last[number]
        if isinstance(event, signatures.PartySigned | amendments.AmendmentPartySigned) and over:
            yield f"{event.signature.organisation_id} signs {number} on {entry.recorded_on}"
        if isinstance(event, signatures.ConventionLapsed | amendments.AmendmentLapsed) and not over:
            yield f"{number} lapses on {entry.recorded_on}, to be signed by {last.get(number)}"


_TIMED: Final = (
    negotiation.TextAgreed,
    signatures.SigningTimeExtended,
    amendments.AmendmentTextAgreed,
    amendments.AmendmentSigningTimeExtended,
)
_AGAIN: Final = (negotiation.TextReopened, amendments.AmendmentRevised)
SIGNING = (
    mandates_hold,
    ceilings_hold_in_all,
    one_person_signs_for_one_party,
    nobody_signs_after_the_last_day,
)

"""What a command's outcome means for an envelope: read off the convention, before it and after it.

No command is named here: whatever freezes a text, opens it again, ends a convention or amends it
moves the envelope, because what is reserved follows from how the convention stands.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from mithaq.commands import Caller
from mithaq.money import Money

from conventions.domain.amendments.effect import amended
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.commands import OPEN_TEXT, RUNNING
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.policy import may_see
from conventions.domain.core.terms import Terms
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import AmendmentState, Instrument, Stage, State
from conventions.domain.envelopes import rules
from conventions.domain.envelopes.decide import Reservation, Standing
from conventions.domain.envelopes.lines import Lines, lines_of, offer_of, summed_up

# What is agreed is reserved, and stays so for good whatever becomes of it once it was in force.
_RESERVING_NOTHING: Final = OPEN_TEXT | {State.WITHDRAWN, State.REJECTED, State.LAPSED}


def ensure_framework(framework_id: UUID, found: Absent | Convention, caller: Caller) -> None:
    """A convention may be drafted under this one: it is a framework that has not ended.

    Whoever may not know of it learns nothing. Raises FrameworkUnknown, NotAFramework,
    FrameworkEnded.
    """
    if isinstance(found, Absent) or not may_see(found, caller):
        raise rules.FrameworkUnknown(framework=str(framework_id))
    outline = found.terms.outline
    if outline.instrument != Instrument.FRAMEWORK:
        raise rules.NotAFramework(framework=str(framework_id), reference=outline.reference)
    if found.state in _RESERVING_NOTHING - OPEN_TEXT or _over(found):
        raise rules.FrameworkEnded(reference=outline.reference, state=str(found.state))


def _over(convention: Convention) -> bool:
    """Whether it was in force and has ended."""
    return convention.in_force_on is not None and convention.state not in RUNNING


def unmoved(before: Absent | Convention, after: Absent | Convention) -> bool:
    """Whether nothing changed that an envelope could follow from: cheap, asked of each command."""
    if isinstance(after, Absent):
        return True
    if isinstance(before, Absent):
        return after.archive is None  # what was taken over binds from its first event on
    same = before.terms is after.terms and before.amendments is after.amendments
    return same and before.state == after.state and not _spends_otherwise(before, after)


def _spends_otherwise(before: Convention, after: Convention) -> bool:
    """Of a framework: whether more or less is planned in tranches, or delivered in kind."""
    if after.terms.outline.instrument != Instrument.FRAMEWORK:
        return False
    planned = before.lookups.sum(Stage.PLANNED) != after.lookups.sum(Stage.PLANNED)
    return planned or before.deliveries is not after.deliveries


def standing_of(convention: Absent | Convention) -> Standing | None:
    """How a framework stands that is in force, or was; None of any other convention."""
    if isinstance(convention, Absent):
        return None
    outline, in_force_on = convention.terms.outline, convention.in_force_on
    if outline.instrument != Instrument.FRAMEWORK or in_force_on is None:
        return None
    agreed = list(_agreed(convention))
    return Standing(
        framework_id=convention.convention_id,
        in_force_on=in_force_on,
        offer=offer_of(convention.terms, convention.ends_on),
        agreed={
            number: offer_of(after, amendment.operations.ends_on or convention.ends_on)
            for number, amendment, after in agreed
        },
        own={
            None: spent_under(convention, convention.terms),
            **{number: spent_under(convention, after) for number, _, after in agreed},
        },
        suspended=convention.state is State.SUSPENDED,
        closed=_over(convention),
    )


def spent_under(convention: Convention, terms: Terms) -> Lines:
    """What a convention spends itself: what it planned in tranches, and what was delivered in kind.

    Of each contribution no more than it is in these terms, which cancel what they have no room for.
    """
    spent: Counter[str] = Counter()
    for tranche in convention.tranches.values():
        spent[tranche.contribution] += tranche.amount.centimes
    for name, delivery in convention.deliveries.items():
        spent[name] += delivery.delivered.total.centimes
    kept = (terms.contributions[name] for name in spent if name in terms.contributions)
    return summed_up(
        (c.organisation_id, c.year, min(c.amount, Money(spent[c.contribution]))) for c in kept
    )


def reservation_of(convention: Absent | Convention) -> Reservation | None:
    """What a financing convention takes as it stands; None of one that is under no framework."""
    if isinstance(convention, Absent) or convention.terms.outline.framework_id is None:
        return None
    texts: dict[int | None, Lines] = {}
    if convention.state not in _RESERVING_NOTHING:
        texts[None] = lines_of(convention.terms)
        texts |= {number: lines_of(after) for number, _, after in _agreed(convention)}
    return Reservation(
        framework_id=convention.terms.outline.framework_id,
        convention_id=convention.convention_id,
        texts=texts,
    )


def _agreed(convention: Convention) -> Iterator[tuple[int, Amendment, Terms]]:
    """Each amendment whose text is agreed and may still take effect, and the terms after it."""
    pending = [
        each
        for each in convention.amendments.values()
        if each.open and each.state is not AmendmentState.NEGOTIATION
    ]
    base = text_sha256(convention) if pending else None
    for each in pending:
        if each.base_text_sha256 == base:
            yield each.number, each, amended(convention.terms, each.operations)

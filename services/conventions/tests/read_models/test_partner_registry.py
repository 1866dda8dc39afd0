"""What this service knows of organisations, persons and mandates once it heard partners."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from conventions.domain.core import rules
from conventions.domain.core.vocabulary import CeilingScope
from conventions.heard import partners as p
from conventions.partner_checks import own_mandate
from conventions.registry import Registry
from mithaq.commands import Caller
from mithaq.money import Money

from ..conftest import SOME_DAY, Running


def registered(organisation: UUID, kind: str = "commune") -> p.OrganisationRegistered:
    return p.OrganisationRegistered(organisation_id=organisation, kind=kind, name_fr="Organisme")


def recorded(organisation: UUID, person: UUID, mandate: UUID) -> p.MandateRecorded:
    return p.MandateRecorded(
        organisation_id=organisation,
        representative_id=person,
        mandate_id=mandate,
        capacity="president",
        instrument="deliberation",
        valid_from=SOME_DAY,
        ceiling=Money(100),
        ceiling_scope="signature",
    )


async def mandated(running: Running) -> tuple[UUID, UUID, UUID]:
    """An active organisation with one recorded mandate: its id, the holder's, the mandate's."""
    organisation, person, mandate = uuid4(), uuid4(), uuid4()
    named = p.RepresentativeRegistered(
        organisation_id=organisation, representative_id=person, subject=f"Head-{organisation}"
    )
    await running.hear(
        registered(organisation),
        p.OrganisationVerified(organisation_id=organisation),
        named,
        recorded(organisation, person, mandate),
    )
    return organisation, person, mandate


async def _inactive(
    registry: Registry, wanted: Sequence[UUID], days: Sequence[date]
) -> frozenset[UUID]:
    return (await registry.standing(wanted, days)).inactive


def head_of(organisation: UUID) -> Caller:
    return Caller(subject=f"head-{organisation}", organisation=organisation)


async def test_the_inactive_are_the_unknown_the_unverified_and_the_suspended(
    running: Running,
) -> None:
    unknown, new, active, suspended = uuid4(), uuid4(), uuid4(), uuid4()
    await running.hear(*(registered(each, "interior") for each in (new, active, suspended)))
    await running.hear(
        *(p.OrganisationVerified(organisation_id=each) for each in (active, suspended)),
        p.OrganisationSuspended(organisation_id=suspended),
    )
    registry = running.conventions.registry
    found = await _inactive(registry, [unknown, new, active, suspended], [])
    assert found == {unknown, new, suspended}
    assert await _inactive(registry, [], []) == frozenset()
    await running.hear(p.OrganisationReinstated(organisation_id=suspended))
    assert await _inactive(registry, [active, suspended], []) == frozenset()
    known = await registry.organisation(active)
    assert known is not None
    assert known.kind == "interior"


async def test_a_suspension_that_is_over_still_counts_on_its_days(running: Running) -> None:
    organisation, registry = uuid4(), running.conventions.registry
    await running.hear(
        registered(organisation), p.OrganisationVerified(organisation_id=organisation)
    )
    first, second = date(2026, 3, 10), date(2026, 3, 20)
    for day in (first, second):
        await running.hear(p.OrganisationSuspended(organisation_id=organisation), on=day)
        back = p.OrganisationReinstated(organisation_id=organisation)
        await running.hear(back, on=day + timedelta(days=5))
    stopped = [
        day
        for day in range(1, 31)
        if await _inactive(registry, [organisation], [date(2026, 3, day)])
    ]
    assert stopped == [*range(10, 15), *range(20, 25)]
    assert await _inactive(registry, [organisation], [date(2026, 3, 1), first]) == {organisation}


async def test_reinstated_on_the_day_it_was_suspended_again(running: Running) -> None:
    """Two suspensions that begin on one day are one: it lasts until the last reinstatement."""
    organisation, registry, day = uuid4(), running.conventions.registry, date(2026, 3, 10)
    suspended = p.OrganisationSuspended(organisation_id=organisation)
    back = p.OrganisationReinstated(organisation_id=organisation)
    verified = p.OrganisationVerified(organisation_id=organisation)
    await running.hear(registered(organisation), verified)
    await running.hear(suspended, back, suspended, on=day)
    await running.hear(back, on=day + timedelta(days=2))
    assert await _inactive(registry, [organisation], [day + timedelta(days=1)]) == {organisation}
    assert await _inactive(registry, [organisation], [day + timedelta(days=2)]) == frozenset()


async def test_a_mandate_is_known_as_recorded_then_as_confirmed(running: Running) -> None:
    organisation, _, mandate = await mandated(running)
    before = await own_mandate(running.conventions, head_of(organisation), mandate)
    assert not before.confirmed
    await running.hear(p.MandateConfirmed(mandate_id=mandate))
    found = await own_mandate(running.conventions, head_of(organisation), mandate)
    assert (found.confirmed, found.ceiling_scope) == (True, CeilingScope.SIGNATURE)


@pytest.mark.parametrize("confirmed", [False, True])
async def test_of_anothers_mandate_nothing_is_told(running: Running, confirmed: bool) -> None:
    _, _, mandate = await mandated(running)
    if confirmed:
        await running.hear(p.MandateConfirmed(mandate_id=mandate))
    for caller in (head_of(uuid4()), Caller(subject="nobody")):
        with pytest.raises(rules.MandateUnknown):
            await own_mandate(running.conventions, caller, mandate)


async def test_the_earliest_of_several_revocations_counts(running: Running) -> None:
    _, _, mandate = await mandated(running)
    for day in (date(2050, 1, 1), date(2026, 2, 1), date(2040, 1, 1)):
        await running.hear(
            p.MandateRevoked(organisation_id=uuid4(), mandate_id=mandate, revoked_on=day)
        )
    found = await running.conventions.registry.mandate(mandate)
    assert found is not None
    assert found.revoked_on == date(2026, 2, 1)


async def test_an_erased_person_is_nobody_and_signs_nothing(running: Running) -> None:
    organisation, person, mandate = await mandated(running)
    await running.hear(
        p.MandateConfirmed(mandate_id=mandate),
        p.RepresentativeErased(representative_id=person),
        p.MandateRevoked(organisation_id=uuid4(), mandate_id=mandate, revoked_on=SOME_DAY),
    )
    found = await own_mandate(running.conventions, head_of(organisation), mandate)
    assert (found.subject, found.revoked_on) == ("", SOME_DAY)


async def test_a_merged_one_has_the_standing_of_who_answers_for_it_and_its_own_past(
    running: Running,
) -> None:
    first, second, last = uuid4(), uuid4(), uuid4()
    registry, day = running.conventions.registry, date(2026, 3, 10)
    for each in (first, second, last):
        await running.hear(registered(each), p.OrganisationVerified(organisation_id=each))
    await running.hear(p.OrganisationSuspended(organisation_id=first), on=day)
    back = p.OrganisationReinstated(organisation_id=first)
    await running.hear(back, on=day + timedelta(days=2))
    await running.hear(
        p.OrganisationMerged(organisation_id=first, into=second),
        p.OrganisationMerged(organisation_id=second, into=last),
    )
    assert await registry.current([first, second, last]) == {first: last, second: last}
    assert set(await registry.merged_into(last)) == {first, second}
    assert await _inactive(registry, [first, second, last], []) == frozenset()
    assert await _inactive(registry, [first], [day]) == {first}
    await running.hear(p.OrganisationSuspended(organisation_id=last))
    assert await _inactive(registry, [first, second], []) == {first, second}


async def test_a_merger_heard_before_the_separation_it_followed_hangs_nobody(
    running: Running,
) -> None:
    """From two streams, in either order: for a moment each answers for the other."""
    one, other = uuid4(), uuid4()
    for each in (one, other):
        await running.hear(registered(each), p.OrganisationVerified(organisation_id=each))
    await running.hear(
        p.OrganisationMerged(organisation_id=one, into=other),
        p.OrganisationMerged(organisation_id=other, into=one),
    )
    registry = running.conventions.registry
    assert (await registry.current([one])).keys() == {one}
    assert await registry.merged_into(one) == [other]
    assert await _inactive(registry, [one], []) == {one}
    await running.hear(p.OrganisationSeparated(organisation_id=one, state="active"))
    assert await registry.current([one, other]) == {other: one}
    assert await _inactive(registry, [one, other], []) == frozenset()


async def test_a_mandate_tells_what_it_was_delegated_from_and_all_it_may_sign_for(
    running: Running,
) -> None:
    organisation, person, above = await mandated(running)
    below, twin = uuid4(), uuid4()
    await running.hear(
        registered(twin),
        p.OrganisationMerged(organisation_id=twin, into=organisation),
        recorded(organisation, person, below),
        p.MandateDelegated(mandate_id=below, delegated_from=above),
        p.DelegationAllowed(mandate_id=above, depth=2),
    )
    found = await running.conventions.registry.mandate(below)
    assert found is not None
    assert (found.depth, found.above[0].depth) == (0, 2)
    assert (found.links, found.above[0].ceiling) == ((above,), Money(100))
    assert (found.serves(organisation), found.serves(twin)) == (True, True)
    assert not found.serves(uuid4())
    assert not found.serves(None)

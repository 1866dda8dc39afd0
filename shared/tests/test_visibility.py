"""Who may see a thing: what a token lacks never helps, and a tie counts with a fitting role."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from mithaq.commands import Caller
from mithaq.visibility import Facts, Tie, may_see, sight_of

OURS, THEIRS = UUID(int=1), UUID(int=2)
ROLES = (
    *("office", "partner", "controller", "accountant", "auditor", "service"),
    *("approver", "treasury", "archivist", "system"),
)
organisations = some.sampled_from([OURS, THEIRS, UUID(int=3)])
several = some.frozensets(organisations, max_size=2)
things = some.builds(
    Facts,
    subject=some.none() | organisations,
    drafted_by=some.none() | organisations,
    parties=several,
    asked=several,
    public=some.booleans(),
)
callers = some.builds(
    Caller,
    subject=some.just("a"),
    organisation=some.none() | organisations,
    roles=some.frozensets(some.sampled_from(ROLES)),
)


def caller(*roles: str, of: UUID | None = OURS) -> Caller:
    return Caller(subject="a", organisation=of, roles=frozenset(roles))


@given(callers, things, some.sampled_from(ROLES))
def test_property_what_a_token_lacks_never_widens_what_it_sees(
    who: Caller, thing: Facts, role: str
) -> None:
    for less in (replace(who, organisation=None), replace(who, roles=who.roles - {role})):
        assert may_see(who, thing) or not may_see(less, thing)


@given(callers, things)
def test_property_who_is_not_tied_sees_only_what_is_public_or_everything(
    who: Caller, thing: Facts
) -> None:
    tied = who.organisation is not None and thing.tied(who.organisation)
    if not tied:
        assert may_see(who, thing) == (thing.public or sight_of(who).everything)


@pytest.mark.parametrize("role", ["controller", "accountant"])
def test_without_an_organisation_only_the_treasury_sees(role: str) -> None:
    thing = Facts(parties=(OURS,))
    assert not may_see(caller(role, of=None), thing)
    assert may_see(caller(role, "treasury", of=None), thing)
    assert not may_see(caller("treasury", of=None), thing)


@pytest.mark.parametrize("role", ["approver", "partner", "controller"])
def test_a_body_asked_for_an_approval_sees_what_it_judges_and_no_more(role: str) -> None:
    assert may_see(caller(role), Facts(drafted_by=THEIRS, parties=(THEIRS,), asked=(OURS,)))
    assert not may_see(caller(role), Facts(drafted_by=THEIRS, parties=(THEIRS,), asked=(THEIRS,)))


def test_an_organisation_alone_without_a_role_sees_nothing() -> None:
    everything = Facts(subject=OURS, drafted_by=OURS, parties=(OURS,), asked=(OURS,))
    assert not may_see(caller(), everything)
    assert not may_see(caller("archivist"), everything)
    assert not sight_of(caller()).by(Tie.PARTY)

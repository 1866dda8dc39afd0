"""A list shows a caller exactly the conventions that it may open, whatever happened to them."""

from conventions.catalogue import SOURCE
from conventions.domain.amendments.events import AmendmentApprovalsRequested, AmendmentDrafted
from conventions.domain.approvals.events import ApprovalsRequested
from conventions.domain.core.amendment import Operations
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.policy import listed_for, may_see
from conventions.domain.core.rules import CallerWithoutOrganisation
from conventions.domain.core.vocabulary import ApprovalKind, PartyRole
from conventions.domain.drafting.events import PartyInvited, PartyRemoved
from conventions.domain.lifecycle import INITIAL, evolve
from conventions.domain.negotiation.events import TextReopened
from conventions.read_models.convention_list import CONVENTION_LIST
from conventions.read_models.listing import Asked, Filters, Order, page, totals
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from mithaq.commands import Caller
from mithaq.testing.given import SOMEBODY
from mithaq.testing.recorded import recorded
from sqlalchemy.ext.asyncio import AsyncConnection

from ..campaigns import campaign
from ..conftest import Running
from ..people import COMMUNE, DAY, ID, MINISTRY, OPERATOR, REGION, STRANGER
from ..proposal import party
from ..story import drafted

ORGANISATIONS = (REGION, COMMUNE, OPERATOR, STRANGER, MINISTRY)
ROLES = (
    *("office", "partner", "controller", "accountant", "auditor", "service"),
    *("approver", "treasury"),
)
AMENDMENT = AmendmentDrafted(
    convention_id=ID,
    amendment=1,
    base_version=1,
    base_text_sha256="0" * 64,
    reason="renchérissement",
    operations=Operations(),
)
callers = st.builds(
    Caller,
    subject=st.just("a"),
    organisation=st.none() | st.sampled_from(ORGANISATIONS),
    roles=st.frozensets(st.sampled_from(ROLES), max_size=2),
)


@st.composite
def histories(draw: st.DrawFn) -> list[ConventionEvent]:
    """Invited and removed, asked for approvals, reopened: all that changes who is tied to it."""
    events = list(drafted().history)
    for _ in range(draw(st.integers(0, 8))):
        guest = party(draw(st.sampled_from(ORGANISATIONS)), PartyRole.WITNESS, None)
        bodies = draw(st.lists(st.sampled_from(ORGANISATIONS), max_size=2))
        needed = tuple(
            RequiredApproval(kind=ApprovalKind.INTERIOR, organisation_id=body) for body in bodies
        )
        changes: list[ConventionEvent] = [
            PartyInvited(convention_id=ID, party=guest),
            ApprovalsRequested(convention_id=ID, approvals=needed),
            TextReopened(convention_id=ID, reason="montants"),
            AmendmentApprovalsRequested(convention_id=ID, amendment=1, approvals=needed),
        ]
        change = draw(st.sampled_from(changes))
        if change is changes[-1]:
            events.append(AMENDMENT)
        events.append(change)
        if change is changes[0] and draw(st.booleans()):
            events.append(PartyRemoved(convention_id=ID, party=guest))
    return events


@settings(campaign, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(histories(), st.lists(callers, min_size=20, max_size=20), st.integers(1, 50))
async def test_property_lists_show_what_the_state_shows(
    running: Running, events: list[ConventionEvent], asking: list[Caller], size: int
) -> None:
    state: Absent | Convention = INITIAL
    async with running.kernel.engine.connect() as connection:
        for first in range(0, len(events), size):
            batch = events[first : first + size]
            lines = [
                recorded(SOURCE, event, f"convention-{ID}", first + nth, effective_date=DAY)
                for nth, event in enumerate(batch, start=1)
            ]
            await CONVENTION_LIST.project(connection, lines)
            for event in batch:
                state = evolve(state, event, SOMEBODY)
        assert isinstance(state, Convention)
        shown = {caller: await _listed(connection, caller) for caller in asking}
        await connection.rollback()
    assert shown == {caller: may_see(state, caller) for caller in asking}


async def _listed(connection: AsyncConnection, caller: Caller) -> bool:
    try:
        sight = listed_for(caller)
    except CallerWithoutOrganisation:
        return False
    asked = Asked(filters=Filters(), order=Order.of(""), today=DAY, seen_by=sight)
    rows = await page(connection, asked, 200, None)
    counted = (await totals(connection, asked)).all.count
    assert counted == len(rows)
    return ID in {listed.row.convention_id for listed in rows}


def test_a_body_asked_to_approve_sees_it_while_asked_and_afterwards() -> None:
    visa = RequiredApproval(kind=ApprovalKind.INTERIOR, organisation_id=STRANGER)
    controller = Caller(subject="c", organisation=STRANGER, roles=frozenset({"controller"}))
    elsewhere = Caller(subject="d", organisation=MINISTRY, roles=frozenset({"controller"}))
    state: Absent | Convention = INITIAL
    for event in drafted().history:
        state = evolve(state, event, SOMEBODY)
    assert isinstance(state, Convention)
    assert not may_see(state, controller)
    for event in (
        ApprovalsRequested(convention_id=ID, approvals=(visa,)),
        TextReopened(convention_id=ID, reason="montants"),
    ):
        state = evolve(state, event, SOMEBODY)
        assert isinstance(state, Convention)
        assert may_see(state, controller)
        assert not may_see(state, elsewhere)

"""Whatever the tokens of a person say, it answers only what its body was asked, and it alone."""

from uuid import UUID

from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.approvers import ANSWERED_BY
from conventions.domain.core.duties import Duty
from conventions.domain.core.vocabulary import ApprovalAnswer, State
from hypothesis import given
from hypothesis import strategies as st
from mithaq.commands import Caller
from mithaq.errors import MithaqError

from ..campaigns import campaign
from ..people import COMMUNE, CONTROL_BUREAU, FINANCE_MINISTRY, INTERIOR_MINISTRY, REGION, Say
from ..story import agreed, state_of
from .story import CONTROL, FINANCE, NEEDED, grant, refuse, request

ASKED = agreed().when(request(*NEEDED, FINANCE, CONTROL))
PREPARED_BY = state_of(ASKED).prepared_by[Duty.PREPARE]
ROLES = ("partner", "office", "approver", "controller", "accountant", "treasury", "auditor")
BODIES = (None, REGION, COMMUNE, INTERIOR_MINISTRY, FINANCE_MINISTRY, CONTROL_BUREAU, UUID(int=9))
tokens = st.builds(
    Caller,
    subject=st.sampled_from(("region-head", "Region-HEAD", "amina", "brahim")),
    organisation=st.sampled_from(BODIES),
    roles=st.frozensets(st.sampled_from(ROLES), max_size=4),
)
answers = st.tuples(tokens, st.sampled_from((*NEEDED, FINANCE, CONTROL)), st.booleans())


@campaign
@given(st.lists(answers, max_size=25))
def test_property_an_answer_takes_the_role_in_the_body_and_clean_hands(
    attempts: list[tuple[Caller, RequiredApproval, bool]],
) -> None:
    """The lead's head, who prepared it all, grants nothing with any token in any order."""
    story = ASKED
    for caller, wanted, grants in attempts:
        command = grant(wanted, Say(caller)) if grants else refuse(wanted, Say(caller))
        before = state_of(story).approvals[wanted]
        try:
            story = story.when(command)
        except MithaqError:
            continue
        assert ANSWERED_BY[wanted.kind].role in caller.roles
        assert caller.organisation == wanted.organisation_id
        assert caller.person not in PREPARED_BY
        assert before is ApprovalAnswer.AWAITED
    convention = state_of(story)
    whole = all(answer is ApprovalAnswer.GRANTED for answer in convention.approvals.values())
    assert (convention.state is State.READY_TO_SIGN) == whole

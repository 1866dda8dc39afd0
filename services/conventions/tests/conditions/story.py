"""The condition of the tests: the commune's council votes after the signature."""

from datetime import date

from conventions.domain.conditions.commands import WriteCondition
from conventions.domain.core.terms import Condition
from conventions.domain.core.vocabulary import ApprovalKind
from conventions.domain.negotiation.commands import AgreeText

from ..approvals.story import KINDS, NEEDED, grants, request
from ..people import COMMUNE, commune, operator, region
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, drafted, signature

VOTE = Condition(
    condition="vote",
    label_fr="Vote du conseil communal",
    label_ar="تصويت المجلس الجماعي",
    approval=ApprovalKind.COUNCIL_DELIBERATION,
    organisation_id=COMMUNE,
    decide_by=date(2026, 9, 30),
)


def conditional(*others: Condition, instead: Condition = VOTE) -> Story:
    """Ready to sign, with the vote to come after the signature."""
    written = (region(WriteCondition, condition=each, kinds=KINDS) for each in (instead, *others))
    agreed = drafted().when(*written, *TO_A_ROUND, *TO_CONSENSUS, region(AgreeText))
    return agreed.when(request(*NEEDED), *grants(*NEEDED))


def signed(*others: Condition, instead: Condition = VOTE) -> Story:
    story = conditional(*others, instead=instead)
    return story.when(*(signature(story, say) for say in (commune, operator, region)))

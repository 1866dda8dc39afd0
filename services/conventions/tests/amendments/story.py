"""Amendments of the tests."""

from dataclasses import replace
from datetime import date

from conventions.domain.amendments import commands as c
from conventions.domain.amendments.approving import needs_of_amendment
from conventions.domain.core.amendment import AmountChange, Operations, YearCostChange
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.frame import Thresholds
from conventions.domain.core.signing_round import Power
from conventions.domain.core.vocabulary import AmendmentState, SignatureLevel
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.signatures.commands import EnterIntoForce

from ..approvals.story import (
    ANSWERING,
    CONTROL,
    FINANCE,
    INTERIOR,
    KINDS,
    NEEDED,
    approval,
    grants,
)
from ..approvals.story import request as ask
from ..campaign.drafting_content import DELEGATED
from ..people import OUTSIDER, Say, commune, operator, region
from ..proposal import mad
from ..story import (
    ACCEPT,
    TO_A_ROUND,
    TO_CONSENSUS,
    Story,
    mandate,
    signature,
    signing,
    state_of,
    told,
)


def operations(
    amounts: dict[str, int] | None = None,
    costs: dict[int, int] | None = None,
    ends_on: date | None = None,
) -> Operations:
    changed = (amounts or {}).items()
    return Operations(
        amounts=tuple(AmountChange(contribution=n, amount=mad(a)) for n, a in changed),
        costs=tuple(
            YearCostChange(action="works", year=year, cost=mad(cost))
            for year, cost in (costs or {}).items()
        ),
        ends_on=ends_on,
    )


# Who speaks for an organisation, one that may join included.
joiner = Say(OUTSIDER)
HEADS = (region, commune, operator, joiner)
RAISED = operations({"region-26": 450}, {2026: 750})
SHIFTED = operations({"region-26": 350, "commune-26": 250})
LOWERED = operations({"region-26": 350}, {2026: 650})
LONGER = operations(ends_on=date(2029, 1, 1))
# No convention of the tests comes near these, unless a test says others.
ABOVE = Thresholds()


def draft(wanted: Operations, say: Say = region, **more: object) -> c.DraftAmendment:
    return say(c.DraftAmendment, reason="renchérissement", operations=wanted, **more)


def accept(*says: Say, number: int = 1) -> list[c.TakeAmendmentPosition]:
    return [say(c.TakeAmendmentPosition, amendment=number, position=ACCEPT) for say in says]


def agree(number: int = 1, thresholds: Thresholds = ABOVE) -> c.AgreeAmendmentText:
    return region(c.AgreeAmendmentText, amendment=number, kinds=KINDS, thresholds=thresholds)


def request(
    *approvals: RequiredApproval,
    number: int = 1,
    say: Say = region,
    thresholds: Thresholds = ABOVE,
) -> c.RequestAmendmentApprovals:
    return say(
        c.RequestAmendmentApprovals,
        amendment=number,
        approvals=approvals,
        kinds=KINDS,
        thresholds=thresholds,
    )


def grant(
    wanted: RequiredApproval, say: Say | None = None, number: int = 1
) -> c.GrantAmendmentApproval:
    """Granted by whoever answers for the body, unless somebody else is named."""
    by = say or ANSWERING[wanted]
    return by(c.GrantAmendmentApproval, amendment=number, approval=wanted, instrument="visa 2")


def refuse(
    wanted: RequiredApproval, say: Say | None = None, reason: str = "crédits"
) -> c.RefuseAmendmentApproval:
    by = say or ANSWERING[wanted]
    return by(c.RefuseAmendmentApproval, amendment=1, approval=wanted, reason=reason)


def needed(story: Story, thresholds: Thresholds = ABOVE) -> tuple[RequiredApproval, ...]:
    """The approvals that the amendment under way needs, each of the body that gives such ones."""
    state = state_of(story)
    assert state.open_amendment is not None
    bodies = {each.kind: each.organisation_id for each in (INTERIOR, FINANCE, CONTROL)}
    needs = needs_of_amendment(state, state.open_amendment, KINDS, thresholds)
    return tuple(approval(x.kind, x.organisation_id or bodies[x.kind]) for x in needs)


def approved(story: Story, thresholds: Thresholds = ABOVE) -> Story:
    """With whatever approvals the amendment under way needs, asked for and granted."""
    begun = state_of(story).open_amendment
    assert begun is not None
    if begun.state is not AmendmentState.TEXT_AGREED:
        return story
    wanted, number = needed(story, thresholds), begun.number
    asked = story.when(request(*wanted, number=number, thresholds=thresholds))
    return asked.when(*(grant(each, number=number) for each in wanted))


def sign(story: Story, say: Say, number: int = 1, **changes: object) -> c.SignAmendment:
    text = state_of(story).amendments[number].signing.text_sha256
    plain = signing(say, text, SignatureLevel.SIMPLE)
    changed = replace(plain, **changes)  # type: ignore[arg-type]
    return say(c.SignAmendment, amendment=number, signing=changed)


def refusal(
    story: Story, say: Say, number: int = 1, reason: str = "vote", **changes: object
) -> c.RefuseAmendment:
    """What a head gives to refuse it: a mandate that would let it sign, and its frozen text."""
    text = state_of(story).amendments[number].signing.text_sha256
    plain = Power(mandate=mandate(say.caller), text_sha256=text)
    changed = replace(plain, **changes)  # type: ignore[arg-type]
    return say(c.RefuseAmendment, amendment=number, power=changed, reason=reason)


def frozen(story: Story, wanted: Operations, sign_by: date | None = None) -> Story:
    """Its text agreed; whatever approvals it needs are still to be asked for."""
    drafted = story.when(draft(wanted))
    begun = state_of(drafted).open_amendment
    assert begun is not None
    joining = {party.organisation_id for party in begun.operations.parties}
    parties = {*state_of(drafted).terms.parties, *joining}
    heads = [say for say in HEADS if say.caller.organisation in parties]
    agreeing = replace(agree(begun.number), sign_by=sign_by)
    return drafted.when(*accept(*heads, number=begun.number), agreeing)


def agreed(story: Story, wanted: Operations, sign_by: date | None = None) -> Story:
    """Its text agreed and approved: it waits for its signatures."""
    return approved(frozen(story, wanted, sign_by))


def signed(story: Story, wanted: Operations) -> Story:
    return sign_all(agreed(story, wanted))


def sign_all(story: Story) -> Story:
    """Signed by whoever must, in their order."""
    by = {say.caller.organisation: say for say in HEADS}
    begun = state_of(story).open_amendment
    assert begun is not None
    while awaited := state_of(story).amendments[begun.number].signing.awaited:
        story = story.when(sign(story, by[min(awaited, key=str)], begun.number))
    return story


def step_of(story: Story, number: int = 1) -> AmendmentState:
    """How far an amendment has come."""
    return state_of(story).amendments[number].state


def effect(number: int = 1) -> c.PutAmendmentIntoEffect:
    return region(c.PutAmendmentIntoEffect, amendment=number)


def delegated() -> Story:
    """In force, where an operator builds in the commune's name."""
    story = told().when(
        DELEGATED,
        *TO_A_ROUND,
        *TO_CONSENSUS,
        region(AgreeText),
        ask(*NEEDED),
        *grants(*NEEDED),
    )
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    return story.when(region(EnterIntoForce))

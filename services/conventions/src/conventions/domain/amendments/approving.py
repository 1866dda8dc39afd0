"""Which approvals an amendment needs, and who gives them.

Those that the table asks of its result, between the parties that sign it, but for what was granted
already for a text of as much: of the same total or more, until the same end or later, and, where
it is needed because of who signs, with every promise of those parties. A text counts once it binds.
What moves neither a promise nor the end needs none.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments.announced import kinds_of
from conventions.domain.amendments.effect import amended, joint
from conventions.domain.amendments.kinds import Approving
from conventions.domain.amendments.operations.duration import end_of
from conventions.domain.amendments.rules import (
    amendment_of,
    open_amendment_of,
    signatories_of,
    signing_terms,
)
from conventions.domain.approvals.delays import delays_of, ensure_in_delay
from conventions.domain.approvals.required import Need, needs_of
from conventions.domain.approvals.rules import (
    ensure_asked_rightly,
    ensure_awaited,
    ensure_one_awaited,
)
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.approval_round import ApprovedText, all_granted
from conventions.domain.core.approvers import answers
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, ensure_apart
from conventions.domain.core.event import Events
from conventions.domain.core.frame import Thresholds
from conventions.domain.core.remembering import of_the_same
from conventions.domain.core.rules import ensure_reason
from conventions.domain.core.signing_round import SigningRound
from conventions.domain.core.terms import Terms


class AmendmentNotAsked(RuleBroken):
    """An amendment is approved by the bodies asked for it, whatever they approved before."""

    code = "amendment-not-asked"


def needs_of_amendment(
    convention: Convention,
    amendment: Amendment,
    kinds: Mapping[UUID, str],
    thresholds: Thresholds,
) -> Sequence[Need]:
    """What is still to be granted for this amendment. `kinds` are by the registry."""
    before = convention.terms
    after = amended(before, amendment.operations)
    promised = (before.contributions, before.shares)
    if not _asks(amendment, moved=(after.contributions, after.shares) != promised):
        return ()
    signing = signatories_of(convention, amendment, after)
    ends_on = end_of(convention, amendment.operations.ends_on)
    needs = needs_of(joint(before, after), kinds, convention.framed(thresholds), signing)
    return tuple(need for need in needs if not _covered(convention, need, after, ends_on))


def _asks(amendment: Amendment, *, moved: bool) -> bool:
    """Whether one of its kinds is approved: whatever it changes, or because promises move."""
    asked = {row.approvals for row in kinds_of(amendment.operations)}
    return Approving.ALWAYS in asked or (moved and Approving.WHERE_PROMISES_MOVE in asked)


def _covered(convention: Convention, need: Need, after: Terms, ends_on: date | None) -> bool:
    return any(_covers(text, need, after, ends_on) for text in convention.approved)


def _covers(text: ApprovedText, need: Need, after: Terms, ends_on: date | None) -> bool:
    """It was granted for that text, which asked for as much: one text alone, none adds up."""
    if not (any(map(need.met_by, text.granted)) and text.reaches(after.outline.total, ends_on)):
        return False
    if need.of_total:
        return True
    return _parties_beyond(text, after).isdisjoint(need.parties)


@of_the_same
def _parties_beyond(text: ApprovedText, after: Terms) -> frozenset[UUID]:
    """Who promises something in these terms that it did not promise, or not as much, in that text.

    Asked for by each of the councils that sign: it is worked out once.
    """
    pledging = (
        x.organisation_id for x in after.pledges() if not text.promises(x.contribution, x.amount)
    )
    sharing = (
        x.organisation_id for x in after.unsplit() if not text.promises_share(x.share, x.amount)
    )
    return frozenset(chain(pledging, sharing))


def request_approvals(convention: Convention, command: c.RequestAmendmentApprovals) -> Events:
    """Where none is needed any more, an empty list opens the signature."""
    amendment = amendment_of(convention, command.amendment)
    approvals, kinds = command.approvals, command.kinds
    needs = needs_of_amendment(convention, amendment, kinds, command.thresholds)
    ensure_asked_rightly(convention.terms, approvals, kinds, needs)
    requested = e.AmendmentApprovalsRequested(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        approvals=approvals,
        tacit=tuple(delays_of(needs, approvals, command.recorded_on, command.corrected)),
    )
    if approvals:
        return [requested]
    return [requested, next_turn(convention, amendment, amendment.signing)]


def grant_approval(convention: Convention, command: c.GrantAmendmentApproval) -> Events:
    """The last one opens the signature."""
    amendment = amendment_of(convention, command.amendment)
    ensure_awaited(amendment.approvals, convention, command.caller, command.approval)
    granted = e.AmendmentApprovalGranted(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        approval=command.approval,
        instrument=command.instrument,
    )
    return with_turn(convention, amendment, granted)


def with_turn(
    convention: Convention, amendment: Amendment, granted: e.AmendmentApprovalGranted
) -> Events:
    """This grant; where it is the last, the first group is asked to sign."""
    others = {x: answer for x, answer in amendment.approvals.items() if x != granted.approval}
    if not all_granted(others):
        return [granted]
    return [granted, next_turn(convention, amendment, amendment.signing)]


def refuse_approval(convention: Convention, command: c.RefuseAmendmentApproval) -> Events:
    amendment = amendment_of(convention, command.amendment)
    ensure_awaited(amendment.approvals, convention, command.caller, command.approval)
    ensure_in_delay(amendment.tacit, command.approval, command.recorded_on)
    ensure_reason(command.reason)
    return [
        e.AmendmentApprovalRefused(
            convention_id=convention.convention_id,
            amendment=amendment.number,
            approval=command.approval,
            reason=command.reason,
        )
    ]


def next_turn(
    convention: Convention, amendment: Amendment, signing: SigningRound
) -> e.AmendmentSignaturesRequested:
    return e.AmendmentSignaturesRequested(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        turn=signing.next_turn(signing_terms(convention, amendment)),
    )


def ensure_some_awaited(convention: Convention, caller: Caller) -> None:
    """Some approval of the amendment under way was asked of this caller, and none answered all."""
    amendment = open_amendment_of(convention)
    if not any(answers(caller, approval) for approval in amendment.approvals):
        raise AmendmentNotAsked(amendment=amendment.number)
    ensure_one_awaited(amendment.approvals, caller)


def ensure_prepared_by_others(convention: Convention, caller: Caller) -> None:
    """Whoever drafted, revised, agreed or submitted this amendment does not approve it."""
    ensure_apart(open_amendment_of(convention).prepared_by, Duty.APPROVE, caller)

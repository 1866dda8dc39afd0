"""The order in time of an amendment, from the convention in force to the amendment's effect."""

from collections.abc import Callable

from conventions.domain.amendments import events as e
from conventions.domain.core.chronology import Fact, Keys, order


def _of(*facts: Fact) -> Callable[[e.AmendmentEvent], Keys]:
    """These facts of the event's own amendment."""
    return lambda event: tuple((fact, event.amendment) for fact in facts)


def _took_effect(event: e.AmendmentTookEffect) -> Keys:
    """Every part that it changes holds from then on, as amended."""
    contributions = (each.after or each.before for each in event.contributions)
    shares = (each.after or each.before for each in event.shares)
    parties = (each.after or each.before for each in event.parties)
    actions = (each.after or each.before for each in event.actions)
    return (
        (Fact.AMENDMENT_ENDED, None),
        *((Fact.CONTRIBUTION, each.contribution) for each in contributions if each),
        *((Fact.SHARE, each.share) for each in shares if each),
        *((Fact.PARTY, str(each.organisation_id)) for each in parties if each),
        *((Fact.ACTION, each.action) for each in actions if each),
    )


_WRITTEN = _of(Fact.AMENDMENT_WRITTEN)
_ANSWERED = _of(Fact.AMENDMENT_WRITTEN, Fact.AMENDMENT_POSITION)
_REQUESTED = _of(Fact.AMENDMENT_APPROVALS_REQUESTED)
_APPROVAL = _of(Fact.AMENDMENT_APPROVAL_ANSWERED)
_BEFORE_SIGNING = (
    Fact.AMENDMENT_WRITTEN,
    Fact.AMENDMENT_POSITION,
    Fact.AMENDMENT_AGREED,
    Fact.AMENDMENT_APPROVALS_REQUESTED,
    Fact.AMENDMENT_APPROVAL_ANSWERED,
)
# All that may go before an amendment takes effect, or ends without.
BEFORE_EFFECT = (*_BEFORE_SIGNING, Fact.AMENDMENT_PARTY_SIGNED)
_ALL = _of(*BEFORE_EFFECT)

ORDER = (
    order(
        e.AmendmentDrafted,
        tells=_WRITTEN,
        rests_on=[Fact.IN_FORCE, Fact.AMENDMENT_ENDED, Fact.SPLIT],
    ),
    order(e.AmendmentPositionTaken, tells=_of(Fact.AMENDMENT_POSITION), rests_on=_WRITTEN),
    order(e.AmendmentRevised, tells=_WRITTEN, rests_on=_of(*_BEFORE_SIGNING)),
    order(e.AmendmentTextAgreed, tells=_of(Fact.AMENDMENT_AGREED), rests_on=_ANSWERED),
    order(e.AmendmentApprovalsRequested, tells=_REQUESTED, rests_on=_of(Fact.AMENDMENT_AGREED)),
    order(e.AmendmentApprovalGranted, tells=_APPROVAL, rests_on=_REQUESTED),
    order(e.AmendmentApprovalRefused, tells=_APPROVAL, rests_on=_REQUESTED),
    order(e.AmendmentTacitDelayMoved, rests_on=_REQUESTED),
    order(
        e.AmendmentSignaturesRequested,
        tells=_of(Fact.AMENDMENT_TURN),
        after=_of(
            Fact.AMENDMENT_AGREED,
            Fact.AMENDMENT_APPROVALS_REQUESTED,
            Fact.AMENDMENT_APPROVAL_ANSWERED,
            Fact.AMENDMENT_PARTY_SIGNED,
        ),
    ),
    order(
        e.AmendmentPartySigned,
        tells=_of(Fact.AMENDMENT_PARTY_SIGNED),
        rests_on=_of(Fact.AMENDMENT_TURN),
    ),
    order(e.AmendmentSigningTimeExtended, rests_on=_of(Fact.AMENDMENT_AGREED)),
    order(e.AmendmentRefused, tells=[Fact.AMENDMENT_ENDED], rests_on=_ALL),
    order(e.AmendmentLapsed, tells=[Fact.AMENDMENT_ENDED], rests_on=_ALL),
    order(e.AmendmentTookEffect, tells=_took_effect, rests_on=_ALL),
    order(e.AmendmentWithdrawn, tells=[Fact.AMENDMENT_ENDED], rests_on=_ALL),
)

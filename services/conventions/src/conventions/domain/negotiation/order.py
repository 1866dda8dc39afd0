"""The order in time of a negotiation: rounds, answers and the text follow one another."""

from conventions.domain.core.chronology import TEXT, Fact, Keys, order
from conventions.domain.negotiation import events as e


def _answered(event: e.PositionTaken) -> Keys:
    return (Fact.POSITION, str(event.organisation_id)), (Fact.POSITION, None)


def _asked(event: e.PositionTaken) -> Keys:
    return (Fact.ROUND_OPENED, None), (Fact.POSITION, str(event.organisation_id))


_FROZEN = (
    Fact.TEXT_AGREED,
    Fact.APPROVALS_REQUESTED,
    Fact.APPROVAL_ANSWERED,
    Fact.PARTY_SIGNED,
)

ORDER = (
    order(
        e.NegotiationRoundOpened,
        tells=[Fact.ROUND_OPENED],
        rests_on=[*TEXT, Fact.EDITED, Fact.ROUND_OPENED, Fact.POSITION],
    ),
    order(e.PositionTaken, tells=_answered, rests_on=_asked),
    order(
        e.NegotiationRoundClosed,
        tells=[Fact.ROUND_CLOSED],
        rests_on=[Fact.ROUND_OPENED, Fact.POSITION],
    ),
    order(
        e.NegotiationRoundEnded,
        tells=[Fact.ROUND_CLOSED],
        rests_on=[Fact.ROUND_OPENED, Fact.POSITION],
    ),
    order(e.TextAgreed, tells=[Fact.TEXT_AGREED], rests_on=[Fact.ROUND_CLOSED]),
    order(e.TextReopened, tells=[Fact.TEXT_REOPENED], rests_on=_FROZEN),
)

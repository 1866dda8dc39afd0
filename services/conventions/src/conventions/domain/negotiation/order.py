"""The order in time of a negotiation: rounds, answers and the text follow one another."""

from conventions.domain.core.chronology import TEXT, Fact, Keys, order
from conventions.domain.negotiation import events as e

Answer = e.PositionTaken | e.LatePositionTaken


def _answered(event: Answer) -> Keys:
    return (Fact.POSITION, str(event.organisation_id)), (Fact.POSITION, None)


def _asked(event: Answer) -> Keys:
    """After the round, and the article or the text that it answers as it was last written."""
    own = (Fact.POSITION, str(event.organisation_id))
    read = (Fact.EDITED, None) if event.article is None else (Fact.ARTICLE, event.article)
    return (Fact.ROUND_OPENED, None), own, read


def _proposed(event: e.ProposalAdopted) -> Keys:
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
    order(e.LatePositionTaken, tells=_answered, rests_on=_asked),
    order(e.ProposalAdopted, rests_on=_proposed),
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

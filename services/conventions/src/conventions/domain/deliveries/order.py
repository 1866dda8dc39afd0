"""From when what is promised in kind may be delivered; acceptances follow amount by amount."""

from conventions.domain.core.chronology import Fact, Keys, order
from conventions.domain.deliveries import events as e


def _delivered(event: e.ContributionDelivered) -> Keys:
    return (Fact.SIGNED, None), (Fact.CONTRIBUTION, event.contribution)


ORDER = (
    order(e.ContributionDelivered, rests_on=_delivered),
    order(e.DeliveryAccepted, tells=[Fact.DELIVERY_ACCEPTED]),
)

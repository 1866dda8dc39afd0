"""Deliveries of the tests: the commune's land."""

from typing import TypeVar

from conventions.domain.deliveries import commands as c

from ..people import Say, commune, operator
from ..proposal import mad

D = TypeVar("D", bound=c.DeliveryCommand)


def land(command: type[D], say: Say, dirhams: int, **more: object) -> D:
    return say(command, contribution="commune-land", amount=mad(dirhams), act="PV 7", **more)


def delivered(dirhams: int) -> tuple[c.DeliveryCommand, ...]:
    """Delivered; rejected, delivered again and accepted by who builds on it."""
    return (
        land(c.DeliverContribution, commune, dirhams),
        land(c.RejectDelivery, operator, dirhams, reason="terrain occupé"),
        land(c.DeliverContribution, commune, dirhams),
        land(c.AcceptDelivery, operator, dirhams),
    )

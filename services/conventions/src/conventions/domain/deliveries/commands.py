"""Commands on what is promised in kind or as land."""

from dataclasses import dataclass

from mithaq.money import Money

from conventions.domain.core.commands import ConventionCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryCommand(ConventionCommand):
    """Part of a contribution, at its value; `act` names the paper."""

    contribution: str
    amount: Money
    act: str
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverContribution(DeliveryCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptDelivery(DeliveryCommand):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectDelivery(DeliveryCommand):
    """What was delivered is not what was promised, or was not delivered at all."""

    reason: str
